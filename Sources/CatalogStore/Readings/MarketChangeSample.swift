package import CatalogModel

/// How far the catalog of a market seemed to have moved, as one run saw it.
package struct MarketChangeSample: Sendable, Hashable {
  package var market: Market
  package var run: Int64
  /// Seconds since 1970.
  package var at: Int64
  /// Products that the lists of the market showed.
  package var listed = 0
  /// Those of them that were new or renamed.
  package var moved = 0
  /// Days, weighted by the calendar, that units had gone unread which were then read without suspicion.
  package var exposure = 0.0
  /// How many of these had changed.
  package var changed = 0.0
  /// Units that were read because they had changed elsewhere.
  package var suspected = 0
  /// How many of these had changed.
  package var confirmed = 0
  /// Changed units that were read without a glance before.
  package var dissected = 0
  /// Those of them whose list of SKUs had changed.
  package var toldBySKUs = 0
  /// The shares of their availability lists that had changed, added up.
  package var toldByAvailabilities = 0.0
  /// How many changes a unit is thought to have seen since the run before, beyond the usual.
  package var jump = 0.0
  /// The share of its units that changes in a day, as estimated then.
  package var dailyRate: Double?

  package init(market: Market, run: Int64, at: Int64) {
    self.market = market
    self.run = run
    self.at = at
  }
}
