import CatalogModel
import CatalogStore
import Foundation
import GRDB

extension Snapshot {
  /// The whole item of a candidate.
  func item(_ candidate: Candidate) throws -> CatalogItem? {
    let isRemoved = candidate.removed != 0
    let code = isRemoved ? "a.code" : AvailabilityCode.whole()
    let table = isRemoved ? "removed_availability" : "availability"
    let key =
      isRemoved
      ? "a.id = ?" : "a.place_id = ? AND a.sku_id = ? AND a.segment_id = ? AND a.ordinal = ?"
    let arguments: StatementArguments =
      isRemoved
      ? [candidate.removed] : [candidate.place, candidate.sku, candidate.segment, candidate.ordinal]
    let confirmed =
      isRemoved
      ? "a.removed_at"
      : ItemConfirmation.sql
    return try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT m.code AS market, s.code AS segment, l.scope, p.code AS product, k.code AS sku, \(code) AS code,
            coalesce(a.catalog_item_id, p.code || ':' || k.code || ':' || \(code)) AS catalog_item_id,
            pt.title AS product_title, t.title AS sku_title, pt.product_type, pt.product_subtype, pt.publisher,
            o.currency, o.is_purchasable, o.is_renewable, t.is_trial, t.minimum_quantity, t.maximum_quantity,
            ot.content AS terms,
            t.purchase_prerequisites, t.inventory_variables, \(confirmed) AS confirmed_at
          FROM \(table) a
          JOIN place l ON l.id = a.place_id
          JOIN market m ON m.id = l.market_id
          JOIN segment s ON s.id = a.segment_id
          JOIN sku k ON k.id = a.sku_id
          JOIN product p ON p.id = k.product_id
          JOIN sku_text t ON t.id = a.text_id
          JOIN product_text pt ON pt.id = t.product_text_id
          JOIN offer o ON o.id = a.offer_id
          JOIN offer_text ot ON ot.id = o.terms_id
          JOIN unit u ON u.place_id = a.place_id AND u.product_id = k.product_id
          WHERE \(key)
          """), arguments: arguments
    ).map(item)
  }

  private func item(_ row: Row) -> CatalogItem {
    let confirmed = Date(stamp: row["confirmed_at"])
    return CatalogItem(
      catalogItemID: CatalogItemID(row["catalog_item_id"] as String), productID: ProductID(row["product"] as String),
      skuID: SKUID(row["sku"] as String), availabilityID: AvailabilityID(row["code"] as String),
      market: Market(row["market"] as String), segment: Segment(row["segment"] as String),
      reservationScope: named(row["scope"]), productTitle: row["product_title"], skuTitle: row["sku_title"],
      productType: row["product_type"] ?? "", productSubType: row["product_subtype"] ?? "",
      publisher: row["publisher"] ?? "", currency: row["currency"], isPurchasable: row["is_purchasable"],
      isRenewable: row["is_renewable"], isTrial: row["is_trial"], minimumQuantity: row["minimum_quantity"],
      maximumQuantity: row["maximum_quantity"], terms: StoredJSON.value(row["terms"], as: [Term].self) ?? [],
      purchasePrerequisites: StoredJSON.value(row["purchase_prerequisites"], as: [String].self) ?? [],
      inventoryVariables: StoredJSON.value(row["inventory_variables"], as: [String].self) ?? [],
      confirmedAt: confirmed, ageSeconds: age(confirmed))
  }
}
