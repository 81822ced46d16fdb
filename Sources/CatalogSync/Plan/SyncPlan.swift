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

    enum CodingKeys: String, CodingKey { case market, reason, lists, requests, completedAt }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(market, forKey: .market)
      try container.encode(reason, forKey: .reason)
      try container.encode(lists, forKey: .lists)
      try container.encode(requests, forKey: .requests)
      try container.encode(completedAt?.formatted(.iso8601), forKey: .completedAt)
    }
  }

  public var markets: [MarketPlan]
  /// At least so many requests.
  public var requests: Int
  /// Whether markets of unknown size are among them.
  public var isLowerBound: Bool
  /// How long that takes at the rate given.
  public var minutes: Double

  /// Works out the plan.
  ///
  /// - Parameter surveys: what the store knows of the markets (`MarketSurvey.all(at:)`).
  public init(_ options: SyncOptions, surveys: [Market: MarketSurvey], requestsPerMinute: Double) {
    markets = options.markets.map { market in
      let lists = ListPlan(market: market, views: options.views).lists.count
      guard let survey = surveys[market], survey.units > 0 else {
        return MarketPlan(market: market, reason: "neverRead", lists: lists, requests: nil, completedAt: nil)
      }
      return MarketPlan(
        market: market, reason: survey.isUnfinished ? "unfinished" : "due", lists: lists,
        requests: lists + survey.units + survey.skus + survey.nonprofitLists, completedAt: survey.completedAt)
    }
    requests = markets.reduce(0) { $0 + ($1.requests ?? $1.lists) }
    isLowerBound = markets.contains { $0.requests == nil }
    minutes = (Double(requests) / max(requestsPerMinute, 0.001) * 10).rounded() / 10
  }
}
