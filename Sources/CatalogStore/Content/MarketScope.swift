public import CatalogModel

/// A market in one reservation scope: where a unit of truth stands.
public struct MarketScope: Hashable, Sendable, Comparable {
  public var market: Market
  public var scope: ReservationScope?

  public init(market: Market, scope: ReservationScope? = nil) {
    self.market = market
    self.scope = scope
  }

  var scopeText: String { scope?.rawValue ?? "" }

  public static func < (left: MarketScope, right: MarketScope) -> Bool {
    (left.market, left.scopeText) < (right.market, right.scopeText)
  }
}

/// The unit of truth: one product in one place, replaced whole or not at all.
public struct ProductKey: Hashable, Sendable, Comparable {
  public var marketScope: MarketScope
  public var product: ProductID

  public init(marketScope: MarketScope, product: ProductID) {
    self.marketScope = marketScope
    self.product = product
  }

  public static func < (left: ProductKey, right: ProductKey) -> Bool {
    (left.marketScope, left.product) < (right.marketScope, right.product)
  }
}
