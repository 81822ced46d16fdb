import CatalogModel
import CatalogStore
import Foundation

/// How fast the catalog of a market moves, and whether it has just moved at once.
struct MarketChangeModel: Sendable {
  /// How much its staleness weighs: 1 on average.
  var weight = 1.0
  /// Changes found, and calendar days over which they were looked for, by runs of the last months.
  var changed = 0.0
  var exposure = 0.0
  /// Jumps that earlier runs believed in, oldest first.
  var jumps: [(at: Moment, amount: Double)] = []
  /// Whether it has moved at once since the run before.
  var belief: BulkChangePosterior
  /// Whether that is so certain that all of it is read in this run, whatever comes.
  var hasMoved = false
  /// When its lists were read before this run and those it goes on with.
  var lastClock: Double?
  /// What this run sees of it.
  var clock: MarketChangeSample

  /// Changes of a unit in a calendar day.
  ///
  /// - Parameter common: that of all markets, which counts as much as so many changes found here.
  func dailyRate(common: Double, strength: Double) -> Double {
    (strength + changed + clock.changed) / (strength / common + exposure + clock.exposure)
  }

  /// Changes that earlier jumps are thought to have brought since a reading, and these times the days that have passed
  /// since.
  func jumps(since reading: Moment, until now: Double) -> (changes: Double, staleness: Double) {
    var (changes, staleness) = (0.0, 0.0)
    for jump in jumps.reversed() {
      guard jump.at > reading else { break }
      changes += jump.amount
      staleness += jump.amount * (now - jump.at.time) / 86_400
    }
    return (changes, staleness)
  }
}
