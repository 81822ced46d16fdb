import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import Synchronization

/// Reads what is due in all markets of a run, by one schedule: what is found in one market tells of the others.
final class ScheduledRefresh: Sendable {
  private struct State {
    var schedule: Schedule
    var due = DueCount()
    var audit = AuditCount()
    /// Markets of which it is known what is due.
    var known: Set<Market> = []

    /// - Returns: how many changes a glance at the unit still leaves to be expected; `nil` where it was read.
    mutating func note(_ item: Schedule.Due, _ observation: MarketCrawl.Observation, at time: Double) -> Double? {
      due.count(item.reason)
      switch observation {
      case .failed: return nil
      case .glimpsed: return schedule.noteGlance(at: item.unit, availabilityLists: item.glance?.count ?? 0, now: time)
      case .read(let changed, let lists):
        if item.reason == .audit {
          audit.sampled += 1
          if changed { audit.changed += 1 }
        }
        schedule.note(
          item.unit, reason: item.reason, changed: changed, lists: item.glance == nil ? lists : nil, now: time)
        return nil
      }
    }
  }

  private let state: Mutex<State>
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
    state = Mutex(State(schedule: schedule))
    self.crawls = Dictionary(crawls.map { ($0.market, $0) }, uniquingKeysWith: { first, _ in first })
    self.store = store
    self.width = width
    self.meter = meter
    self.now = now
    // Runs that go on with one another draw alike.
    seed = UInt64(bitPattern: run.resumedRunID) &* 0x9E37_79B9 ^ UInt64(bitPattern: run.begunAt.stamp)
  }

  private var time: Double { now().timeIntervalSince1970 }

  /// Reads the lists of a market, and what they tell was never read.
  ///
  /// - Returns: whether anything else of it is due.
  func readWhatIsNew(in crawl: MarketCrawl) async throws -> Bool {
    let candidates = try await crawl.readWhatIsNew { [self] key, observation in
      state.withLock { state in
        state.due.neverRead += 1
        guard case .read(let changed, _) = observation, let unit = state.schedule.position(key) else { return }
        state.schedule.note(unit, reason: .neverRead, changed: changed, now: time)
      }
    }
    let listed = crawl.crawlState.withLock { $0.units.count }
    let moved = try await store.partitions(of: crawl.market)
      .filter { $0.listRun.map { $0 >= crawl.run.resumedRunID } ?? false }.reduce(0) { $0 + $1.moved }
    return state.withLock { state in
      state.schedule.noteLists(of: crawl.market, listed: listed, moved: moved, now: time)
      state.schedule.offer(candidates)
      state.known.insert(crawl.market)
      state.schedule.judge(crawl.market)
      return state.schedule.due(now: time, in: crawl.market).isEmpty == false
    }
  }

  /// Reads units drawn by lot among those that are not due, then all that is due, until nothing is.
  func readDue() async throws {
    let drawn = state.withLock { state in
      var lot = SplitMix64(seed: seed)
      return state.schedule.drawAudit(now: time, using: &lot)
    }
    try await read(drawn)
    try await recordClocks()
    while true {
      let batch = state.withLock { state in
        state.schedule.judgeMarkets()
        return state.schedule.nextBatch(now: time)
      }
      if batch.isEmpty { break }
      try await read(batch)
    }
  }

  private func read(_ batch: [Schedule.Due]) async throws {
    meter.expect(units: batch.count)
    try await lookTwice(batch, width: width) { [self] due, isLastLook in
      try await look(at: due, isLastLook: isLastLook)
    }
  }

  private func look(at due: Schedule.Due, isLastLook: Bool) async throws -> Look {
    guard let crawl = crawls[due.key.marketScope.market] else { return .done }
    crawl.crawlState.withLock { $0.isOpenAgain = true }
    let doubt = Mutex<Double?>(nil)
    let look = try await crawl.look(at: due.key, isLastLook: isLastLook, glance: due.glance) { [self] _, observation in
      let left = state.withLock { $0.note(due, observation, at: time) }
      doubt.withLock { $0 = left }
    }
    if let doubt = doubt.withLock({ $0 }) { try await store.noteGlance(at: due.key, doubt: doubt, at: now()) }
    // Whatever it came to, it is not looked at again in this run.
    if look == .done { state.withLock { $0.schedule.noteFailure(of: due.unit) } }
    return look
  }

  /// Says of each market what is due there and was not read; after the reading, also one cut short.
  func settle() -> RunReading {
    let (left, known, reading) = state.withLock { state in
      let due = state.schedule.due(now: time)
      for item in due where state.known.contains(item.key.marketScope.market) { state.due.count(item.reason) }
      let left = due.map(\.key) + state.schedule.auditLeft()
      let saved = state.schedule.requestsLeftAlone(due: due)
      return (left, state.known, RunReading(requestsSaved: saved, due: state.due, audit: state.audit))
    }
    let wanted = Dictionary(grouping: left, by: \.marketScope.market)
    for (market, crawl) in crawls where known.contains(market) {
      crawl.crawlState.withLock { crawlState in
        crawlState.wanted = Set(wanted[market] ?? [])
        if crawlState.wanted?.isEmpty == false { crawlState.isOpenAgain = true }
      }
    }
    return reading
  }

  /// Writes down what the run sees of the markets, for the schedules to come.
  func recordClocks() async throws {
    try await store.record(clocks: state.withLock { $0.schedule.clocks() })
  }
}

extension DueCount {
  fileprivate mutating func count(_ reason: DueReason) {
    switch reason {
    case .neverRead: neverRead += 1
    case .evidence: evidence += 1
    case .age: age += 1
    case .audit: audit += 1
    }
  }
}
