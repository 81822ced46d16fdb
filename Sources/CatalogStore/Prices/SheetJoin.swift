import CatalogModel
import CatalogSchema
import GRDB

/// Finds the SKUs of a sheet that have no item in the catalog, each with its reason.
struct SheetJoin {
  let db: Database
  let market: Int64
  let content: PriceSheetContent

  private struct Key: Hashable {
    var product: ProductID
    var sku: SKUID
    var segment: Segment
  }

  func unjoined() throws -> [PriceSheetReport.UnjoinedSKU] {
    var rows: [Key: Int] = [:]
    var keys: [Key] = []
    let keyOfOffer = content.offers.map { Key(product: $0.product, sku: $0.sku, segment: $0.segment) }
    for row in content.rows {
      let key = keyOfOffer[Int(row.offer)]
      if rows.updateValue((rows[key] ?? 0) + 1, forKey: key) == nil { keys.append(key) }
    }
    let places = try Int64.fetchAll(db, sql: "SELECT id FROM place WHERE market_id = ?", arguments: [market])
    return try keys.compactMap { key in
      try reason(key, places).map {
        PriceSheetReport.UnjoinedSKU(
          productID: key.product, skuID: key.sku, segment: key.segment, rows: rows[key] ?? 0, reason: $0)
      }
    }
  }

  private func reason(_ key: Key, _ places: [Int64]) throws -> PriceSheetReport.Unjoined? {
    let product = try PreparedStatement(db, "SELECT id FROM product WHERE code = ?")
    product.bind(key.product.rawValue)
    guard let productNumber = try product.number() else { return .productUnknown }
    let sku = try PreparedStatement(db, "SELECT id FROM sku WHERE product_id = ? AND code = ?")
    sku.bind(productNumber)
    sku.bind(key.sku.rawValue)
    guard let skuNumber = try sku.number() else { return .skuUnknown }
    let item = try PreparedStatement(
      db,
      """
      SELECT max(s.code = ?) FROM availability a JOIN segment s ON s.id = a.segment_id
      WHERE a.place_id = ? AND a.sku_id = ?
      """)
    var isThere = false
    for place in places {
      item.bind(key.segment.rawValue)
      item.bind(place)
      item.bind(skuNumber)
      guard let found = try item.number() else { continue }
      if found == 1 { return nil }
      isThere = true
    }
    return isThere ? .notInSegment : .notInMarket
  }
}
