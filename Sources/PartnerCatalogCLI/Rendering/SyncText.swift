import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter

/// The result of a sync, for a person.
enum SyncText {
  /// The warning of a run that went to its end and could not read everything.
  static func again(_ first: FailedPart?) -> String {
    let why = first.map { " The first, \($0.part): \(TerminalText.safe($0.reason))." } ?? ""
    return "Not everything could be read (--verbose shows each failure).\(why)"
      + " Progress is saved; run the command again to continue."
  }

  static func text(_ report: SyncReport, console: Console) -> String {
    let problems = report.partitions.filter { $0.state == .partial || $0.state == .unread }
    var text = problems.isEmpty || !console.isVerbose ? "" : table(problems, console) + "\n"
    let seconds = Int(report.finishedAt.timeIntervalSince(report.startedAt).rounded())
    if report.stop != nil, !console.isVerbose { return text + stopped(report, seconds: seconds) }
    let complete = report.partitions.count { $0.state == .complete }
    let forbidden = report.partitions.count { $0.state == .forbidden }
    text +=
      "Run \(report.runId) \(report.state.rawValue): \(complete) of \(Formatting.count(report.partitions.count, "list")) complete"
      + (forbidden > 0 ? ", \(forbidden) not shown to this partner" : "") + ".\n"
    let items = report.items
    text +=
      "Items: \(items.added) added, \(items.changed) changed, \(items.removed) removed, \(items.unchanged) unchanged.\n"
    return text + schedule(report) + requests(report.traffic, seconds: seconds)
  }

  /// What a run that ended early leaves: `Stopped after 22s. Saved: 96 items from 179 requests.`
  private static func stopped(_ report: SyncReport, seconds: Int) -> String {
    let items = report.items
    let saved = items.added + items.changed + items.unchanged
    return "Stopped after \(Formatting.duration(.seconds(seconds))). Saved: \(Formatting.count(saved, "item"))"
      + (items.removed > 0 ? ", \(Formatting.count(items.removed, "removal"))" : "")
      + " from \(Formatting.count(report.traffic.requests, "request")).\n"
  }

  /// The products due, and the result of the spot check; one line, none for a run that read everything.
  private static func schedule(_ report: SyncReport) -> String {
    guard let reading = report.reading else { return "" }
    let due = reading.due
    let parts = [(due.neverRead, "new"), (due.evidence, "suspect"), (due.age, "old")].filter { $0.0 > 0 }
    var text = parts.isEmpty ? "Nothing was due" : "Due: " + parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let missed = MissedChanges(reading.audit)
    if let interval = missed.interval {
      text +=
        "; spot check: \(missed.changed) of \(missed.sampled) other products had changed (missed: \(percent(interval)))"
    }
    if let visible = reading.visible.map({ VisibleChanges($0) }), let interval = visible.interval {
      text += "; price sheets had shown \(visible.shown) of \(visible.changed) changes (visible: \(percent(interval)))"
    }
    return text + ". \(Formatting.count(report.requestsSaved, "request")) saved.\n"
  }

  /// `0 to 28 %`: the 95 % confidence interval of the share.
  private static func percent(_ interval: ClosedRange<Double>) -> String {
    let (low, high) = (interval.lowerBound * 100, interval.upperBound * 100)
    return "\(Int(low.rounded(.down))) to \(Int(high.rounded(.up))) %"
  }

  static func text(_ report: CustomerSyncReport) -> String {
    let seconds = Int(report.finishedAt.timeIntervalSince(report.startedAt).rounded())
    let unknown = report.unknown
    let missing = [
      (unknown.markets, "country"), (unknown.qualifications, "qualifications"), (unknown.agreements, "agreements"),
      (unknown.subscriptions, "subscriptions"),
    ].filter { $0.0 > 0 }.map { "\($0.1) of \($0.0)" }
    let failed =
      (report.heldBack > 0 ? ", \(report.heldBack) held back" : "")
      + (report.failed > 0 ? ", \(report.failed) failed" : "")
    return
      "\(Formatting.count(report.customers, "customer")), \(report.read) refreshed, \(report.removed) removed\(failed): \(report.state.rawValue).\n"
      + (missing.isEmpty ? "" : "Could not be read, and so unknown: \(missing.joined(separator: ", ")).\n")
      + (report.ended > 0
        ? "Relationship with this partner ended, according to Partner Center: \(report.ended).\n" : "")
      + requests(report.traffic, seconds: seconds)
  }

  private static func requests(_ traffic: RequestCounts, seconds: Int) -> String {
    "\(Formatting.count(traffic.requests, "request")) in \(seconds)s (\(traffic.retries) repeated, \(traffic.throttled) throttled).\n"
  }

  private static func table(_ partitions: [PartitionStatus], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Market"), .init(title: "View", least: 10, keep: 5), .init(title: "Segment", least: 9, keep: 3),
      .init(title: "Scope", least: 9, keep: 2), .init(title: "State", least: 8, keep: 6),
      .init(title: "Reason", least: 10, keep: 4),
    ])
    table.rows = partitions.map { partition in
      [
        .init(partition.key.market.code), .init(partition.key.view.rawValue),
        .init(partition.key.segment?.rawValue ?? ""), .init(partition.key.scope?.rawValue ?? ""),
        .init(partition.state.rawValue, .caution), .init(partition.reason ?? ""),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }
}
