import CatalogModel
import CatalogStore
import SeededRandom

/// State of a run that reads only due products: the schedule, and the counts for its report. It sends no request.
struct RefreshState: Sendable {
  private(set) var schedule: Schedule
  private var due = DueCount()
  private var audit = AuditCount()
  /// Markets whose lists were read, so that it is known which of their products are due.
  private var known: Set<Market> = []

  init(_ schedule: Schedule) { self.schedule = schedule }

  /// Notes a product that was read because it never was before, or because the lists show it differently.
  mutating func noteNew(_ key: ProductKey, _ observation: MarketCrawl.Observation, at time: Double) {
    due.neverRead += 1
    guard case .read(let changed, _) = observation, let unit = schedule.position(key) else { return }
    schedule.note(unit, reason: .neverRead, changed: changed, now: time)
  }

  /// Notes that the lists of a market were read.
  ///
  /// - Parameters:
  ///   - market: the market.
  ///   - listed: the number of products that the lists show.
  ///   - moved: the number of those that are new or renamed.
  ///   - candidates: the products that the schedule may choose from.
  ///   - time: the present time, in seconds since 1970.
  /// - Returns: whether a product of the market is due.
  mutating func noteLists(
    of market: Market, listed: Int, moved: Int, candidates: [ProductKey], at time: Double
  ) -> Bool {
    schedule.noteLists(of: market, listed: listed, moved: moved, now: time)
    schedule.offer(candidates)
    known.insert(market)
    schedule.judge(market)
    return !schedule.due(now: time, in: market).isEmpty
  }

  /// Draws the sample that measures the changes that the schedule misses.
  ///
  /// Runs that resume each other use the same seed, and draw the same products.
  mutating func drawAudit(seed: UInt64, at time: Double) -> [Schedule.Due] {
    var generator = SplitMix64(seed: seed)
    return schedule.drawAudit(now: time, using: &generator)
  }

  /// The products to read next, after the markets are judged by what was found; empty if nothing is due.
  mutating func nextBatch(at time: Double) -> [Schedule.Due] {
    schedule.judgeMarkets()
    return schedule.nextBatch(now: time)
  }

  /// Notes the result of reading a product that was due.
  ///
  /// - Returns: the expected number of changes that a partial refresh has not ruled out; `nil` if there was none.
  mutating func note(_ item: Schedule.Due, _ observation: MarketCrawl.Observation, at time: Double) -> Double? {
    due.count(item.reason)
    switch observation {
    case .failed: return nil
    case .partiallyRefreshed:
      return schedule.notePartialRefresh(at: item.unit, availabilityLists: item.partial?.count ?? 0, now: time)
    case .read(let changed, let lists):
      if item.reason == .audit {
        audit.sampled += 1
        if changed { audit.changed += 1 }
      }
      schedule.note(
        item.unit, reason: item.reason, changed: changed, lists: item.partial == nil ? lists : nil, now: time)
      return nil
    }
  }

  /// Notes that this run does not read a product again, whatever the result was.
  mutating func noteDone(_ item: Schedule.Due) { schedule.noteFailure(of: item.unit) }

  /// The samples of the markets, for the schedules of later runs.
  func clocks() -> [MarketChangeSample] { schedule.clocks() }

  /// The end of the run: its report, and the products that are due and were not read.
  ///
  /// - Returns: the report, and an entry for each market whose lists were read.
  mutating func settle(at time: Double) -> (reading: RunReading, wanted: [Market: Set<ProductKey>]) {
    let left = schedule.due(now: time)
    for item in left where known.contains(item.key.marketScope.market) { due.count(item.reason) }
    var wanted = Dictionary(uniqueKeysWithValues: known.map { ($0, Set<ProductKey>()) })
    for key in left.map(\.key) + schedule.auditLeft() { wanted[key.marketScope.market]?.insert(key) }
    var reading = RunReading(requestsSaved: schedule.requestsLeftAlone(due: left), due: due, audit: audit)
    if !schedule.history.sheets.isEmpty {
      reading.visible = AuditCount(sampled: schedule.lotChanged, changed: schedule.lotShown)
    }
    return (reading, wanted)
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
