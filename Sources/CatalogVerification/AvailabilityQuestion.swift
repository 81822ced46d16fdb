import CatalogModel
import CatalogQuery
import CatalogStore

/// One request of a verification: the availabilities of a SKU in one place.
///
/// The list is asked for and not the single availability: the list alone takes the reservation scope, and only the list
/// tells an id that was reissued from an item that is gone.
struct AvailabilityQuestion: Hashable, Comparable, Sendable {
  var marketScope: MarketScope
  var sku: SKUReference
  /// Nonprofit offers come only where they are asked for by name.
  var asksNonprofit: Bool

  init(_ item: CatalogItem) {
    marketScope = MarketScope(market: item.market, scope: item.reservationScope)
    sku = item.sku
    asksNonprofit = item.segment == .nonprofit
  }

  /// The key of the product snapshot that holds the item.
  var unit: ProductKey { ProductKey(marketScope: marketScope, product: sku.product) }

  static func < (left: Self, right: Self) -> Bool {
    (left.marketScope, left.sku, left.asksNonprofit ? 1 : 0) < (
      right.marketScope, right.sku, right.asksNonprofit ? 1 : 0
    )
  }
}

extension VerifiedAvailability {
  init(_ item: CatalogItem) {
    self.init(
      marketScope: MarketScope(market: item.market, scope: item.reservationScope), sku: item.sku, segment: item.segment,
      availability: item.availabilityID)
  }
}
