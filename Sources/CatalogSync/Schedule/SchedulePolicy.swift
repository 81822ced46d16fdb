/// The numbers a schedule is made with, and where they come from.
struct SchedulePolicy: Sendable, Hashable {
  /// The share of units that changes in a day, before the store knows better.
  ///
  /// Source: one month of a licence price list: 22 of 235 products had changed.
  var dailyRate = 0.0936 / 30.4
  /// So many changes found count as much as ``dailyRate`` does.
  var rateStrength = 3.0
  /// So many changes of a product count as much as the assumption that it changes like any other.
  var historyStrength = 1.0

  /// The share of changes of one market that are seen in another market too, before the store knows better.
  var correlation = 0.5
  var correlationStrength = 4.0
  /// So many siblings that were looked at count as much as the correlation, when one product is judged.
  var sightingStrength = 1.0

  /// A unit is due when it is expected to have been stale for so many days, as an average over all futures.
  var staleDays = 0.03
  /// A unit is due when it is stale with this probability, however short a time that may be.
  var suspicion = 0.05

  /// The probability that a catalog moved to a new version between two runs, when no calendar speaks for it.
  var jumpPrior = 0.005
  /// New and renamed products in a list, for each unit that changes in the ordinary way.
  var movedPerChange = 0.25
  /// The same when the catalog jumps: the share of products that are new or renamed, for each share that changes.
  var movedPerJump = 0.1
  /// Jumps smaller than this are forgotten after the run.
  var leastJump = 0.01

  /// The share of units that is read a day to see what the schedule misses.
  var auditShare = 0.01
  /// Units that are read for that in each run, over all markets.
  var auditFloor = 10
}
