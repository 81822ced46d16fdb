import CatalogModel
import CatalogStore
import Foundation

/// Decides which absences are believed: those that two runs some hours apart found, each by an error code of the
/// service or in a complete list.
///
/// In a public record of a comparable catalog, items that vanished returned within a day: lists had been incomplete.
struct AbsenceLedger {
  /// The minimum time between the first and the last finding.
  static let leastApart: TimeInterval = 6 * 3600

  private let known: [CustomerAbsence: Date]
  private let now: Date
  /// Absences that are not believed yet, with the time of the first finding.
  private(set) var noted: [CustomerAbsence: Date] = [:]

  init(known: [CustomerAbsence: Date], now: Date) {
    self.known = known
    self.now = now
  }

  /// Finds an element absent.
  ///
  /// - Returns: whether that is believed; otherwise it is noted.
  mutating func isBelieved(_ absence: CustomerAbsence) -> Bool {
    let since = Self.since(known[absence], now: now)
    if Self.isLongEnough(since, now: now) { return true }
    noted[absence] = since
    return false
  }

  /// Keeps the noted absences of a part, or of one element of it: this run has no evidence.
  mutating func keep(_ part: CustomerPart, _ thing: String? = nil) {
    for (absence, since) in known where absence.part == part && (thing == nil || absence.thing == thing) {
      noted[absence] = since
    }
  }

  /// The time of the first finding; now if there is none, or if it is ahead of the clock.
  static func since(_ first: Date?, now: Date) -> Date { first.map { min($0, now) } ?? now }

  static func isLongEnough(_ since: Date, now: Date) -> Bool { now.timeIntervalSince(since) >= leastApart }
}
