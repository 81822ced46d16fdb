import CatalogModel
import CatalogSchema
import GRDB

/// Reads a product snapshot from the database.
struct ProductReader {
  var db: Database

  /// - Returns: `nil` for a product never seen in that place.
  func unit(marketScope: Int64, product: Int64) throws -> StoredUnit? {
    guard
      let head = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT t.*, u.removed_at IS NOT NULL AS is_removed, u.lacks_term_details
            FROM unit u JOIN product_text t ON t.id = u.product_text_id
            WHERE u.place_id = ? AND u.product_id = ?
            """), arguments: [marketScope, product])
    else { return nil }
    var unit = StoredUnit(
      product: try Self.product(head), skus: [:], removed: try removed(marketScope: marketScope, product: product),
      isRemoved: try head["is_removed"], lacksTermDetails: try head["lacks_term_details"])
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT p.code AS product, k.code AS sku, \(AvailabilityColumns.text(usual: "k.text_id")) AS text_id, a.ordinal, coalesce(a.first_seen, u.first_seen) AS first_seen,
            s.code AS segment, \(AvailabilityCode.whole()) AS code,
            \(AvailabilityColumns.irregularItemID) AS catalog_item_id,
            o.currency, o.currency_symbol, \(AvailabilityColumns.isPurchasable) AS is_purchasable, o.is_renewable,
            ot.content AS terms, od.content AS details
          FROM sku k
          CROSS JOIN availability a ON a.place_id = ?1 AND a.sku_id = k.id
          JOIN product p ON p.id = k.product_id
          JOIN segment s ON s.id = a.segment_id
          JOIN offer o ON o.id = a.offer_id
          JOIN offer_text ot ON ot.id = o.terms_id
          LEFT JOIN offer_text od ON od.id = o.details_id
          JOIN unit u ON u.place_id = ?1 AND u.product_id = ?2
          WHERE k.product_id = ?2
          UNION ALL
          SELECT NULL, k.code, n.text_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM sku k CROSS JOIN unsold_sku n ON n.place_id = ?1 AND n.sku_id = k.id
          WHERE k.product_id = ?2
          """), arguments: [marketScope, product])
    var texts: [Int64: SKUContent] = [:]
    while let row = try rows.next() {
      let sku = SKUID(try row["sku"] as String)
      if unit.skus[sku] == nil {
        let id: Int64 = try row["text_id"]
        let content = try texts[id] ?? content(ofText: id)
        texts[id] = content
        unit.skus[sku] = StoredSKU(content: content, availabilities: [])
      }
      if try !row.isNull("code") {
        unit.skus[sku]?.availabilities.append(
          StoredAvailability(
            content: try Self.availability(row), ordinal: try row["ordinal"], firstSeen: try row["first_seen"]))
      }
    }
    return unit
  }

  private func removed(marketScope: Int64, product: Int64) throws -> [SKUID: [RemovedAvailability]] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT r.id AS row_id, p.code AS product, k.code AS sku, r.first_seen, s.code AS segment, r.code,
            r.catalog_item_id,
            o.currency, o.currency_symbol, \(AvailabilityColumns.isPurchasable) AS is_purchasable, o.is_renewable,
            ot.content AS terms, od.content AS details
          FROM sku k
          CROSS JOIN removed_availability r ON r.sku_id = k.id AND r.place_id = ?1
          JOIN product p ON p.id = k.product_id
          JOIN segment s ON s.id = r.segment_id
          JOIN offer o ON o.id = r.offer_id
          JOIN offer_text ot ON ot.id = o.terms_id
          LEFT JOIN offer_text od ON od.id = o.details_id
          WHERE k.product_id = ?2
          ORDER BY r.id DESC
          """), arguments: [marketScope, product])
    return try Dictionary(
      grouping: rows, by: { SKUID(try $0["sku"] as String) }
    ).mapValues { rows in
      try rows.map {
        RemovedAvailability(
          rowID: try $0["row_id"], content: try Self.availability($0), firstSeen: try $0["first_seen"])
      }
    }
  }

  func content(ofText id: Int64) throws -> SKUContent {
    let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM sku_text WHERE id = ?"), arguments: [id])
    guard let row else { return SKUContent(title: "") }
    return try Self.sku(row)
  }

  static func product(_ row: Row) throws -> ProductContent {
    ProductContent(
      title: try row["title"], description: try row["description"], type: try row["product_type"],
      subtype: try row["product_subtype"],
      isMicrosoft: try row["is_microsoft"], publisher: try row["publisher"])
  }

  static func sku(_ row: Row) throws -> SKUContent {
    func texts(_ column: String) throws -> [String] { StoredJSON.texts(try row[column]) }
    return SKUContent(
      title: try row["title"], description: try row["description"], minimumQuantity: try row["minimum_quantity"],
      maximumQuantity: try row["maximum_quantity"], isTrial: try row["is_trial"],
      purchasePrerequisites: try texts("purchase_prerequisites"), inventoryVariables: try texts("inventory_variables"),
      provisioningVariables: try texts("provisioning_variables"), billingCycles: try texts("billing_cycles"),
      attributes: try row["attributes"], attestation: try row["attestation"])
  }

  static func availability(_ row: Row) throws -> AvailabilityContent {
    let code: String = try row["code"]
    let irregular: String? = try row["catalog_item_id"]
    let id = try irregular ?? "\(row["product"] as String):\(row["sku"] as String):\(code)"
    return AvailabilityContent(
      id: AvailabilityID(code), catalogItemID: CatalogItemID(id),
      segment: Segment(try row["segment"] as String),
      offer: OfferContent(
        currency: try row["currency"], currencySymbol: try row["currency_symbol"],
        isPurchasable: try row["is_purchasable"] as Bool?,
        isRenewable: try row["is_renewable"], terms: StoredJSON.terms(try row["terms"]),
        details: try row["details"]))
  }
}
