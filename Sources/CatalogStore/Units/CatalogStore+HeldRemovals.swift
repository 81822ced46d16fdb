import CatalogModel
import GRDB

extension CatalogStore {
  /// The removals of a unit that an earlier run confirmed and held back.
  public func heldRemovals(of key: UnitKey, before run: Int64) async throws -> Set<UnitPart> {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT h.sku, h.availability
          FROM held_removal h
          JOIN place l ON l.id = h.place_id
          JOIN market m ON m.id = l.market_id
          JOIN product p ON p.id = h.product_id
          WHERE m.code = ? AND l.scope = ? AND p.code = ? AND h.run_id < ?
          """, arguments: [key.place.market.code, key.place.scopeText, key.product.rawValue, run])
      return Set(
        rows.map { UnitPart(sku: Self.optional($0["sku"]), availability: Self.optional($0["availability"])) })
    }
  }

  /// Holds removals of a unit back, in the place of those held before; the next writing of the unit forgets them.
  public func hold(_ removals: Set<UnitPart>, of key: UnitKey, run: Int64) async throws {
    try await write { db in
      let names = Names(db: db)
      let (place, product) = (try names.place(key.place), try names.product(key.product))
      try db.execute(
        sql: "DELETE FROM held_removal WHERE place_id = ? AND product_id = ?", arguments: [place, product])
      for removal in removals {
        try db.execute(
          sql: "INSERT INTO held_removal (place_id, product_id, sku, availability, run_id) VALUES (?, ?, ?, ?, ?)",
          arguments: [place, product, removal.sku?.rawValue ?? "", removal.availability?.rawValue ?? "", run])
      }
    }
  }
}
