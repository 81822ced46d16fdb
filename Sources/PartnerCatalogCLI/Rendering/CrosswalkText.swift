import CatalogModel
import CatalogQuery
import Foundation

/// What an id stands for, for a person.
enum CrosswalkText {
  static func text(_ answer: CrosswalkAnswer, console: Console) -> String {
    guard !answer.isEmpty else { return "" }
    var nodes = Table(columns: [
      .init(title: "Kind", least: 8, keep: 2), .init(title: "Id"), .init(title: "Name", least: 20, keep: 1),
    ])
    var listed = sorted(answer.nodes)
    let plans = listed.count { $0.kind == .servicePlan }
    let isFolded = plans > mostPlans && plans < listed.count && !console.isVerbose
    if isFolded { listed.removeAll { $0.kind == .servicePlan } }
    nodes.rows = listed.map { [.init($0.kind.rawValue), .init($0.id), .init($0.name ?? "")] }
    var text = nodes.rendered(width: console.width, inColour: console.outputHasColour)
    if isFolded { text += "and \(plans) service plans: --verbose lists them\n" }
    let shown = answer.edges.filter { $0.to.kind != .servicePlan || answer.edges.count < 20 }
    guard !shown.isEmpty else { return text }
    var edges = Table(columns: [
      .init(title: "This"), .init(title: "belongs to"), .init(title: "Because", least: 9, keep: 2),
      .init(title: "Source", least: 9, keep: 1), .init(title: "Of", least: 7, keep: 0),
    ])
    edges.rows = shown.map { edge in
      [
        .init(edge.from.id), .init(edge.to.id), .init(edge.confidence.rawValue, style(edge.confidence)),
        .init(edge.source, .faint), .init(edge.asOf ?? "", .faint),
      ]
    }
    text += "\n" + edges.rendered(width: console.width, inColour: console.outputHasColour)
    return text
  }

  private static let mostPlans = 8

  /// Ids of one kind together, in the order of kinds; the many service plans of a licence come last.
  private static func sorted(_ nodes: [CrosswalkAnswer.Node]) -> [CrosswalkAnswer.Node] {
    let kinds = CrosswalkAnswer.Kind.allCases.filter { $0 != .servicePlan }
    func rank(_ node: CrosswalkAnswer.Node) -> Int { kinds.firstIndex(of: node.kind) ?? kinds.count }
    return nodes.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  private static func style(_ confidence: CrosswalkAnswer.Confidence) -> Style {
    switch confidence {
    case .stated, .published: .good
    case .twoSteps, .sameName: .caution
    }
  }

  /// The sentence for an unknown id, with the age of the table.
  static func nothing(_ answer: CrosswalkAnswer, now: Date) -> String {
    let edition = SheetMonth(parsing: answer.asOf.filter(\.isNumber))
    let months = edition.map { edition in
      let present = SheetMonth(of: now).number
      return (present / 100 - edition.number / 100) * 12 + present % 100 - edition.number % 100
    }
    let age = months.map { $0 > 0 ? ", \(Formatting.count($0, "month")) old" : "" } ?? ""
    return
      "Nothing is known of \u{201C}\(TerminalText.excerpt(answer.query))\u{201D}. The table of licences is that of "
      + "\(answer.asOf)\(age): `partner-catalog crosswalk import FILE` takes a newer one."
  }
}
