import CatalogModel
import CatalogSchema
package import GRDB

/// Rebuilds the search index from the rows, for a file of an older version.
package enum SearchIndexRebuild {
  private static let tables = [
    "search_posting", "search_word", "search_document", "search_listing", "search_place", "search_twin",
  ]

  /// Whether a rebuild repairs a finding, which begins with `table.column`.
  static func repairs(_ finding: String) -> Bool {
    tables.contains { finding.hasPrefix("\($0).") } || finding.hasPrefix("sku_text.document ")
  }

  /// Everything, in bounded memory: as many texts and places at a time as a chunk holds.
  package static func run(_ db: Database) throws {
    try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('delete-all')")
    for table in tables {
      try db.execute(sql: "DELETE FROM \(table)")
    }
    try db.execute(sql: "UPDATE search_total SET highest = 0, documents = 0, terms = 0, generation = generation + 1")
    try db.execute(sql: "UPDATE sku_text SET document = NULL")
    try texts(db)
    try listings(db)
  }

  private static func texts(_ db: Database) throws {
    let index = SearchIndexWriter(db: db)
    var chunk = 0
    try StoredTexts(db: db).forEach { text in
      if PostingChunk.number(of: Int(text.id)) != chunk {
        try index.flush()
        chunk = PostingChunk.number(of: Int(text.id))
      }
      _ = try index.add(text)
    }
    try index.flush()
  }

  /// Rebuilds the listings, market scope by market scope.
  package static func listings(_ db: Database) throws {
    for marketScope in try Int64.fetchAll(db, sql: "SELECT id FROM place ORDER BY id") {
      let index = SearchIndexWriter(db: db)
      var sku: Int64 = 0
      var text: Int64 = 0
      var offers: [(segment: Int64, offer: Int64)] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT a.sku_id, \(AvailabilityColumns.text), a.segment_id, a.offer_id FROM availability a WHERE a.place_id = ?
          """, arguments: [marketScope])
      while let row = try rows.next() {
        if try sku != row[0] {
          try index.list(text: text, sku: sku, marketScope: marketScope, offers)
          offers = []
          sku = try row[0]
        }
        text = try row[1]
        offers.append((try row[2], try row[3]))
      }
      try index.list(text: text, sku: sku, marketScope: marketScope, offers)
      try index.flush()
    }
  }
}
