import CatalogQuery
import MarketFacts

/// A market of the service with its stored state.
struct MarketRow: Encodable, Sendable {
  var market: Market
  var name: String
  var localName: String
  var currency: String?
  var items: Int
  /// `unread` for a market that was never synced.
  var state: ReadState
  var completedAt: String?
  var ageSeconds: Int?
  var sellsSoftwareSubscriptions: Bool

  enum CodingKeys: String, CodingKey, CaseIterable {
    case market, name, localName, currency, items, state, completedAt, ageSeconds, sellsSoftwareSubscriptions
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(market, forKey: .market)
    try row.encode(name, forKey: .name)
    try row.encode(localName, forKey: .localName)
    try row.encode(currency, forKey: .currency)
    try row.encode(items, forKey: .items)
    try row.encode(state, forKey: .state)
    try row.encode(completedAt, forKey: .completedAt)
    try row.encode(ageSeconds, forKey: .ageSeconds)
    try row.encode(sellsSoftwareSubscriptions, forKey: .sellsSoftwareSubscriptions)
  }

  static let csvHeader = CodingKeys.allCases.map(\.rawValue)

  static func csvFields(_ row: MarketRow) -> [String] {
    [
      row.market.code, row.name, row.localName, row.currency ?? "", "\(row.items)", row.state.rawValue,
      row.completedAt ?? "", row.ageSeconds.map { "\($0)" } ?? "", "\(row.sellsSoftwareSubscriptions)",
    ]
  }

  /// The rows of stored markets, or of every market, by code.
  static func all(in catalog: Catalog?, everyMarket: Bool, language: String) throws -> [MarketRow] {
    let stored = Dictionary(
      try catalog?.markets().map { ($0.market, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    let unsold = try Set(UnavailableMarketRow.all(in: catalog, language: language).filter(\.isSoftware).map(\.market))
    let markets = everyMarket ? Set(MarketFacts.all.map(\.market)).union(stored.keys) : Set(stored.keys)
    return markets.sorted().map { market in
      let status = stored[market]
      let fact = MarketFacts.fact(for: market)
      return MarketRow(
        market: market, name: fact?.name ?? market.code, localName: MarketFacts.name(of: market, in: language),
        currency: status?.currency ?? fact?.currency, items: status?.items ?? 0, state: status?.state ?? .unread,
        completedAt: status?.completedAt.map { Formatting.time($0) }, ageSeconds: status?.ageSeconds,
        sellsSoftwareSubscriptions: !unsold.contains(market))
    }
  }
}
