import CatalogModel
import CatalogStore
import Foundation

/// Tells which absences are believed: those that runs some hours apart found, each by the service's own word or in a list
/// read whole.
///
/// Public record of a comparable catalog: what vanished came back within a day, for lists had been short or empty.
struct AbsenceLedger {
  /// So far apart are the first and the last finding at least.
  static let leastApart: TimeInterval = 6 * 3600

  private let known: [CustomerAbsence: Date]
  private let now: Date
  /// What stays noted: absent, and not believed yet.
  private(set) var noted: [CustomerAbsence: Date] = [:]

  init(known: [CustomerAbsence: Date], now: Date) {
    self.known = known
    self.now = now
  }

  /// Finds a thing absent.
  ///
  /// - Returns: whether that is believed; else it is noted.
  mutating func isBelieved(_ absence: CustomerAbsence) -> Bool {
    let since = Self.since(known[absence], now: now)
    if Self.isLongEnough(since, now: now) { return true }
    noted[absence] = since
    return false
  }

  /// Leaves what is noted of a part, or of one thing of it, as it was: this run could not tell.
  mutating func keep(_ part: CustomerPart, _ thing: String? = nil) {
    for (absence, since) in known where absence.part == part && (thing == nil || absence.thing == thing) {
      noted[absence] = since
    }
  }

  /// When an absence was first found; a time ahead of the clock is no time.
  static func since(_ first: Date?, now: Date) -> Date { first.map { min($0, now) } ?? now }

  static func isLongEnough(_ since: Date, now: Date) -> Bool { now.timeIntervalSince(since) >= leastApart }
}
