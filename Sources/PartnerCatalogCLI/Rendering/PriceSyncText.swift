import CatalogModel
import CatalogStore
import CatalogSync

/// What became of a price sync, for a person.
enum PriceSyncText {
  static func text(_ report: PriceSyncReport, console: Console) -> String {
    let matrix =
      (report.offerMatrix.map { "Offer matrix of \($0.month): \($0.state)\(differences($0.report)).\n" } ?? "")
      + report.promotions.map { promotions in
        "Promotions in \(promotions.market): \(promotions.state)"
          + (promotions.count.map { ", for \(Formatting.count($0, "term"))" } ?? "") + ".\n"
      }.joined()
    guard !report.sheets.isEmpty else { return matrix.isEmpty ? "Every price sheet is up to date.\n" : matrix }
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "View", least: 12, keep: 5), .init(title: "Timeline", least: 7, keep: 1),
      .init(title: "Month", least: 6, keep: 8), .init(title: "State", least: 9, keep: 9),
      .init(title: "Rows", least: 4, keep: 7, isNumber: true),
      .init(title: "Added", least: 5, keep: 6, isNumber: true),
      .init(title: "Changed", least: 7, keep: 6, isNumber: true),
      .init(title: "Removed", least: 7, keep: 6, isNumber: true),
      .init(title: "Unjoined", least: 8, keep: 4, isNumber: true),
    ])
    table.rows = report.sheets.map { sheet in
      let counts = [\PriceSheetReport.rows, \.added, \.changed, \.removed, \.unjoined]
        .map { count in sheet.report.map { "\($0[keyPath: count])" } ?? "" }
      return [
        .init(sheet.request.market.code), .init(sheet.request.view.rawValue), .init(sheet.request.timeline.rawValue),
        .init(sheet.request.month.description), .init(sheet.state, style(sheet.state)),
      ] + counts.map { Table.Cell($0) }
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour) + matrix
  }

  private static func differences(_ report: OfferMatrixReport?) -> String {
    report.map {
      ", \(Formatting.count($0.rows, "row")), \($0.added) added, \($0.changed) changed, \($0.removed) removed"
    }
      ?? ""
  }

  /// A sentence for each sheet that could not be stored.
  static func warnings(_ report: PriceSyncReport) -> [String] {
    let matrix = report.offerMatrix.flatMap { matrix in
      matrix.reason.map {
        "The offer matrix of \(matrix.month): \($0). The stored one stays as it is; run the command again later."
      }
    }
    let promotions = report.promotions.compactMap { promotions in
      promotions.reason.map {
        "The promotions of \(promotions.market): \($0). The stored ones stay as they are; run the command again later."
      }
    }
    return report.sheets.compactMap { sheet in
      sheet.reason.map {
        "The \(sheet.request.view) sheet of \(sheet.request.market), \(sheet.request.month): \($0). The stored prices stay as "
          + "they are; run the command again later."
      }
    } + [matrix].compactMap(\.self) + promotions
  }

  static func text(_ plan: PriceSyncPlan, console: Console) -> String {
    let matrix =
      (plan.offerMatrix.map { "Offer matrix of \($0.month): \($0.reason.rawValue).\n" } ?? "")
      + plan.promotions.map { "Promotions in \($0.market): \($0.reason.rawValue).\n" }.joined()
    guard !plan.entries.isEmpty else { return matrix.isEmpty ? "Every price sheet is up to date.\n" : matrix }
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "View", least: 12, keep: 2), .init(title: "Timeline", least: 7, keep: 1),
      .init(title: "Month", least: 6, keep: 3), .init(title: "Why", least: 9, keep: 4),
    ])
    table.rows = plan.entries.map { entry in
      [
        .init(entry.request.market.code), .init(entry.request.view.rawValue), .init(entry.request.timeline.rawValue),
        .init(entry.request.month.description), .init(entry.reason.rawValue),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour) + matrix
  }

  private static func style(_ state: String) -> Style {
    switch state {
    case "stored", "unchanged": .good
    case "failed": .bad
    case "heldBack": .caution
    default: .plain
    }
  }
}
