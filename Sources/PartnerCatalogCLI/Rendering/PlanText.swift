import CatalogModel
import CatalogSync

/// What a sync would request, for a person.
enum PlanText {
  static func text(_ plan: SyncPlan, console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "Why", least: 10, keep: 3),
      .init(title: "Lists", least: 5, keep: 2, isNumber: true),
      .init(title: "Requests", least: 8, keep: 4, isNumber: true), .init(title: "Read whole", least: 10, keep: 1),
    ])
    table.rows = plan.markets.map { market in
      [
        .init(market.market.code), .init(why(market.reason)), .init("\(market.lists)"),
        .init(market.requests.map { "\($0)" } ?? "unknown"), .init(Words.time(market.completedAt), .faint),
      ]
    }
    let bound = plan.isLowerBound ? "At least " : "About "
    return table.rendered(width: console.width, inColour: console.outputHasColour)
      + "\n\(bound)\(Words.count(plan.requests, "request")), \(plan.minutes) minutes. Nothing was requested.\n"
  }

  private static func why(_ reason: String) -> String {
    switch reason {
    case "neverRead": "never read"
    case "unfinished": "the last reading did not end whole"
    case "due": "to be confirmed"
    default: reason
    }
  }
}
