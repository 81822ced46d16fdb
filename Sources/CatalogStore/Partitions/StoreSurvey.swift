package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

/// The size of the stored catalog of a market, which is the cost of reading it again.
package struct MarketSurvey: Sendable, Hashable {
  /// Products, each in one scope: one list of SKUs each.
  package var units: Int
  /// SKUs, each in one scope: one list of availabilities each.
  package var skus: Int
  /// Lists that are asked for once more, for nonprofit.
  package var nonprofitLists: Int
  /// Products that lists name, as of their last reading, and that were never read themselves.
  package var unread: Int
  /// Whether a reading of the market is unfinished.
  package var isUnfinished: Bool
  /// The oldest completion of its lists; `nil` where one never completed.
  package var completedAt: Date?

  /// Reads the survey of every market in a file.
  ///
  /// - Returns: nothing where there is no file: that is no error.
  /// - Throws: `StoreError`, but not `StoreError`.
  package static func all(at path: String) throws -> [Market: MarketSurvey] {
    let queue: DatabaseQueue
    do {
      queue = try StoreFile.openForReading(path)
    } catch StoreError.missing {
      return [:]
    }
    return try StoreFile.translating(path) {
      try queue.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT m.code,
              (SELECT count(*) FROM place l JOIN unit u ON u.place_id = l.id
                WHERE l.market_id = m.id AND u.removed_at IS NULL) AS units,
              (SELECT count(*) FROM (
                SELECT DISTINCT a.place_id, a.sku_id FROM place l JOIN availability a ON a.place_id = l.id
                  WHERE l.market_id = m.id
                UNION ALL
                SELECT n.place_id, n.sku_id FROM place l JOIN unsold_sku n ON n.place_id = l.id
                  WHERE l.market_id = m.id)) AS skus,
              (SELECT count(*) FROM (
                SELECT DISTINCT a.place_id, a.sku_id
                FROM place l JOIN availability a ON a.place_id = l.id JOIN segment s ON s.id = a.segment_id
                WHERE l.market_id = m.id AND s.code = 'nonprofit'))
              + (SELECT count(*) FROM partition p JOIN \(ListedProducts.products) g ON g.partition_id = p.id
                WHERE p.market_id = m.id AND p.segment = 'nonprofit') AS nonprofit,
              (SELECT count(DISTINCT g.product_id) FROM partition p JOIN \(ListedProducts.products) g ON g.partition_id = p.id
                WHERE p.market_id = m.id AND NOT EXISTS (
                  SELECT 1 FROM place l JOIN unit u ON u.place_id = l.id
                  WHERE l.market_id = m.id AND u.product_id = g.product_id AND u.removed_at IS NULL)) AS unread,
              (SELECT count(*) FROM partition p
                WHERE p.market_id = m.id AND p.state IN ('partial', 'unread')) > 0 AS unfinished,
              (SELECT CASE count(*) WHEN count(completed_at) THEN min(completed_at) END FROM partition p
                WHERE p.market_id = m.id AND p.state <> 'forbidden') AS completed_at
            FROM market m
            WHERE EXISTS (SELECT 1 FROM partition p WHERE p.market_id = m.id)
            """)
        return Dictionary(
          try rows.map { row in
            (
              Market(try row["code"] as String),
              MarketSurvey(
                units: try row["units"], skus: try row["skus"], nonprofitLists: try row["nonprofit"],
                unread: try row["unread"],
                isUnfinished: try row["unfinished"],
                completedAt: (try row["completed_at"] as Int64?).map(Date.init(stamp:)))
            )
          }, uniquingKeysWith: { first, _ in first })
      }
    }
  }
}
