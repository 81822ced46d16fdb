import CatalogQuery

/// The state of a catalog, for a person.
enum StatusText {
  /// The text; `writer` is the process that writes the file at this moment, `nil` for none.
  static func text(_ status: StoreStatus, path: String, writer: String?, console: Console) -> String {
    let source = [
      status.source.tenant.map { "tenant \($0)" }, status.source.cloud.map { "cloud \($0)" },
      status.source.locale.map { "locale \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    var text = Paragraph.lines(
      TerminalText.safe(source.isEmpty ? path : "\(path): \(source)"), width: console.width)
    if let writer { text += Paragraph.lines("A sync is running (\(TerminalText.safe(writer))).", width: console.width) }
    text += "\n" + markets(status.markets, isRunning: writer != nil, console)
    if console.isVerbose, !status.partitions.isEmpty { text += "\n" + partitions(status.partitions, console) }
    if !status.jobs.isEmpty { text += "\n" + jobs(status.jobs, console) }
    if !status.publications.isEmpty { text += "\n" + publications(status.publications, console) }
    return text + "\n" + runs(Array(status.runs.prefix(console.isVerbose ? 10 : 3)), console)
  }

  private static func markets(_ markets: [MarketStatus], isRunning: Bool, _ console: Console) -> String {
    guard !markets.isEmpty else { return "No market was synced yet.\n" }
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "State", least: 9, keep: 6),
      .init(title: "Age", least: 3, keep: 7, isNumber: true),
      .init(title: "Lists", least: 5, keep: 5, isNumber: true),
      .init(title: "Unavailable", least: 9, keep: 0, isNumber: true),
      .init(title: "Items", least: 5, keep: 4, isNumber: true),
      .init(title: "Held back", least: 9, keep: 2, isNumber: true),
      .init(title: "Next step", least: 10, keep: 3),
    ])
    table.rows = markets.map { market in
      let lists = market.lists
      return [
        .init(market.market.code), .init(market.state.rawValue, Formatting.style(market.state)),
        .init(
          market.ageSeconds == nil ? market.completedAt == nil ? "never" : "unknown" : Formatting.age(market.ageSeconds)
        ),
        .init("\(lists.complete)/\(lists.readable)", lists.complete == lists.readable ? .plain : .caution),
        .init(lists.forbidden == 0 ? "" : "\(lists.forbidden)", .faint), .init("\(market.items)"),
        .init(market.removalsHeldBack == 0 ? "" : "\(market.removalsHeldBack)", .caution),
        .init(isRunning ? "" : market.nextStep.map(words) ?? ""),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
      + (isRunning ? "" : steps(markets, width: console.width))
  }

  /// A next step, short enough for a table.
  private static func words(_ step: NextStep) -> String {
    switch step {
    case .sync: "sync again"
    case .confirmRemovals: "confirm removals"
    case .investigate: "sync --verbose"
    case .signIn: "doctor: sign-in"
    }
  }

  /// Each next step in full, once for all its markets.
  private static func steps(_ markets: [MarketStatus], width: Int?) -> String {
    let lines = NextStep.allCases.compactMap { step -> String? in
      let concerned = markets.filter { $0.nextStep == step }.map(\.market)
      guard !concerned.isEmpty else { return nil }
      return Paragraph.lines(CommandHint.nextStep(step, for: concerned.count > 4 ? [] : concerned), width: width)
    }
    return lines.isEmpty ? "" : "\n" + lines.joined()
  }

  private static func jobs(_ jobs: [JobStatus], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Last run of", least: 11, keep: 5), .init(title: "Ended", least: 20, keep: 4),
      .init(title: "Exit", least: 4, keep: 7, isNumber: true), .init(title: "Error", least: 5, keep: 3),
      .init(title: "Last exit 0", least: 20, keep: 2),
    ])
    table.rows = jobs.map { job in
      [
        .init(job.command), .init(Formatting.time(job.finishedAt)),
        .init("\(job.exitCode)", job.exitCode == 0 ? .good : job.exitCode == 3 ? .caution : .bad),
        .init(job.errorCode ?? ""), .init(job.succeededAt == nil ? "never" : Formatting.time(job.succeededAt)),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func publications(_ publications: [PublicationStatus], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Published into", least: 14, keep: 5), .init(title: "Version", least: 7, keep: 3, isNumber: true),
      .init(title: "Since", least: 20, keep: 4), .init(title: "Units behind", least: 12, keep: 6, isNumber: true),
    ])
    table.rows = publications.map { copy in
      [
        .init(copy.name), .init(copy.version.map { "\($0)" } ?? ""),
        .init(copy.publishedAt == nil ? "never" : Formatting.time(copy.publishedAt)),
        .init("\(copy.unitsBehind)", copy.unitsBehind == 0 ? .plain : .caution),
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
        .init(partition.state.rawValue, Formatting.style(partition.state)), .init("\(partition.items)"),
        .init(partition.reason ?? ""),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func runs(_ runs: [RunRecord], _ console: Console) -> String {
    guard !runs.isEmpty else { return "No sync ran yet.\n" }
    var table = Table(columns: [
      .init(title: "Run", least: 3, keep: 9, isNumber: true), .init(title: "Started", least: 20, keep: 7),
      .init(title: "State", least: 8, keep: 8), .init(title: "Requests", least: 8, keep: 5, isNumber: true),
      .init(title: "Retries", least: 7, keep: 1, isNumber: true),
      .init(title: "Throttled", least: 9, keep: 0, isNumber: true),
      .init(title: "Added", least: 5, keep: 4, isNumber: true),
      .init(title: "Changed", least: 7, keep: 3, isNumber: true),
      .init(title: "Removed", least: 7, keep: 2, isNumber: true),
    ])
    table.rows = runs.map { run in
      [
        .init("\(run.runID)"), .init(Formatting.time(run.startedAt)),
        .init(run.state.rawValue, run.state == .complete ? .good : .caution), .init("\(run.requests)"),
        .init("\(run.retries)"), .init("\(run.throttled)"), .init("\(run.added)"), .init("\(run.changed)"),
        .init("\(run.removed)"),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }
}
