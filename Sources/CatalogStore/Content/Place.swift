public import CatalogModel

/// A market in one reservation scope: where a unit of truth stands.
public struct Place: Hashable, Sendable, Comparable {
  public var market: Market
  public var scope: ReservationScope?

  public init(market: Market, scope: ReservationScope? = nil) {
    self.market = market
    self.scope = scope
  }

  var scopeText: String { scope?.rawValue ?? "" }

  public static func < (left: Place, right: Place) -> Bool {
    (left.market, left.scopeText) < (right.market, right.scopeText)
  }
}

/// The unit of truth: one product in one place, replaced whole or not at all.
public struct UnitKey: Hashable, Sendable, Comparable {
  public var place: Place
  public var product: ProductID

  public init(place: Place, product: ProductID) {
    self.place = place
    self.product = product
  }

  public static func < (left: UnitKey, right: UnitKey) -> Bool {
    (left.place, left.product) < (right.place, right.product)
  }
}
