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
  /// The days since the last reading, weighted by the calendar, of products that were read without suspicion.
  package var exposure = 0.0
  /// How many of these had changed.
  package var changed = 0.0
  /// Units that were read because they had changed elsewhere.
  package var suspected = 0
  /// How many of these had changed.
  package var confirmed = 0
  /// Changed products that were read without an earlier check of some lists.
  package var dissected = 0
  /// Those of them whose list of SKUs had changed.
  package var toldBySKUs = 0
  /// The shares of their availability lists that had changed, added up.
  package var toldByAvailabilities = 0.0
  /// Units that were read because two price sheets differed in them.
  package var sheetSuspected = 0
  /// How many of these had changed.
  package var sheetConfirmed = 0
  /// Changed units of a random sample, whether a sheet had shown a difference or not.
  package var lotChanged = 0
  /// Those of them of which a sheet had.
  package var lotShown = 0
  /// The expected number of changes of a product since the run before, beyond the usual.
  package var jump = 0.0
  /// The estimated share of its products that changes in a day.
  package var dailyRate: Double?

  package init(market: Market, run: Int64, at: Int64) {
    self.market = market
    self.run = run
    self.at = at
  }
}
