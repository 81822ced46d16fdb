public import CatalogModel
import MarketFacts

/// The outward properties of a generated catalog. Equal shapes give the same catalog, byte for byte.
public struct CatalogShape: Sendable, Hashable {
  /// The seed of every random choice.
  public var seed: UInt64
  /// Where the catalog is sold: any of the 248 markets, at least one.
  public var markets: [Market]
  /// How many products the first version has over all views, 10 to 10,000. Not each is sold in every market, but the
  /// first ten are the same well-known ones in every catalog.
  public var products: Int
  /// The mean number of SKUs of a product, reservations rounded up to pairs of a one-year and a three-year SKU; `nil`
  /// for the distributions measured in real price lists (licences 5.9, reservations dozens).
  public var skusPerProduct: Int?
  /// From 1. Each later version reissues, adds, renames, withdraws and brings back a little.
  public var version: Int
  /// The number of customers, at least 0; the first ones cover each kind.
  public var customers: Int
  /// How much each version changes.
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

  /// A catalog with something of every kind whose crawl takes some 1,500 requests a market, not thousands: reservations
  /// have a few SKUs instead of dozens.
  public static func demo(markets: [Market]) -> CatalogShape {
    CatalogShape(markets: markets, products: 200, skusPerProduct: 5)
  }

  /// Whether software subscriptions are sold in a market.
  static func sellsSoftwareSubscriptions(_ market: Market) -> Bool {
    !UnavailableMarkets.softwareSubscriptions.contains(market)
  }

  /// What a market pays in, ISO 4217; US dollars where no currency is documented.
  static func currency(of market: Market) -> String { MarketFacts.fact(for: market)?.currency ?? "USD" }
}
