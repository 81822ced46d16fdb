import GRDB

/// Notes that a unit was read whole and found as it was, inside the caller's transaction.
struct UnitConfirmation {
  var db: Database
  var run: Int64
  var now: Int64

  /// - Returns: how many catalog items it holds.
  func write(place: Int64, product: Int64) throws -> Int {
    try Self.clearStaging(place: place, product: product, db)
    try db.cachedStatement(
      sql: """
        UPDATE unit SET confirmed_at = ?3, run_id = ?4, unlisted_since = NULL, glanced_at = NULL, glances = 0, doubt = 0
        WHERE place_id = ?1 AND product_id = ?2
        """
    ).execute(arguments: [place, product, now, run])
    return try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*) FROM sku k CROSS JOIN availability a ON a.place_id = ? AND a.sku_id = k.id
          WHERE k.product_id = ?
          """), arguments: [place, product]) ?? 0
  }

  /// A unit that is whole needs no staged answers, and holds nothing back but what is said after it is written.
  static func clearStaging(place: Int64, product: Int64, _ db: Database) throws {
    for table in ["staged_answer", "held_removal"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE place_id = ? AND product_id = ?")
        .execute(arguments: [place, product])
    }
  }
}
