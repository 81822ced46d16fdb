/// The numbers a schedule is made with, and where they come from.
package struct SchedulePolicy: Sendable, Hashable {
  /// The share of units that changes in a day, before the store knows better.
  ///
  /// Source: one month of a licence price list: 22 of 235 products had changed.
  package var dailyRate = 0.0936 / 30.4
  /// So many changes found count as much as ``dailyRate`` does.
  package var rateStrength = 3.0
  /// So many changes of a product count as much as the assumption that it changes like any other.
  package var historyStrength = 1.0

  /// The share of changes of one market that are seen in another market too, before the store knows better.
  package var correlation = 0.5
  package var correlationStrength = 4.0
  /// So many siblings that were looked at count as much as the correlation, when one product is judged.
  package var sightingStrength = 1.0

  /// A unit is due when it is expected to have been stale for so many days, as an average over all futures.
  package var staleDays = 0.03
  /// A unit is due when it is stale with this probability, however short a time that may be.
  package var suspicion = 0.05

  /// The probability that a catalog moved to a new version between two runs, when no calendar speaks for it.
  package var jumpPrior = 0.005
  /// New and renamed products in a list, for each unit that changes in the ordinary way.
  package var movedPerChange = 0.25
  /// The same when the catalog jumps: the share of products that are new or renamed, for each share that changes.
  package var movedPerJump = 0.1
  /// Jumps smaller than this are forgotten after the run.
  package var leastJump = 0.01

  /// The share of units that is read a day to see what the schedule misses.
  package var auditShare = 0.01
  /// Units that are read for that in each run, over all markets: of a catalog that moved in two of five units, 95 in a
  /// hundred samples of so many show it.
  package var auditFloor = 6
  /// A market of no more units is read whole for it.
  package var tinyMarket = 10

  /// Reads the oldest units, for so many requests a run, and decides nothing else: what a schedule is compared with.
  package var requestsByAge: Int?

  package init() {}
}
