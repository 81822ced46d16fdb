import CatalogModel
import MarketFacts

/// The English names of markets.
enum MarketNames {
  static func name(of market: Market) -> String { MarketFacts.fact(for: market)?.name ?? market.code }
}
