import CatalogModel
public import CatalogQuery
public import Foundation
import MarketFacts

/// A market of the service with its stored state: one element of `markets`.
public struct MarketResponse: Codable, Sendable, Hashable {
  /// The service's code.
  public var market: Market
  /// The English name.
  public var name: String
  /// The name in the language of the response.
  public var localName: String
  /// The currency that most items have, else the market's own; `nil` for an unknown market without items.
  public var currency: String?
  /// Catalog items, purchasable or not.
  public var items: Int
  /// `unread` for a market that was never synced.
  public var state: ReadState
  /// The oldest completion among its lists; `nil` where one was never completed.
  public var completedAt: Date?
  /// Whole seconds since ``completedAt``; `nil` without it, and where it lies in the future.
  public var ageSeconds: Int?
  /// Whether Microsoft sells software subscriptions there.
  public var sellsSoftwareSubscriptions: Bool

  enum CodingKeys: String, CodingKey, CaseIterable {
    case market, name, localName, currency, items, state, completedAt, ageSeconds, sellsSoftwareSubscriptions
  }

  /// The responses for stored markets, or for every market of the service, by code.
  ///
  /// - Parameters:
  ///   - catalog: the file; `nil` without one: nothing is stored.
  ///   - everyMarket: whether markets that were never synced are part of it.
  ///   - language: the language of the local names, such as `ja-JP`.
  /// - Returns: one response for each market; none where nothing is stored.
  /// - Throws: `CatalogError` where the file cannot be read.
  public static func all(in catalog: Catalog?, everyMarket: Bool, language: String) throws -> [MarketResponse] {
    let stored = Dictionary(
      try catalog?.markets().map { ($0.market, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    let unsold = try Set(
      UnavailableMarketResponse.all(in: catalog, language: language).filter(\.isSoftware).map(\.market))
    let markets = everyMarket ? Set(MarketFacts.all.map(\.market)).union(stored.keys) : Set(stored.keys)
    return markets.sorted().map { market in
      let status = stored[market]
      let fact = MarketFacts.fact(for: market)
      return MarketResponse(
        market: market, name: fact?.name ?? market.code, localName: MarketFacts.name(of: market, in: language),
        currency: status?.currency ?? fact?.currency, items: status?.items ?? 0, state: status?.state ?? .unread,
        completedAt: status?.completedAt, ageSeconds: status?.ageSeconds,
        sellsSoftwareSubscriptions: !unsold.contains(market))
    }
  }
}

extension MarketResponse {
  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: CodingKeys.self)
    market = try row.decode(Market.self, forKey: .market)
    name = try row.decode(String.self, forKey: .name)
    localName = try row.decode(String.self, forKey: .localName)
    currency = try row.decodeIfPresent(String.self, forKey: .currency)
    items = try row.decode(Int.self, forKey: .items)
    state = try row.decode(ReadState.self, forKey: .state)
    completedAt = try row.timeIfPresent(forKey: .completedAt)
    ageSeconds = try row.decodeIfPresent(Int.self, forKey: .ageSeconds)
    sellsSoftwareSubscriptions = try row.decode(Bool.self, forKey: .sellsSoftwareSubscriptions)
  }

  /// Writes every key, null where there is nothing; times as ISO 8601 in UTC.
  public func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(market, forKey: .market)
    try row.encode(name, forKey: .name)
    try row.encode(localName, forKey: .localName)
    try row.encode(currency, forKey: .currency)
    try row.encode(items, forKey: .items)
    try row.encode(state, forKey: .state)
    try row.encode(completedAt?.iso8601Text, forKey: .completedAt)
    try row.encode(ageSeconds, forKey: .ageSeconds)
    try row.encode(sellsSoftwareSubscriptions, forKey: .sellsSoftwareSubscriptions)
  }
}
