public import CatalogModel
public import CatalogStore
public import Foundation

/// What a sync would ask for, and why; nothing is requested to find out.
public struct SyncPlan: Sendable, Encodable {
  public struct MarketPlan: Sendable, Encodable {
    public var market: Market
    /// `neverRead`, `unfinished` or `due`.
    public var reason: String
    /// Product lists, the first thing that is read.
    public var lists: Int
    /// All requests, as many as the last reading took; `nil` for a market never read: its size is not known.
    public var requests: Int?
    /// When the market was last read whole.
    public var completedAt: Date?
    /// The units that are due, by reason; `nil` where everything is read, whether it is due or not.
    public var due: DueCount?
    /// What reading everything would take; `nil` for a market never read.
    public var fullRequests: Int?

    enum CodingKeys: String, CodingKey { case market, reason, lists, requests, completedAt, due, fullRequests }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(market, forKey: .market)
      try container.encode(reason, forKey: .reason)
      try container.encode(lists, forKey: .lists)
      try container.encode(requests, forKey: .requests)
      try container.encode(completedAt?.formatted(.iso8601), forKey: .completedAt)
      try container.encode(due, forKey: .due)
      try container.encode(fullRequests, forKey: .fullRequests)
    }
  }

  public var markets: [MarketPlan]
  /// At least so many requests.
  public var requests: Int
  /// Whether markets of unknown size are among them.
  public var isLowerBound: Bool
  /// How long that takes at the rate given.
  public var minutes: Double
  /// What reading everything would take.
  public var fullRequests: Int

  /// Works out the plan from what a store knows. Lists are not asked: what they will say is not in it.
  ///
  /// - Parameter path: of the store; there need be none.
  /// - Throws: `StoreError`.
  public init(_ options: SyncOptions, storeAt path: String, requestsPerMinute: Double, now: Date = Date()) throws {
    let surveys = try MarketSurvey.all(at: path)
    let unfinished = try UnfinishedRun.at(path, asked: options.request, now: now)
    let goesOn = options.isFull ? unfinished?.isFull == true : unfinished != nil
    let isFull = options.isFull || unfinished?.isFull == true
    let resumedRunID = goesOn ? unfinished?.resumedRunID ?? .max : .max
    var schedule = Schedule(
      try ReadingHistory.at(path), markets: options.markets, run: resumedRunID, resumedRunID: resumedRunID, now: now)
    let time = now.timeIntervalSince1970
    for market in options.markets { schedule.offer(schedule.units(in: market).map(schedule.key)) }
    var lot = SplitMix64(seed: 0)
    let audit = isFull ? [] : schedule.drawAudit(now: time, using: &lot)
    let due = isFull ? [] : schedule.due(now: time)
    markets = options.markets.map { market in
      let lists = ListPlan(market: market, views: options.views).lists.count
      guard let survey = surveys[market], survey.units > 0 else {
        return MarketPlan(market: market, reason: "neverRead", lists: lists)
      }
      let below = survey.units + survey.skus + survey.nonprofitLists
      let mean = Double(below) / Double(survey.units)
      var plan = MarketPlan(
        market: market, reason: survey.isUnfinished ? "unfinished" : "due", lists: lists,
        completedAt: survey.completedAt, fullRequests: lists + below + Int(Double(survey.unread) * mean))
      let unread = schedule.units(in: market).filter {
        isFull ? !schedule.flags[$0].contains(.done) : schedule.history.units[$0].run == 0
      }
      plan.requests = lists + unread.reduce(Int(Double(survey.unread) * mean)) { $0 + schedule.requests($1) }
      if isFull {
        if !goesOn { plan.requests = plan.fullRequests }
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
