import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// The market scope and segment of an item, as row ids and by name.
struct ItemPlace {
  var place: Int64
  var segmentNumber: Int64
  var market: Market
  var segment: Segment
  var scope: ReservationScope?

  init(place: Int64, segmentNumber: Int64, _ lookups: Lookups) {
    self.place = place
    self.segmentNumber = segmentNumber
    market = lookups.market(ofPlace: Int32(place))
    segment = lookups.segment(Int32(segmentNumber))
    scope = lookups.scope(ofPlace: Int32(place))
  }
}

extension CatalogItem {
  /// Assembles an item from cached parts and from its own row.
  ///
  /// `code` is the full id of the availability, `confirmed` is in seconds since 1970, and `catalogItemID` is `nil`
  /// where it is product:sku:availability.
  init(
    _ text: ItemMemory.Text, _ offer: ItemMemory.Offer, _ place: ItemPlace, code: String, catalogItemID: String?,
    confirmed: Int64, now: Date
  ) {
    self = text.item
    self.catalogItemID = CatalogItemID(catalogItemID ?? "\(productID):\(skuID):\(code)")
    availabilityID = AvailabilityID(code)
    market = place.market
    segment = place.segment
    reservationScope = place.scope
    currency = offer.facts.currency
    isPurchasable = offer.facts.isPurchasable
    isRenewable = offer.isRenewable
    terms = offer.terms
    renewalInstructions = offer.renewalInstructions
    confirmedAt = Date(stamp: confirmed)
    ageSeconds = Age.secondsOrOldest(since: confirmedAt, at: now)
  }
}

extension ItemConfirmation {
  /// The same as the view `catalog_items` has it, of one item.
  static func stamp(
    of code: String, _ text: ItemMemory.Text, _ place: ItemPlace, _ db: Database
  ) throws -> Int64 {
    let row = try PreparedStatement(
      db,
      """
      SELECT CASE WHEN ?3 THEN coalesce(nonprofit_confirmed_at, confirmed_at) ELSE confirmed_at END,
        (SELECT verified_at FROM verification WHERE place_id = ?1 AND sku_id = ?4 AND segment_id = ?5 AND code = ?6)
      FROM unit WHERE place_id = ?1 AND product_id = ?2
      """)
    row.bind(1, place.place)
    row.bind(2, text.product)
    row.bind(3, place.segment == .nonprofit ? 1 : 0)
    row.bind(4, text.sku)
    row.bind(5, place.segmentNumber)
    row.bind(6, code)
    defer { row.reset() }
    guard try row.next() else { return 0 }
    return max(try row.integer(0), row.isNull(1) ? 0 : try row.integer(1))
  }
}
