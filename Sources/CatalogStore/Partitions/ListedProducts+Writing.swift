import CatalogSchema
import GRDB

extension ListedProducts {
  /// Replaces the texts of a list; unchanged rows are not written.
  static func replace(_ partition: Int64, with texts: some Sequence<Int64>, _ db: Database) throws {
    var chunks: [Int64: Int64] = [:]
    for text in texts { chunks[text >> 6, default: 0] |= 1 << (text & 63) }
    let stored = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT chunk, texts FROM listing WHERE partition_id = ?"), arguments: [partition])
    for row in stored where chunks[try row[0]] == nil { chunks[try row[0]] = 0 }
    for row in stored where try chunks[row[0]] == row[1] as Int64 { chunks[try row[0]] = nil }
    for (chunk, texts) in chunks.sorted(by: { $0.key < $1.key }) {
      if texts == 0 {
        try db.cachedStatement(sql: "DELETE FROM listing WHERE partition_id = ? AND chunk = ?")
          .execute(arguments: [partition, chunk])
      } else {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO listing (partition_id, chunk, texts) VALUES (?, ?, ?)")
          .execute(arguments: [partition, chunk, texts])
      }
    }
  }

  /// Has a list show a product under another text, or no more.
  static func set(_ text: Int64?, of product: Int64, in partition: Int64, _ db: Database) throws {
    let others = try Int64.fetchSet(
      db.cachedStatement(sql: "SELECT id FROM product_text WHERE product_id = ?"), arguments: [product])
    let stored = try Int64.fetchSet(
      db.cachedStatement(sql: "SELECT product_text_id FROM \(products) WHERE partition_id = ?"), arguments: [partition])
    try replace(partition, with: stored.subtracting(others).union(text.map { [$0] } ?? []), db)
  }
}
