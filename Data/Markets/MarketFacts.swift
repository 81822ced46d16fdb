public import CatalogModel

/// The markets of the service, as its documentation lists them.
///
/// Embedded in the program from `markets.json`, whose header says where each fact comes from. Decoded when first asked
/// for, once, from any thread.
public enum MarketFacts {
  /// All 248 markets, in the order of their codes.
  public static let all: [MarketFact] = MarketTable.rows(in: PackageResources.markets_json)

  /// The facts of a market; `nil` where the service documents no such market.
  public static func fact(for market: Market) -> MarketFact? { byMarket[market] }

  /// Whether the service documents a market. Cheap: nothing is decoded.
  public static func isDocumented(_ market: Market) -> Bool {
    let row = Array("{\"market\": \"\(market.code)\"".utf8)
    let file = PackageResources.markets_json
    return file.indices.contains { file[$0] == row[0] && file[$0...].starts(with: row) }
  }

  private static let byMarket: [Market: MarketFact] = Dictionary(
    all.map { ($0.market, $0) }, uniquingKeysWith: { first, _ in first })
}
