import CatalogModel
package import CatalogStore
import Foundation
import PartnerCenter

extension CatalogSynchronizer {
  /// Refreshes single products, for a query that asks for confirmed content.
  ///
  /// Never throws: errors are in the report.
  /// - Parameter units: the products, each in its market scope.
  /// - Returns: the report, without partitions; partial if a product could not be read.
  package func refresh(_ units: [ProductKey]) async -> SyncReport {
    let startedAt = now()
    let meter = SyncMeter(markets: [], client: client, logger: logger, report: { _ in })
    var runID: Int64 = 0
    var stop: SyncStop?
    var isWhole = true
    do {
      let run = try await store.beginRun(
        RunRequest(markets: Set(units.map(\.marketScope.market.code)).sorted(), views: [RunRequest.single]), .single,
        at: startedAt)
      runID = run.id
      for (market, keys) in Dictionary(grouping: Set(units), by: \.marketScope.market).sorted(by: { $0.key < $1.key }) {
        let crawl = MarketCrawl(
          market: market, plan: ListPlan(market: market), store: store, client: client, run: run, width: concurrency,
          slots: slots, now: now, meter: meter)
        isWhole = try await crawl.reread(Set(keys)) && isWhole
      }
    } catch {
      stop = SyncStop(error)
    }
    let state = RunState(isWhole: isWhole, stop: stop)
    let concluded = (runID, meter.items, client.traffic, now())
    await Task { [store] in
      let (run, items, traffic, end) = concluded
      guard run > 0 else { return }
      try? await store.writeDeferred()
      try? await store.finishRun(
        run, state: state, requests: traffic.requests, retries: traffic.retries, throttled: traffic.throttled,
        items: items, at: end)
    }.value
    return SyncReport(
      runId: runID, state: state, startedAt: startedAt, finishedAt: now(), traffic: client.traffic, partitions: [],
      items: meter.items, stop: stop, firstFailure: meter.firstFailure)
  }
}
