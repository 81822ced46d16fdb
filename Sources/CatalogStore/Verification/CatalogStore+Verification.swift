package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

/// One availability that was asked for by itself.
package struct VerifiedAvailability: Sendable, Hashable {
  package var marketScope: MarketScope
  package var sku: SKUReference
  package var segment: Segment
  package var availability: AvailabilityID

  package init(marketScope: MarketScope, sku: SKUReference, segment: Segment, availability: AvailabilityID) {
    self.marketScope = marketScope
    self.sku = sku
    self.segment = segment
    self.availability = availability
  }
}

extension CatalogStore {
  /// Records the current fields of a product in the lists of a market, before its snapshots are read again: they take
  /// the text of their product from there.
  package func relist(_ product: ProductID, as content: ProductContent, in market: Market) async throws {
    try await write { db in
      let names = RowIDs(db: db)
      let number = try names.product(product)
      let lists = try Int64.fetchAll(
        db,
        sql: """
          SELECT r.id FROM market m CROSS JOIN partition r ON r.market_id = m.id
          CROSS JOIN \(ListedProducts.products) l ON l.partition_id = r.id AND l.product_id = ?
          WHERE m.code = ?
          """, arguments: [number, market.code])
      let text = try names.productText(content, of: number)
      for list in lists { try ListedProducts.set(text, of: number, in: list, db) }
    }
  }

  /// Confirms availabilities that were requested one by one and are unchanged.
  ///
  /// The confirmations of their products stay as old as they are: nothing is known of their neighbours.
  package func recordVerified(_ found: [VerifiedAvailability], at now: Date) async throws {
    try await write { db in
      let names = RowIDs(db: db)
      let touched = TouchedUnits(PreparedStatements(db))
      for item in found {
        try db.execute(
          sql: """
            INSERT OR REPLACE INTO verification (place_id, sku_id, segment_id, code, verified_at)
            SELECT l.id, k.id, s.id, ?6, ?7
            FROM market m JOIN place l ON l.market_id = m.id AND l.scope = ?2
            JOIN product p ON p.code = ?3 JOIN sku k ON k.product_id = p.id AND k.code = ?4
            JOIN segment s ON s.code = ?5
            WHERE m.code = ?1
            """,
          arguments: [
            item.marketScope.market.code, item.marketScope.scopeText, item.sku.product.rawValue, item.sku.sku.rawValue,
            item.segment.rawValue, item.availability.rawValue, now.stamp,
          ])
        try touched.note(
          marketScope: try names.marketScope(item.marketScope), product: try names.product(item.sku.product))
      }
      // Confirmations before a full reading are obsolete.
      try db.execute(
        sql: """
          DELETE FROM verification WHERE verified_at <= coalesce(
            (SELECT u.confirmed_at FROM sku k JOIN unit u ON u.product_id = k.product_id
             WHERE k.id = verification.sku_id AND u.place_id = verification.place_id), verified_at)
          """)
    }
  }
}
