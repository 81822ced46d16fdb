public import CatalogModel
import MarketFacts

/// The outward properties of a generated catalog. Equal shapes give the same catalog, byte for byte.
public struct CatalogShape: Sendable, Hashable {
  /// The seed of every random choice.
  public var seed: UInt64
  /// The markets of the catalog: any of the 248, at least one.
  public var markets: [Market]
  /// The number of products of the first version over all views, 10 to 10,000. Not every product is sold in every
  /// market, but the first ten are the same well-known ones in every catalog.
  public var products: Int
  /// The mean number of SKUs of a product, reservations rounded up to pairs of a one-year and a three-year SKU; `nil`
  /// for the distributions measured in real price lists (licences 5.9, reservations dozens).
  public var skusPerProduct: Int?
  /// From 1. Each later version reissues, adds, renames, withdraws and brings back a little.
  public var version: Int
  /// The number of customers, at least 0; the first six have fixed kinds, such as a school and one without agreements.
  public var customers: Int
  /// Whether the best-known offers of resellers are there as well, besides the number of products.
  public var hasBestKnown = false
  /// The changes of each version.
  public var churn = Churn.standard

  /// Creates a shape; values out of range are brought into it.
  public init(
    seed: UInt64 = 1, markets: [Market] = ["US", "DE", "JP", "KE"], products: Int = 200, skusPerProduct: Int? = nil,
    version: Int = 1, customers: Int = 18
  ) {
    self.seed = seed
    self.markets = markets
    self.products = max(10, products)
    self.skusPerProduct = skusPerProduct.map { max(1, $0) }
    self.version = max(1, version)
    self.customers = max(0, customers)
  }

  /// A catalog with the best-known offers and something of every kind, whose crawl takes some 1,500 requests a market, not thousands: reservations
  /// have a few SKUs instead of dozens.
  public static func demo(markets: [Market]) -> CatalogShape {
    var shape = CatalogShape(markets: markets, products: 200, skusPerProduct: 5)
    shape.hasBestKnown = true
    return shape
  }

  /// Whether software subscriptions are sold in a market.
  static func sellsSoftwareSubscriptions(_ market: Market) -> Bool {
    !UnavailableMarkets.softwareSubscriptions.contains(market)
  }

  /// The currency of a market, ISO 4217; US dollars where none is documented.
  static func currency(of market: Market) -> String { MarketFacts.fact(for: market)?.currency ?? "USD" }
}
