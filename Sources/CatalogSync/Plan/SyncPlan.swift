public import CatalogModel
public import CatalogStore
public import Foundation
import SeededRandom

/// The requests that a sync would send, with their reasons; computed from a catalog file, without a request.
///
/// Encodes as an object of the JSON contract.
public struct SyncPlan: Sendable, Encodable {
  /// The plan of one market.
  public struct MarketPlan: Sendable, Encodable {
    /// The market to read.
    public var market: Market
    /// `neverRead`, `unfinished` (the last run of the market did not complete) or `due`.
    public var reason: String
    /// Product lists: the first requests of the market.
    public var lists: Int
    /// All requests, at the size of the last reading; `nil` for a market never read, whose size is unknown.
    public var requests: Int?
    /// When the market was last read completely; `nil` if it never was.
    public var completedAt: Date?
    /// The products that are due, by reason; `nil` for a sync that reads everything.
    public var due: DueCount?
    /// The requests of a sync that reads everything; `nil` for a market never read.
    public var fullRequests: Int?

    enum CodingKeys: String, CodingKey { case market, reason, lists, requests, completedAt, due, fullRequests }

    /// Encodes times as ISO 8601, and absent values as `null`.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(market, forKey: .market)
      try container.encode(reason, forKey: .reason)
      try container.encode(lists, forKey: .lists)
      try container.encode(requests, forKey: .requests)
      try container.encode(completedAt?.iso8601Text, forKey: .completedAt)
      try container.encode(due, forKey: .due)
      try container.encode(fullRequests, forKey: .fullRequests)
    }
  }

  /// The markets in the order of the options.
  public var markets: [MarketPlan]
  /// The requests of all markets; of a market of unknown size, only its lists.
  public var requests: Int
  /// Whether ``requests`` is a lower bound: at least one market is of unknown size.
  public var isLowerBound: Bool
  /// The minutes that ``requests`` take at the given rate, to one decimal place.
  public var minutes: Double
  /// The requests of a sync that reads everything; of a market of unknown size, only its lists.
  public var fullRequests: Int

  /// Plans a sync from the content of a catalog file. The lists are not requested, so new products are not counted.
  ///
  /// - Parameters:
  ///   - options: the options of the sync.
  ///   - path: the catalog file. If there is none, every market counts as never read: that is no error.
  ///   - requestsPerMinute: the rate at which the sync sends requests.
  ///   - now: the time of the sync.
  /// - Throws: `StoreError` if the file cannot be read.
  public init(_ options: SyncOptions, storeAt path: String, requestsPerMinute: Double, now: Date = Date()) throws {
    let unfinished = try UnfinishedRun.at(path, asked: options.request, now: now)
    self.init(
      options, surveys: try MarketSurvey.all(at: path),
      unfinished: unfinished.map { (id: $0.resumedRunID, isFull: $0.isFull) },
      history: try ReadingHistory.at(path), requestsPerMinute: requestsPerMinute, now: now)
  }

  /// Plans a sync from stored facts.
  ///
  /// - Parameters:
  ///   - options: the options of the sync.
  ///   - surveys: the stored size of each market.
  ///   - unfinished: the run that a sync with these options would resume.
  ///   - history: the readings of all products.
  ///   - requestsPerMinute: the rate at which the sync sends requests.
  ///   - now: the time of the sync.
  init(
    _ options: SyncOptions, surveys: [Market: MarketSurvey], unfinished: (id: Int64, isFull: Bool)?,
    history: ReadingHistory, requestsPerMinute: Double, now: Date
  ) {
    let resumes = options.isFull ? unfinished?.isFull == true : unfinished != nil
    let isFull = options.isFull || unfinished?.isFull == true
    let resumedRunID = resumes ? unfinished?.id ?? .max : .max
    var schedule = Schedule(
      history, markets: options.markets, run: resumedRunID, resumedRunID: resumedRunID, now: now)
    let time = now.timeIntervalSince1970
    for market in options.markets { schedule.offer(schedule.units(in: market).map(schedule.key)) }
    var generator = SplitMix64(seed: 0)
    let audit = isFull ? [] : schedule.drawAudit(now: time, using: &generator)
    let due = isFull ? [] : schedule.due(now: time)
    markets = options.markets.map { market in
      let lists = ListPlan(market: market, views: options.views).lists.count
      guard let survey = surveys[market], survey.units > 0 else {
        return MarketPlan(market: market, reason: "neverRead", lists: lists)
      }
      let below = survey.units + survey.skus + survey.nonprofitLists
      // Listed products that were never read count as products of average size.
      let mean = Double(below) / Double(survey.units)
      let unknown = Int(Double(survey.unread) * mean)
      var plan = MarketPlan(
        market: market, reason: survey.isUnfinished ? "unfinished" : "due", lists: lists,
        completedAt: survey.completedAt, fullRequests: lists + below + unknown)
      let unread = schedule.units(in: market).filter {
        isFull ? !schedule.flags[$0].contains(.done) : schedule.history.units[$0].run == 0
      }
      plan.requests = lists + unread.reduce(unknown) { $0 + schedule.requests($1) }
      if isFull {
        if !resumes { plan.requests = plan.fullRequests }
      } else {
        let here = (due + audit).filter { $0.key.marketScope.market == market }
        plan.requests = here.reduce(plan.requests ?? 0) { $0 + $1.requests }
        plan.due = DueCount(
          neverRead: unread.count + survey.unread, evidence: here.count { $0.reason == .evidence },
          age: here.count { $0.reason == .age }, audit: here.count { $0.reason == .audit })
      }
      return plan
    }
    requests = markets.reduce(0) { $0 + ($1.requests ?? $1.lists) }
    fullRequests = markets.reduce(0) { $0 + ($1.fullRequests ?? $1.lists) }
    isLowerBound = markets.contains { $0.requests == nil }
    minutes = (Double(requests) / max(requestsPerMinute, 0.001) * 10).rounded() / 10
  }
}
