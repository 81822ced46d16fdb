import CatalogModel
import CatalogStore
import Foundation

/// Model of the rate of change of one market, and of bulk changes.
struct MarketChangeModel: Sendable {
  /// The weight of its staleness, by its share of the customers; 1 on average.
  var weight = 1.0
  /// Changes that runs of the last months found.
  var changed = 0.0
  /// Calendar days over which these runs looked for changes, summed over products.
  var exposure = 0.0
  /// Bulk changes that earlier runs found probable, as expected changes per product; oldest first.
  var jumps: [(at: Moment, amount: Double)] = []
  /// The posterior of a bulk change since the previous run.
  var belief: BulkChangePosterior
  /// Whether a bulk change is probable enough to read the whole market in this run.
  var hasMoved = false
  /// The time of the last run before this one and those that it resumes.
  var lastClock: Double?
  /// Products that sheets list and this run has read again, those that had changed, and those of them that a sheet had shown.
  var listed = (read: 0, changed: 0, shown: 0)
  /// The observations of this run.
  var clock: MarketChangeSample

  /// Changes per product and calendar day.
  ///
  /// - Parameters:
  ///   - common: the rate of all markets.
  ///   - strength: the number of observed changes that weigh as much as the common rate.
  /// - Returns: the rate.
  func dailyRate(common: Double, strength: Double) -> Double {
    (strength + changed + clock.changed) / (strength / common + exposure + clock.exposure)
  }

  /// The expected changes per product by bulk changes since a reading, and the days for which they have made it stale.
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
