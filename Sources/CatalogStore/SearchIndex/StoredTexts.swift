import CatalogModel
import CatalogSchema
import GRDB

/// All texts of SKUs as they are stored, in the order of their numbers.
struct StoredTexts {
  var db: Database

  /// Keeps the texts of products for as long as a chunk of the index is wide, and nothing else.
  func forEach(_ body: (SearchIndexWriter.Text) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT t.id, t.sku_id, k.product_id, p.code AS product, k.code AS sku, t.product_text_id
        FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
        ORDER BY t.id
        """)
    let reader = ProductReader(db: db)
    var heads: [Int64: ProductContent] = [:]
    var chunk = 0
    while let row = try rows.next() {
      let id = try DamagedValue.checked(row["id"], "sku_text.id")
      if PostingChunk.number(of: Int(id)) != chunk {
        heads = [:]
        chunk = PostingChunk.number(of: Int(id))
      }
      let head: Int64 = try row["product_text_id"]
      if heads[head] == nil {
        heads[head] = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT * FROM product_text WHERE id = ?"), arguments: [head]
        ).map(ProductReader.product)
      }
      try body(
        SearchIndexWriter.Text(
          id: id, sku: try DamagedValue.checked(row["sku_id"], "sku_text.sku_id"), productText: head,
          product: try DamagedValue.checked(row["product_id"], "sku.product_id"),
          reference: SKUReference(ProductID(try row["product"] as String), SKUID(try row["sku"] as String)),
          content: try reader.content(ofText: id), head: heads[head] ?? ProductContent(title: "")))
    }
  }
}
