import CatalogModel
package import GRDB

/// Writes the search index anew from the rows, as a file of an older version needs it.
package enum SearchIndexRebuild {
  /// Everything, in bounded memory: as many texts and places at a time as a chunk holds.
  package static func run(_ db: Database) throws {
    try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('delete-all')")
    for table in ["search_posting", "search_word", "search_document", "search_listing", "search_place", "search_twin"] {
      try db.execute(sql: "DELETE FROM \(table)")
    }
    try db.execute(sql: "UPDATE search_total SET highest = 0, documents = 0, terms = 0, generation = generation + 1")
    try db.execute(sql: "UPDATE sku_text SET document = NULL")
    try texts(db)
    try listings(db)
  }

  private static func texts(_ db: Database) throws {
    let index = SearchIndexWriter(db: db)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT t.id, t.sku_id, k.product_id, p.code AS product, k.code AS sku, t.product_text_id
        FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
        ORDER BY t.id
        """)
    let reader = UnitReader(db: db)
    var heads: [Int64: ProductContent] = [:]
    var chunk = 0
    while let row = try rows.next() {
      let id: Int64 = row["id"]
      if PostingChunk.number(of: Int(id)) != chunk {
        try index.flush()
        heads = [:]
        chunk = PostingChunk.number(of: Int(id))
      }
      let head: Int64 = row["product_text_id"]
      if heads[head] == nil {
        heads[head] = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT * FROM product_text WHERE id = ?"), arguments: [head]
        ).map(UnitReader.product)
      }
      _ = try index.add(
        SearchIndexWriter.Text(
          id: id, sku: row["sku_id"], productText: head, product: row["product_id"],
          reference: SKUReference(ProductID(row["product"] as String), SKUID(row["sku"] as String)),
          content: try reader.content(ofText: id), head: heads[head] ?? ProductContent(title: "")))
    }
    try index.flush()
  }

  /// What stands in each place, place by place.
  package static func listings(_ db: Database) throws {
    for place in try Int64.fetchAll(db, sql: "SELECT id FROM place ORDER BY id") {
      let index = SearchIndexWriter(db: db)
      var sku: Int64 = 0
      var text: Int64 = 0
      var offers: [(segment: Int64, offer: Int64)] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT a.sku_id, a.text_id, a.segment_id, a.offer_id FROM availability a WHERE a.place_id = ?
          """, arguments: [place])
      while let row = try rows.next() {
        if sku != row[0] {
          try index.list(text: text, sku: sku, place: place, offers)
          offers = []
          sku = row[0]
        }
        text = row[1]
        offers.append((row[2], row[3]))
      }
      try index.list(text: text, sku: sku, place: place, offers)
      try index.flush()
    }
  }
}
