package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// The delayed removals of a product that earlier runs confirmed, with the time of the first confirmation of each.
  package func heldRemovals(of key: ProductKey, before run: Int64) async throws -> [ProductPart: Date] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT h.sku, h.availability, h.held_at
          FROM held_removal h
          JOIN place l ON l.id = h.place_id
          JOIN market m ON m.id = l.market_id
          JOIN product p ON p.id = h.product_id
          WHERE m.code = ? AND l.scope = ? AND p.code = ? AND h.run_id < ?
          """, arguments: [key.marketScope.market.code, key.marketScope.scopeText, key.product.rawValue, run])
      return Dictionary(
        try rows.map { row in
          (
            ProductPart(sku: Self.optional(try row["sku"]), availability: Self.optional(try row["availability"])),
            Date(stamp: try row["held_at"])
          )
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The products of a market with delayed removals.
  package func unitsHeldBack(in market: Market) async throws -> Set<ProductKey> {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT DISTINCT l.scope, p.code
          FROM held_removal h
          JOIN place l ON l.id = h.place_id
          JOIN market m ON m.id = l.market_id
          JOIN product p ON p.id = h.product_id
          WHERE m.code = ?
          """, arguments: [market.code])
      return Set(
        try rows.map { row in
          ProductKey(
            marketScope: MarketScope(market: market, scope: Self.optional(try row["scope"])),
            product: ProductID(try row["code"] as String))
        })
    }
  }

  /// Delays removals of a product, each with the time of its first confirmation, in place of earlier ones. The next
  /// write of the product deletes them.
  package func hold(_ removals: [ProductPart: Date], of key: ProductKey, run: Int64) async throws {
    try await write { db in
      let rowIDs = RowIDs(db: db)
      let (marketScope, product) = (try rowIDs.marketScope(key.marketScope), try rowIDs.product(key.product))
      try db.execute(
        sql: "DELETE FROM held_removal WHERE place_id = ? AND product_id = ?", arguments: [marketScope, product])
      for (part, first) in removals {
        try db.execute(
          sql: """
            INSERT INTO held_removal (place_id, product_id, sku, availability, run_id, held_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            marketScope, product, part.sku?.rawValue ?? "", part.availability?.rawValue ?? "", run, first.stamp,
          ])
      }
    }
  }
}
