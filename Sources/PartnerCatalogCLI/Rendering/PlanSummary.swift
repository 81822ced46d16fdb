import CatalogQuery
import Purchasing

/// A plan for a person: lines, total, and the checks that do not hold.
enum PlanSummary {
  static func text(_ plan: OrderPlan, console: Console) -> String {
    let heading = "\(plan.customer.name) (\(plan.customer.id)), \(plan.customer.market)"
    var text = Style.strong.applied(to: TerminalText.safe(heading), inColour: console.outputHasColour) + "\n\n"
    var table = Table(columns: [
      .init(title: "CatalogItemId"), .init(title: "Title", least: 16, keep: 1),
      .init(title: "Quantity", least: 8, keep: 3, isNumber: true), .init(title: "Term", least: 8, keep: 3),
      .init(title: "Price", least: 10, keep: 4, isNumber: true),
    ])
    table.rows = plan.lines.map { line in
      [
        .init(line.catalogItemID.rawValue), .init(line.title), .init("\(line.quantity)"),
        .init(PurchaseText.term(line.termDuration, line.billingCycle)),
        .init(line.price.map { Money($0.extended, $0.currency).description } ?? ""),
      ]
    }
    text += table.rendered(width: console.width, inColour: console.outputHasColour) + "\n"
    if let total = plan.total { text += "Total for the whole terms, before tax: \(total)\n" }
    if let ceiling = plan.maxTotal { text += "Ceiling: \(ceiling)\n" }
    var seen: Set<String> = []
    for check in plan.lines.flatMap(\.checks) where check.state != .passed {
      let line = TerminalText.safe("\(check.code.rawValue) \(check.state.rawValue): \(check.message)")
      if seen.insert(line).inserted {
        text += Style.caution.applied(to: line, inColour: console.outputHasColour) + "\n"
      }
    }
    let passed = Set(plan.lines.flatMap(\.checks).filter { $0.state == .passed }.map(\.code)).count
    return text + "\(Formatting.count(passed, "check")) passed.\n"
  }
}
