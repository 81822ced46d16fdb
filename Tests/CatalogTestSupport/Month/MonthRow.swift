import CatalogStore
import CatalogSync
import Foundation

/// One month as a line of a table.
public struct MonthRow: Sendable {
  public var script: MonthScript
  public var changes: (units: Double, items: Double)
  public var schedule: MonthResult
  /// Of one crawl that reads everything.
  public var fullRequests: Int

  public init(
    script: MonthScript, changes: (units: Double, items: Double), schedule: MonthResult, fullRequests: Int
  ) {
    self.script = script
    self.changes = changes
    self.schedule = schedule
    self.fullRequests = fullRequests
  }

  /// What the schedule spent on units in a day: what reading by age may spend.
  public var requestsADay: Int {
    let lists = 16 * script.markets
    return max(1, schedule.requests / MonthScript.days - lists)
  }

  /// The share of the requests of daily full crawls that the schedule did without.
  public var saved: Double { 1 - Double(schedule.requests) / Double(fullRequests * MonthScript.days) }

  public static let heading = """
    markets  worldwide  seed  changed units/items   daily full   schedule         by age           stale: full  schedule   by age  ratio  missed: reported (95 %)        true
    """

  public func line(age: MonthResult, full: MonthResult?) -> String {
    func percent(_ share: Double, _ digits: Int = 3) -> String { String(format: "%.\(digits)f %%", share * 100) }
    let missed = MissedChanges(schedule.audit)
    let interval = missed.interval.map { "\(percent($0.lowerBound, 2)) to \(percent($0.upperBound, 2))" } ?? "-"
    let truth = Double(schedule.missed.changed) / Double(max(1, schedule.missed.sampled))
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return padded("\(script.markets)", 7) + padded(String(format: "%.1f", script.worldwide), 11)
      + padded("\(script.seed)", 6) + padded("\(percent(changes.units, 1)) / \(percent(changes.items, 1))", 21)
      + padded("\(full?.requests ?? fullRequests * MonthScript.days)", 13)
      + padded("\(schedule.requests) (-\(percent(saved, 1)))", 19)
      + padded("\(age.requests)", 8)
      + padded(full.map { percent($0.stale) } ?? "-", 21) + padded(percent(schedule.stale), 10)
      + padded(percent(age.stale), 9) + padded(String(format: "%.2f", schedule.stale / age.stale), 7)
      + padded("\(percent(missed.rate ?? 0, 2)) (\(interval))", 30) + padded(percent(truth, 2), 8)
      + "   due \(schedule.due.neverRead) new \(schedule.due.evidence) suspect \(schedule.due.age) old \(schedule.due.audit) audited"
  }
}

extension MonthResult {
  /// What became of licences, as a line: requests as a share of daily full crawls, and what was stale.
  ///
  /// - Parameters:
  ///   - name: the policy.
  ///   - full: the requests for licences of one crawl of everything.
  public func licences(_ name: String, full: Int) -> String {
    let share = Double(licenceRequests) / Double(max(1, full * MonthScript.days))
    let learned = visible.map { ", visible \($0.changed) of \($0.sampled)" } ?? ""
    let stale = String(
      format: "stale %.3f %% (at least %.3f %%), all stale %.3f %%", staleLicences * 100, leastStaleLicences * 100,
      stale * 100)
    let spent = String(format: "%d requests (%.1f %% of daily full crawls)", licenceRequests, share * 100)
    return "    licences, \(name): \(spent), \(stale)\(learned)"
  }
}
