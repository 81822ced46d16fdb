public import CatalogModel
public import CatalogStore
public import Foundation
public import Logging
public import PartnerCenter
import Synchronization

/// What a sync is to read.
public struct SyncOptions: Sendable, Hashable {
  public var markets: [Market]
  /// `nil` reads a minimal cover of all views.
  public var views: [TargetView]?
  /// Reads everything. Without it what is due is read, and all that an unfinished full run left over.
  public var isFull: Bool
  /// So many removals of a partition are allowed beyond the guard: a ceiling, not a switch.
  public var acceptedRemovals: Int

  public init(markets: [Market], views: [TargetView]? = nil, isFull: Bool = false, acceptedRemovals: Int = 0) {
    self.markets = markets
    self.views = views
    self.isFull = isFull
    self.acceptedRemovals = acceptedRemovals
  }

  var request: RunRequest {
    RunRequest(markets: markets.map(\.code), views: (views ?? ListPlan.cover).map(\.rawValue))
  }
}

/// Reads the catalog of the service into a store.
public struct CatalogSynchronizer: Sendable {
  let store: CatalogStore
  let client: PartnerCenterClient
  let concurrency: Int
  let slots: RequestSlots
  let logger: Logger
  let now: @Sendable () -> Date
  /// How it is decided what is due.
  package var policy = SchedulePolicy()

  /// Markets that are read side by side; what they send goes through one gate.
  static let marketsAtOnce = 4

  /// - Parameters:
  ///   - concurrency: how many units are read side by side in a market; the client's gate bounds requests.
  ///   - now: the clock that the times in the store come from; the client's where there is none.
  public init(
    store: CatalogStore, client: PartnerCenterClient, concurrency: Int = 8,
    logger: Logger = Logger(label: "partner-catalog", factory: { _ in SwiftLogNoOpLogHandler() }),
    now: (@Sendable () -> Date)? = nil
  ) {
    self.store = store
    self.client = client
    self.concurrency = max(1, concurrency)
    store.expect(requestsAtOnce: self.concurrency)
    // The gate alone says how many are on the wire: those of the other berths are decoded, or stand ready to go.
    slots = RequestSlots(self.concurrency + self.concurrency / 4)
    self.logger = logger
    self.now = now ?? { client.timeNotAhead }
  }

  /// Reads the catalog of the asked markets.
  ///
  /// Never throws: what went wrong, and what state is left, is in the report. What was read is kept.
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
    let meter = SyncMeter(markets: plans.count, client: client, logger: logger, report: progress)
    let crawls = plans.map { market, plan in
      MarketCrawl(
        market: market, plan: plan, store: store, client: client, run: run, width: concurrency, slots: slots,
        now: now, meter: meter, acceptedRemovals: options.acceptedRemovals)
    }
    let finished = Mutex<[Market: [PartitionStatus]]>([:])
    let refused = RefusedMarkets()
    var stop: SyncStop?
    var due: ScheduledRefresh?
    do {
      due = run.isFull ? nil : try await dueReading(of: run, crawls: crawls, meter: meter)
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
        meter.finishedMarket()
      }
      try refused.settle()
      try await due?.readDue()
    } catch {
      stop = SyncStop(error)
    }
    // Writing down how it ended must not be cancelled with the rest.
    let stopped = stop
    return await Task { [due] in
      await conclude(run, crawls: crawls, due: due, finished: finished.withLock { $0 }, meter: meter, stop: stopped)
    }.value
  }

  private func dueReading(
    of run: CatalogStore.RunHandle, crawls: [MarketCrawl], meter: SyncMeter
  ) async throws -> ScheduledRefresh {
    let schedule = Schedule(
      try await store.readingHistory(), markets: crawls.map(\.market), run: run.id, resumedRunID: run.resumedRunID,
      begunAt: run.begunAt, now: run.startedAt, policy: policy)
    return ScheduledRefresh(
      schedule, crawls: crawls, store: store, run: run, width: concurrency, meter: meter, now: now)
  }

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
    let isWhole = stop == nil && partitions.allSatisfy { $0.state == .complete || $0.state == .forbidden }
    let state: RunState = isWhole ? .complete : stop?.isFailure == true ? .failed : .partial
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
    // A run whose end could not be written down did not end well.
    return SyncReport(
      runId: run.id, state: stop?.isFailure == true ? .failed : state, startedAt: run.startedAt, finishedAt: finishedAt,
      traffic: traffic, partitions: partitions, items: meter.items, stop: stop, firstFailure: meter.firstFailure,
      reading: reading)
  }
}
