public import CatalogModel

/// The markets of the service, as its documentation lists them.
///
/// Embedded in the program from `markets.json`, whose header says where each fact comes from. Decoded when first asked
/// for, once, from any thread.
public enum MarketFacts {
  /// All 248 markets, in the order of their codes.
  public static let all: [MarketFact] = MarketTable.rows(in: PackageResources.markets_json)

  /// What is known of a market, or `nil` where the service documents no such market.
  public static func fact(for market: Market) -> MarketFact? { byMarket[market] }

  private static let byMarket: [Market: MarketFact] = Dictionary(
    all.map { ($0.market, $0) }, uniquingKeysWith: { first, _ in first })
}
