public import CatalogModel
import Foundation

/// The catalog routes, by country and by customer. All are GET: the pages print POST for customers, but no client uses
/// it.
extension Call {
  /// `GET /products`.
  public static func products(
    for audience: CatalogContext, view: TargetView, segment: Segment? = nil, scope: ReservationScope? = nil
  ) -> Call {
    Call(
      audience.prefix + ["products"],
      query: audience.query + [
        ("targetView", view.rawValue), ("targetSegment", segment?.rawValue),
        ("reservationScope", scope?.rawValue),
      ], subject: .products, market: audience.market)
  }

  /// `GET /products/{product}`.
  public static func product(
    _ product: ProductID, for audience: CatalogContext, scope: ReservationScope? = nil
  ) -> Call {
    Call(
      audience.prefix + ["products", product.rawValue],
      query: audience.query + [("reservationScope", scope?.rawValue)], subject: .product(product),
      market: audience.market)
  }

  /// `GET /products/{product}/skus`.
  public static func skus(
    of product: ProductID, for audience: CatalogContext, segment: Segment? = nil, scope: ReservationScope? = nil
  ) -> Call {
    Call(
      audience.prefix + ["products", product.rawValue, "skus"],
      query: audience.query + [
        ("targetSegment", segment?.rawValue), ("reservationScope", scope?.rawValue),
      ], subject: .skus(of: product), market: audience.market)
  }

  /// `GET /products/{product}/skus/{sku}`.
  public static func sku(
    _ sku: SKUReference, for audience: CatalogContext, scope: ReservationScope? = nil
  ) -> Call {
    Call(
      audience.prefix + ["products", sku.product.rawValue, "skus", sku.sku.rawValue],
      query: audience.query + [("reservationScope", scope?.rawValue)], subject: .sku(sku), market: audience.market)
  }

  /// `GET /products/{product}/skus/{sku}/availabilities`: every segment but nonprofit, which a request must name.
  public static func availabilities(
    of sku: SKUReference, for audience: CatalogContext, segment: Segment? = nil, scope: ReservationScope? = nil
  ) -> Call {
    Call(
      audience.prefix + ["products", sku.product.rawValue, "skus", sku.sku.rawValue, "availabilities"],
      query: audience.query + [
        ("targetSegment", segment?.rawValue), ("reservationScope", scope?.rawValue),
      ], subject: .availabilities(of: sku), market: audience.market)
  }

  /// `GET /products/{product}/skus/{sku}/availabilities/{availability}`: takes no reservation scope.
  public static func availability(
    _ availability: AvailabilityID, of sku: SKUReference, for audience: CatalogContext
  ) -> Call {
    Call(
      audience.prefix + [
        "products", sku.product.rawValue, "skus", sku.sku.rawValue, "availabilities", availability.rawValue,
      ], query: audience.query, subject: .availability(availability, of: sku), market: audience.market)
  }
}
