import CatalogModel
import CatalogQuery
import Foundation
import GRDB

/// How much of the first ten that this project's search finds are also among the first ten of SQLite's own bm25() over
/// the same file, where only the text ranks. A document that bm25() scores as high as its tenth counts as one of them.
struct Overlap {
  let path: String
  let catalog: Catalog

  /// The share over all texts and markets that have ten documents at least, and each text's own.
  func shares(of texts: [String], in markets: [Market]) throws -> [(text: String, share: Double)] {
    let database = try DatabaseQueue(path: path, configuration: Self.readonly)
    return try texts.flatMap { text in
      try markets.compactMap { market in
        let reference = try database.read { try Self.scores(of: text, in: market, $0) }
        guard reference.count >= 10, let tenth = reference.values.sorted(by: >).dropFirst(9).first else { return nil }
        var options = SearchOptions(market: market, limit: 10)
        options.isTextOnly = true
        options.countsFacets = false
        let hits = try catalog.search(text, options).items
        let good = hits.filter { reference["\($0.productID):\($0.skuID)", default: 0] >= tenth - abs(tenth) * 1e-6 }
        return (text, Double(good.count) / 10)
      }
    }
  }

  private static var readonly: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    return configuration
  }

  /// The higher the better, unlike what bm25() gives.
  private static func scores(of text: String, in market: Market, _ db: Database) throws -> [String: Double] {
    var words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { "\"\($0)\"" }
    words[words.count - 1] += "*"
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT p.code || ':' || k.code, -bm25(sku_search, 10, 6, 8, 3, 1)
        FROM sku_search CROSS JOIN sku_text t ON t.id = sku_search.rowid
        JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
        WHERE sku_search MATCH ? AND EXISTS (
          SELECT 1 FROM market m JOIN place l ON l.market_id = m.id JOIN availability a ON a.place_id = l.id
          WHERE m.code = ? AND a.sku_id = t.sku_id
            AND coalesce(a.text_id, (SELECT text_id FROM sku WHERE id = a.sku_id)) = t.id)
        """, arguments: [words.joined(separator: " AND "), market.code])
    var scores: [String: Double] = [:]
    while let row = try rows.next() { scores[row[0]] = max(scores[row[0]] ?? -.infinity, row[1]) }
    return scores
  }
}
