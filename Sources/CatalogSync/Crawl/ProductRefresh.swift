import CatalogModel
public import CatalogStore
import Foundation
import PartnerCenter

extension CatalogSynchronizer {
  /// Reads single products anew, each in its unit of truth: what a look-up wants confirmed at this minute.
  ///
  /// - Returns: what it came to; partial where a product could not be read. Never throws.
  public func refresh(_ units: [ProductKey]) async -> SyncReport {
    let startedAt = now()
    let meter = SyncMeter(markets: 0, client: client, logger: logger, report: { _ in })
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
    let state: RunState = stop == nil && isWhole ? .complete : stop?.isFailure == true ? .failed : .partial
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
