public import CatalogModel
public import CatalogStore
public import Foundation
public import Logging
public import PartnerCenter
import Synchronization

/// Options of a sync.
public struct SyncOptions: Sendable, Hashable {
  /// The markets to read.
  public var markets: [Market]
  /// The views to read; `nil` reads the five that together show every product.
  public var views: [TargetView]?
  /// Whether to read everything; otherwise the sync reads products that are due, and the rest of an unfinished full
  /// sync.
  public var isFull: Bool
  /// The number of catalog items that a run may remove from one partition at once, even if the guard permits fewer: 20,
  /// or a tenth of the items.
  ///
  /// A ceiling, not a switch: confirmed removals beyond it are held back. 0 leaves the decision to the guard.
  public var acceptedRemovals: Int

  /// Creates the options of a sync.
  ///
  /// - Parameters:
  ///   - markets: the markets to read.
  ///   - views: the views to read; `nil` reads the five that together show every product.
  ///   - isFull: whether to read everything, due or not.
  ///   - acceptedRemovals: the catalog items that a run may remove from one partition, even if the guard permits fewer.
  public init(markets: [Market], views: [TargetView]? = nil, isFull: Bool = false, acceptedRemovals: Int = 0) {
    self.markets = markets
    self.views = views
    self.isFull = isFull
    self.acceptedRemovals = acceptedRemovals
  }

  /// The part of the options that a run must share with an unfinished one to resume it.
  var request: RunRequest {
    RunRequest(markets: markets.map(\.code), views: (views ?? ListPlan.cover).map(\.rawValue))
  }
}

/// Reads the catalog and the customers of a partner from the service into a store.
public struct CatalogSynchronizer: Sendable {
  let store: CatalogStore
  let client: PartnerCenterClient
  let concurrency: Int
  let slots: RequestSlots
  let logger: Logger
  let now: @Sendable () -> Date
  /// The parameters of the schedule.
  package var policy = SchedulePolicy()

  /// The number of markets that are read concurrently. They share the requests in their order: a market has those that
  /// the ones before it do not need.
  static let marketsAtOnce = 4

  /// Creates a synchronizer; it sends no request.
  ///
  /// - Parameters:
  ///   - store: the store to write to. One process at a time may write to a catalog file.
  ///   - client: the client of the service; its limiter bounds rate, concurrency and budget.
  ///   - concurrency: the number of products that are read concurrently in a market; at least 1.
  ///   - logger: receives each part that could not be read, at level info.
  ///   - now: the clock for the times in the store; `nil` uses the client's.
  public init(
    store: CatalogStore, client: PartnerCenterClient, concurrency: Int = 8,
    logger: Logger = Logger(label: "partner-catalog", factory: { _ in SwiftLogNoOpLogHandler() }),
    now: (@Sendable () -> Date)? = nil
  ) {
    self.store = store
    self.client = client
    self.concurrency = max(1, concurrency)
    store.expect(requestsAtOnce: self.concurrency)
    // The limiter alone bounds requests on the wire: responses in the other slots are being decoded.
    slots = RequestSlots(self.concurrency + self.concurrency / 4)
    self.logger = logger
    self.now = now ?? { client.timeNotAhead }
  }

  /// Reads the catalog of the given markets.
  ///
  /// Never throws: errors and the resulting state are in the report, and content that was read is kept. A cancelled
  /// task ends the run early; the report says so.
  /// - Parameters:
  ///   - options: the markets and views to read.
  ///   - progress: called after each product and market, concurrently.
  /// - Returns: the report of the run.
  public func sync(
    _ options: SyncOptions, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async -> SyncReport {
    let plans = options.markets.map { (market: $0, plan: ListPlan(market: $0, views: options.views)) }
    let startedAt = now()
    let run: CatalogStore.RunHandle
    do {
      run = try await store.beginRun(options.request, options.isFull ? .full : .due, at: startedAt)
      try await store.recordDocumentedUnavailableMarkets(at: startedAt)
      try await store.prepare(plans.flatMap(\.plan.lists))
    } catch {
      return SyncReport(
        runId: 0, state: .failed, startedAt: startedAt, finishedAt: now(), traffic: client.traffic, partitions: [],
        items: ItemCounts(), stop: SyncStop(error))
    }
    store.follow(run.id) { [client] in
      let traffic = client.traffic
      return (traffic.requests, traffic.retries, traffic.throttled)
    }
    let meter = SyncMeter(markets: options.markets, client: client, logger: logger, report: progress)
    let crawls = plans.enumerated().map { place, planned in
      MarketCrawl(
        market: planned.market, plan: planned.plan, store: store, client: client, run: run, width: concurrency,
        slots: slots.forMarket(at: place), now: now, meter: meter, acceptedRemovals: options.acceptedRemovals)
    }
    let finished = Mutex<[Market: [PartitionStatus]]>([:])
    let refused = RefusedMarkets()
    var stop: SyncStop?
    var due: ScheduledRefresh?
    do {
      due = run.isFull ? nil : try await scheduledRefresh(of: run, crawls: crawls, meter: meter)
      try await forEachBounded(crawls, width: Self.marketsAtOnce) { [due] crawl in
        let isOpen: Bool
        if let due {
          isOpen = try await due.readWhatIsNew(in: crawl)
          if !isOpen { crawl.crawlState.withLock { $0.wanted = [] } }
        } else {
          try await crawl.readEverything()
          isOpen = false
        }
        try refused.note(crawl.refusalOfEverything)
        if !isOpen {
          let partitions = try await crawl.finish(stopped: nil)
          finished.withLock { $0[crawl.market] = partitions }
        }
        meter.finished(crawl.market)
      }
      try refused.settle()
      try await due?.readDue()
    } catch {
      stop = SyncStop(error)
    }
    // A task of its own: cancelling the sync must not cancel the record of its end.
    let stopped = stop
    return await Task { [due] in
      await conclude(run, crawls: crawls, due: due, finished: finished.withLock { $0 }, meter: meter, stop: stopped)
    }.value
  }

  private func scheduledRefresh(
    of run: CatalogStore.RunHandle, crawls: [MarketCrawl], meter: SyncMeter
  ) async throws -> ScheduledRefresh {
    let schedule = Schedule(
      try await store.readingHistory(), markets: crawls.map(\.market), run: run.id, resumedRunID: run.resumedRunID,
      begunAt: run.begunAt, now: run.startedAt, policy: policy)
    return ScheduledRefresh(
      schedule, crawls: crawls, store: store, run: run, width: concurrency, meter: meter, now: now)
  }

  /// Stores the end of each market and of the run.
  private func conclude(
    _ run: CatalogStore.RunHandle, crawls: [MarketCrawl], due: ScheduledRefresh?, finished: [Market: [PartitionStatus]],
    meter: SyncMeter, stop: SyncStop?
  ) async -> SyncReport {
    var stop = stop
    var partitions: [PartitionStatus] = []
    let reading = due?.settle()
    for crawl in crawls {
      if let statuses = finished[crawl.market], !crawl.crawlState.withLock({ $0.isOpenAgain }) {
        partitions += statuses
      } else {
        do {
          partitions += try await crawl.finish(stopped: stop?.reason ?? .interrupted)
        } catch {
          stop = stop ?? SyncStop(error)
        }
      }
    }
    let state = RunState(
      isWhole: partitions.allSatisfy { $0.state == .complete || $0.state == .forbidden }, stop: stop)
    let traffic = client.traffic
    let finishedAt = now()
    do {
      try await store.finishRun(
        run.id, state: state, requests: traffic.requests, retries: traffic.retries, throttled: traffic.throttled,
        items: meter.items, reading: reading, at: finishedAt)
      try await due?.recordClocks()
      if meter.items.added > 0 { try await store.optimize() }
    } catch {
      stop = stop ?? SyncStop(error)
    }
    // A run whose end could not be stored has failed.
    return SyncReport(
      runId: run.id, state: stop?.isFailure == true ? .failed : state, startedAt: run.startedAt, finishedAt: finishedAt,
      traffic: traffic, partitions: partitions, items: meter.items, stop: stop, firstFailure: meter.firstFailure,
      reading: reading)
  }
}
