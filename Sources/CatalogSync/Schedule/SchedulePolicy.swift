/// The parameters of a schedule, with their sources.
package struct SchedulePolicy: Sendable, Hashable {
  /// The share of products that changes in a day, before the store has observed any.
  ///
  /// Source: one month of a licence price list: 22 of 235 products had changed.
  package var dailyRate = 0.0936 / 30.4
  /// The number of observed changes that weigh as much as ``dailyRate``.
  package var rateStrength = 3.0
  /// The number of changes of a product that weigh as much as the assumption that it changes like any other.
  package var historyStrength = 1.0

  /// The share of changes of one market that occur in another market too, before the store has observed any.
  package var correlation = 0.5
  /// The number of observations that weigh as much as ``correlation``.
  package var correlationStrength = 4.0
  /// The number of readings of one product in other markets that weigh as much as the correlation of all products.
  package var sightingStrength = 1.0

  /// The expected number of stale days, averaged over all futures, from which a product is due.
  package var staleDays = 0.03
  /// The probability of being stale from which a product is due, for however short a time.
  package var suspicion = 0.05

  /// The probability that a catalog moved to a new version between two runs, without other evidence.
  package var jumpPrior = 0.005
  /// New and renamed products in a list, for each product that changes in the ordinary way.
  package var movedPerChange = 0.25
  /// The same for a bulk change: the share of new or renamed products, for each share that changes.
  package var movedPerJump = 0.1
  /// The share from which a bulk change is remembered after the run.
  package var leastJump = 0.01

  /// The probability that the SKU list of a changed product changed, before the store has observed any.
  package var toldBySKUs = 0.4
  /// The share of the availability lists of a changed product that changed, before the store has observed any.
  package var toldByAvailabilities = 0.3
  /// The number of changed products that weigh as much as ``toldBySKUs`` and ``toldByAvailabilities``.
  package var dissectionStrength = 4.0
  /// The number of partial refreshes between two full readings of a product.
  package var mostGlances = 4

  /// The share of products that is sampled per day to measure the changes that the schedule misses.
  package var auditShare = 0.01
  /// The smallest sample of a run, over all markets: if two of five products changed, 95 of 100 such samples show it.
  package var auditFloor = 6
  /// The size up to which a market is sampled completely.
  package var tinyMarket = 10

  /// The probability that a product has changed of which two price sheets differ in more than prices, before the store has
  /// observed any. Source: one month of a licence price list: 50 of 81 changed SKUs.
  package var sheetEvidence = 0.6
  /// The number of observed products that weigh as much as ``sheetEvidence``.
  package var sheetEvidenceStrength = 4.0
  /// The share of changes that sheets show, before a sample has measured it: nobody knows it.
  package var visibleShare = 0.5
  /// The number of changed products of samples that weigh as much as ``visibleShare``.
  package var visibleShareStrength = 2.0
  /// The greatest share: what no sheet shows is never ruled out.
  package var mostVisible = 0.95

  /// If set, the requests that a run spends on the oldest products, without any other rule: the baseline that a
  /// schedule is compared with.
  package var requestsByAge: Int?

  package init() {}
}
