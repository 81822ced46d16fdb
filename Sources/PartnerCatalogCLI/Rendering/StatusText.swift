import CatalogQuery

/// The state of a store, for a person.
enum StatusText {
  static func text(_ status: StoreStatus, path: String, console: Console) -> String {
    let source = [
      status.source.tenant.map { "tenant \($0)" }, status.source.cloud.map { "cloud \($0)" },
      status.source.locale.map { "locale \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    var text = TerminalText.safe(source.isEmpty ? path : "\(path): \(source)") + "\n"
    text += "\n" + markets(status.markets, console)
    let partitions = status.partitions.filter { console.isVerbose || ![.complete, .forbidden].contains($0.state) }
    if !partitions.isEmpty { text += "\n" + self.partitions(partitions, console) }
    return text + "\n" + runs(status.runs, console)
  }

  private static func markets(_ markets: [MarketStatus], _ console: Console) -> String {
    guard !markets.isEmpty else { return "No market was read yet.\n" }
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "Items", least: 5, keep: 3, isNumber: true),
      .init(title: "State", least: 9, keep: 4), .init(title: "Age", least: 3, keep: 5, isNumber: true),
      .init(title: "Complete since", least: 14, keep: 1),
    ])
    table.rows = markets.map { market in
      [
        .init(market.market.code), .init("\(market.items)"), .init(market.state.rawValue, Words.style(market.state)),
        .init(Words.age(market.ageSeconds)), .init(Words.time(market.completedAt), .faint),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func partitions(_ partitions: [PartitionRecord], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "View", least: 10, keep: 5), .init(title: "Segment", least: 9, keep: 3),
      .init(title: "Scope", least: 9, keep: 2), .init(title: "State", least: 9, keep: 6),
      .init(title: "Items", least: 5, keep: 4, isNumber: true), .init(title: "Reason", least: 10, keep: 1),
    ])
    table.rows = partitions.map { partition in
      [
        .init(partition.market.code), .init(partition.view.rawValue), .init(partition.segment?.rawValue ?? ""),
        .init(partition.reservationScope?.rawValue ?? ""),
        .init(partition.state.rawValue, Words.style(partition.state)), .init("\(partition.items)"),
        .init(partition.reason ?? ""),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func runs(_ runs: [RunRecord], _ console: Console) -> String {
    guard !runs.isEmpty else { return "No sync ran yet.\n" }
    var table = Table(columns: [
      .init(title: "Run", least: 3, keep: 9, isNumber: true), .init(title: "Started", least: 10, keep: 7),
      .init(title: "State", least: 8, keep: 8), .init(title: "Requests", least: 8, keep: 5, isNumber: true),
      .init(title: "Retries", least: 7, keep: 1, isNumber: true),
      .init(title: "Throttled", least: 9, keep: 0, isNumber: true),
      .init(title: "Added", least: 5, keep: 4, isNumber: true),
      .init(title: "Changed", least: 7, keep: 3, isNumber: true),
      .init(title: "Removed", least: 7, keep: 2, isNumber: true),
    ])
    table.rows = runs.map { run in
      [
        .init("\(run.runID)"), .init(Words.time(run.startedAt)),
        .init(run.state.rawValue, run.state == .complete ? .good : .caution), .init("\(run.requests)"),
        .init("\(run.retries)"), .init("\(run.throttled)"), .init("\(run.added)"), .init("\(run.changed)"),
        .init("\(run.removed)"),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }
}
