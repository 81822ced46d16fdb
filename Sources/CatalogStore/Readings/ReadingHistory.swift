package import CatalogModel
import Foundation
package import GRDB

/// All that a store knows of earlier readings: what a schedule is made of.
///
/// Some 40 bytes a unit: a world of 240 markets with 5,000 products each takes 50 MB.
package struct ReadingHistory: Sendable {
  package var places: [Place] = []
  package var products: [ProductID] = []
  /// Those that are not removed, by place and product.
  package var units: [UnitReading] = []
  /// Customers by market.
  package var customers: [Market: Int] = [:]
  /// What the runs of the last months saw, oldest first.
  package var clocks: [MarketClockReading] = []

  package init() {}

  /// So long are clocks remembered.
  static let memory: Int64 = 120 * 24 * 3600

  package init(_ db: Database) throws {
    var placeNumbers: [Int64: Int32] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT l.id, m.code, l.scope FROM place l JOIN market m ON m.id = l.market_id ORDER BY l.id")
    {
      placeNumbers[row["id"]] = Int32(places.count)
      places.append(Place(market: Market(row["code"] as String), scope: CatalogStore.optional(row["scope"])))
    }
    var productNumbers: [Int64: Int32] = [:]
    let codes = try Row.fetchCursor(db, sql: "SELECT id, code FROM product ORDER BY id")
    while let row = try codes.next() {
      productNumbers[row[0]] = Int32(products.count)
      products.append(ProductID(row[1] as String))
    }
    units.reserveCapacity(
      try Int.fetchOne(db, sql: "SELECT count(*) FROM unit WHERE removed_at IS NULL") ?? 0)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT place_id, product_id, run_id, confirmed_at, first_seen, changed_at, unchanged_until, unlisted_since,
          change_count, lists
        FROM unit WHERE removed_at IS NULL ORDER BY place_id, product_id
        """)
    while let row = try rows.next() {
      guard let place = placeNumbers[row[0]], let product = productNumbers[row[1]] else { continue }
      func stamp(_ column: Int) -> UInt32 { UInt32(clamping: (row[column] as Int64?) ?? 0) }
      let changes: Int = row[8]
      units.append(
        UnitReading(
          place: place, product: product, run: Int32(clamping: row[2] as Int64), readAt: stamp(3), firstSeen: stamp(4),
          changedAt: changes > 0 ? stamp(5) : 0, unchangedUntil: changes > 0 ? stamp(6) : 0, unlistedSince: stamp(7),
          changes: UInt16(clamping: changes), lists: UInt16(clamping: (row[9] as Int?) ?? 0)))
    }
    for row in try Row.fetchAll(
      db,
      sql: "SELECT m.code, count(*) AS number FROM customer c JOIN market m ON m.code = c.market GROUP BY m.code")
    {
      customers[Market(row["code"] as String)] = row["number"]
    }
    let newest = try Int64.fetchOne(db, sql: "SELECT max(at) FROM market_clock") ?? 0
    clocks = try Row.fetchAll(
      db,
      sql: """
        SELECT m.code, c.* FROM market_clock c JOIN market m ON m.id = c.market_id WHERE c.at >= ? ORDER BY c.run_id
        """, arguments: [newest - Self.memory]
    ).map { row in
      var clock = MarketClockReading(market: Market(row["code"] as String), run: row["run_id"], at: row["at"])
      clock.listed = row["listed"]
      clock.moved = row["moved"]
      clock.exposure = row["exposure"]
      clock.changed = row["changed"]
      clock.suspected = row["suspected"]
      clock.confirmed = row["confirmed"]
      clock.jump = row["jump"]
      clock.dailyRate = row["daily_rate"]
      return clock
    }
  }

  /// Reads the history out of a file.
  ///
  /// - Returns: an empty one where there is no file: that is no error.
  /// - Throws: ``StoreError``, but not ``StoreError/missing(path:)``.
  package static func at(_ path: String) throws -> ReadingHistory {
    let queue: DatabaseQueue
    do {
      queue = try StoreFile.openForReading(path)
    } catch StoreError.missing {
      return ReadingHistory()
    }
    return try StoreFile.translating(path) { try queue.read { try ReadingHistory($0) } }
  }
}

extension CatalogStore {
  /// All that is known of earlier readings.
  package func readingHistory() async throws -> ReadingHistory { try await read { try ReadingHistory($0) } }

  /// Writes down what a run saw of the markets, in the place of what it wrote before; forgets what is too old to matter.
  package func record(clocks: [MarketClockReading]) async throws {
    guard let newest = clocks.map(\.at).max() else { return }
    try await write { db in
      let names = Names(db: db)
      for clock in clocks {
        try db.cachedStatement(
          sql: """
            INSERT OR REPLACE INTO market_clock
              (run_id, market_id, at, listed, moved, exposure, changed, suspected, confirmed, jump, daily_rate)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(
          arguments: [
            clock.run, try names.market(clock.market), clock.at, clock.listed, clock.moved, clock.exposure,
            clock.changed, clock.suspected, clock.confirmed, clock.jump, clock.dailyRate,
          ])
      }
      try db.execute(sql: "DELETE FROM market_clock WHERE at < ?", arguments: [newest - ReadingHistory.memory])
    }
  }
}
