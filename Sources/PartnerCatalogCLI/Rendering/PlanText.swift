import CatalogModel
import CatalogStore
import CatalogSync

/// The plan of a sync, for a person.
enum PlanText {
  static func text(_ plan: SyncPlan, console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "Why", least: 10, keep: 3),
      .init(title: "New", least: 3, keep: 2, isNumber: true),
      .init(title: "Suspect", least: 3, keep: 2, isNumber: true),
      .init(title: "Old", least: 3, keep: 2, isNumber: true),
      .init(title: "Audit", least: 3, keep: 2, isNumber: true),
      .init(title: "Lists", least: 5, keep: 2, isNumber: true),
      .init(title: "Requests", least: 8, keep: 4, isNumber: true),
      .init(title: "All", least: 5, keep: 2, isNumber: true), .init(title: "Completed", least: 10, keep: 1),
    ])
    table.rows = plan.markets.map { market in
      [.init(market.market.code), .init(why(market))] + counts(market.due).map { .init($0) }
        + [
          .init("\(market.lists)"), .init(market.requests.map { "\($0)" } ?? "unknown"),
          .init(market.fullRequests.map { "\($0)" } ?? "unknown", .faint),
          .init(Formatting.time(market.completedAt), .faint),
        ]
    }
    let saved =
      plan.fullRequests > plan.requests
      ? " Reading everything (--full) would take \(Formatting.count(plan.fullRequests, "request"))." : ""
    let known = plan.markets.contains { $0.requests != nil }
    let unknown = plan.markets.filter { $0.requests == nil }.map(\.market.code)
    var sentences: [String] = []
    if known {
      sentences.append(
        "About \(Formatting.count(plan.requests, "request")), \(plan.minutes) minutes\(unknown.isEmpty ? "" : ", without those below").\(saved)"
      )
    }
    if !unknown.isEmpty {
      sentences.append(
        "Never read, and not estimated: \(unknown.prefix(10).joined(separator: ", "))\(unknown.count > 10 ? ", …" : ""). "
          + "The size of a market is known once its lists are read; `partner-catalog sync` then shows the time left.")
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour) + "\n"
      + (sentences + ["Nothing was requested."]).map { Paragraph.lines($0, width: console.width) }.joined()
  }

  private static func counts(_ due: DueCount?) -> [String] {
    guard let due else { return ["", "", "", ""] }
    return [due.neverRead, due.evidence, due.age, due.audit].map { $0 == 0 ? "" : "\($0)" }
  }

  private static func why(_ market: SyncPlan.MarketPlan) -> String {
    switch market.reason {
    case "neverRead": "never read"
    case "unfinished": "the last sync is incomplete"
    case "due" where market.due == nil: "full sync due"
    case "due": "products due"
    default: market.reason
    }
  }
}
