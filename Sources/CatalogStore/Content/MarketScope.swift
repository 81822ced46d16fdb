public import CatalogModel

/// A market in one reservation scope, which holds product snapshots.
public struct MarketScope: Hashable, Sendable, Comparable {
  /// The market.
  public var market: Market
  /// The reservation scope; `nil` outside of reservations under an Azure plan.
  public var scope: ReservationScope?

  /// A market scope; by default that of everything but reservations under an Azure plan.
  public init(market: Market, scope: ReservationScope? = nil) {
    self.market = market
    self.scope = scope
  }

  var scopeText: String { scope?.rawValue ?? "" }

  /// Orders by market, then by scope, the absent one first.
  public static func < (left: MarketScope, right: MarketScope) -> Bool {
    (left.market, left.scopeText) < (right.market, right.scopeText)
  }
}

/// The key of a product snapshot: one product in one market scope, replaced as a whole or not at all.
public struct ProductKey: Hashable, Sendable, Comparable {
  /// The market scope of the snapshot.
  public var marketScope: MarketScope
  /// The product.
  public var product: ProductID

  /// A key; the product need not be stored.
  public init(marketScope: MarketScope, product: ProductID) {
    self.marketScope = marketScope
    self.product = product
  }

  /// Orders by market scope, then by product.
  public static func < (left: ProductKey, right: ProductKey) -> Bool {
    (left.marketScope, left.product) < (right.marketScope, right.product)
  }
}
