import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import Synchronization

/// Reads the due products in all markets of a run by one schedule: a change found in one market is evidence for the
/// others.
final class ScheduledRefresh: Sendable {
  private let state: Mutex<RefreshState>
  private let crawls: [Market: MarketCrawl]
  private let store: CatalogStore
  private let width: Int
  private let meter: SyncMeter
  private let now: @Sendable () -> Date
  private let seed: UInt64

  init(
    _ schedule: Schedule, crawls: [MarketCrawl], store: CatalogStore, run: CatalogStore.RunHandle, width: Int,
    meter: SyncMeter, now: @escaping @Sendable () -> Date
  ) {
    state = Mutex(RefreshState(schedule))
    self.crawls = Dictionary(crawls.map { ($0.market, $0) }, uniquingKeysWith: { first, _ in first })
    self.store = store
    self.width = width
    self.meter = meter
    self.now = now
    seed = UInt64(bitPattern: run.resumedRunID) &* 0x9E37_79B9 ^ UInt64(bitPattern: run.begunAt.stamp)
  }

  private var time: Double { now().timeIntervalSince1970 }

  /// Reads the lists of a market, and the products that were never read or that the lists show differently.
  ///
  /// - Returns: whether other products of the market are due.
  /// - Throws: the errors of ``MarketCrawl/readEverything()``.
  func readWhatIsNew(in crawl: MarketCrawl) async throws -> Bool {
    let candidates = try await crawl.readWhatIsNew { [self] key, observation in
      state.withLock { $0.noteNew(key, observation, at: time) }
    }
    let listed = crawl.crawlState.withLock { $0.units.count }
    let moved = try await store.partitions(of: crawl.market)
      .filter { $0.listRun.map { $0 >= crawl.run.resumedRunID } ?? false }.reduce(0) { $0 + $1.moved }
    return state.withLock {
      $0.noteLists(of: crawl.market, listed: listed, moved: moved, candidates: candidates, at: time)
    }
  }

  /// Reads a random sample of the products that are not due, then those that are due, until none is.
  func readDue() async throws {
    try await read(state.withLock { $0.drawAudit(seed: seed, at: time) })
    try await recordClocks()
    while true {
      let batch = state.withLock { $0.nextBatch(at: time) }
      if batch.isEmpty { break }
      try await read(batch)
    }
  }

  private func read(_ batch: [Schedule.Due]) async throws {
    meter.expect(units: batch.count)
    try await attemptTwice(batch, width: width) { [self] due, isLastAttempt in
      try await read(due, isLastAttempt: isLastAttempt)
    }
  }

  private func read(_ due: Schedule.Due, isLastAttempt: Bool) async throws -> Attempt {
    guard let crawl = crawls[due.key.marketScope.market] else { return .done }
    crawl.crawlState.withLock { $0.isOpenAgain = true }
    let doubt = Mutex<Double?>(nil)
    let attempt = try await crawl.read(due.key, isLastAttempt: isLastAttempt, partial: due.partial) {
      [self] _, observation in
      let left = state.withLock { $0.note(due, observation, at: time) }
      doubt.withLock { $0 = left }
    }
    if let doubt = doubt.withLock({ $0 }) { try await store.noteGlance(at: due.key, doubt: doubt, at: now()) }
    if attempt == .done { state.withLock { $0.noteDone(due) } }
    return attempt
  }

  /// Notes in each market the products that are due and were not read; also after a run that ended early.
  func settle() -> RunReading {
    let (reading, wanted) = state.withLock { $0.settle(at: time) }
    for (market, crawl) in crawls {
      guard let wanted = wanted[market] else { continue }
      crawl.crawlState.withLock { crawlState in
        crawlState.wanted = wanted
        if !wanted.isEmpty { crawlState.isOpenAgain = true }
      }
    }
    return reading
  }

  /// Stores the samples of the markets, for the schedules of later runs.
  func recordClocks() async throws {
    try await store.record(clocks: state.withLock { $0.clocks() })
  }
}
