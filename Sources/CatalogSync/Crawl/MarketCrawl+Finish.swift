import CatalogModel
import CatalogStore
import Synchronization

extension MarketCrawl {
  /// Stores how each list of the plan ended; also after a crawl that ended early.
  ///
  /// - Parameter stopped: why the crawl ended early; `nil` if it did not.
  /// - Returns: the partitions of the plan, in its order.
  /// - Throws: `StoreError`.
  func finish(stopped: PartialReason?) async throws -> [PartitionStatus] {
    let crawl = crawlState.withLock { $0 }
    try await store.writeDeferred()
    let outcome = MarketOutcome(
      MarketFindings(
        market: market, lists: plan.lists, isFull: run.isFull, resumedRunID: run.resumedRunID, stop: stopped,
        partitions: try await partitionsByKey(), listings: try await store.listings(of: market),
        readings: try await store.lastReadings(in: market), crawl: crawl))
    try await store.readAgain(lists: Array(outcome.distrusted), units: Array(outcome.rereadProducts))
    crawlState.withLock { $0.distrusted.formUnion(outcome.distrusted) }
    var statuses: [PartitionStatus] = []
    for partition in outcome.partitions {
      let (stored, reported) = (partition.findings.storedOutcome, partition.findings.outcome)
      var status = try await store.finish(partition.list, state: stored.state, reason: stored.reason, at: now())
      (status.state, status.reason) = (reported.state, reported.reason)
      statuses.append(status)
    }
    return statuses
  }
}
