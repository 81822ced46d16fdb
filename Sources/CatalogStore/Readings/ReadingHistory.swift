package import CatalogModel
import CatalogSchema
import Foundation
package import GRDB

/// All that a store knows of earlier readings: the input of a schedule.
///
/// Some 50 bytes for each product: 240 markets with 5,000 products each take 60 MB.
package struct ReadingHistory: Sendable {
  package var places: [MarketScope] = []
  package var products: [ProductID] = []
  /// Those that are not removed, by place and product.
  package var units: [ProductReading] = []
  /// Customers by market.
  package var customers: [Market: Int] = [:]
  /// The observations of the runs of the last months, oldest first.
  package var clocks: [MarketChangeSample] = []
  /// What price sheets have shown of licences, by market.
  package var sheets: [Market: SheetCoverage] = [:]

  package init() {}

  /// So long are clocks remembered.
  static let memory: Int64 = 120 * 24 * 3600

  package init(_ db: Database) throws {
    var placeNumbers: [Int64: Int32] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT l.id, m.code, l.scope FROM place l JOIN market m ON m.id = l.market_id ORDER BY l.id")
    {
      placeNumbers[try row["id"]] = Int32(places.count)
      places.append(
        MarketScope(market: Market(try row["code"] as String), scope: CatalogStore.optional(try row["scope"])))
    }
    var productNumbers: [Int64: Int32] = [:]
    let codes = try Row.fetchCursor(db, sql: "SELECT id, code FROM product ORDER BY id")
    while let row = try codes.next() {
      productNumbers[try row[0]] = Int32(products.count)
      products.append(ProductID(try row[1] as String))
    }
    units.reserveCapacity(
      try Int.fetchOne(db, sql: "SELECT count(*) FROM unit WHERE removed_at IS NULL") ?? 0)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT place_id, product_id, run_id, confirmed_at, first_seen, changed_at, unchanged_until, unlisted_since,
          change_count, lists, glanced_at, doubt, glances
        FROM unit WHERE removed_at IS NULL ORDER BY place_id, product_id
        """)
    while let row = try rows.next() {
      guard let marketScope = placeNumbers[try row[0]], let product = productNumbers[try row[1]] else { continue }
      func stamp(_ column: Int) throws -> UInt32 { UInt32(clamping: (try row[column] as Int64?) ?? 0) }
      let changes: Int = try row[8]
      var unit = ProductReading(
        marketScope: marketScope, product: product, run: Int32(clamping: try row[2] as Int64), readAt: try stamp(3),
        firstSeen: try stamp(4),
        changedAt: changes > 0 ? try stamp(5) : 0, unchangedUntil: changes > 0 ? try stamp(6) : 0,
        unlistedSince: try stamp(7),
        changes: UInt16(clamping: changes), lists: UInt16(clamping: (try row[9] as Int?) ?? 0))
      unit.glancedAt = try stamp(10)
      unit.doubt = Float(try Self.measure(row, "doubt"))
      unit.glances = UInt16(clamping: try row[12] as Int)
      units.append(unit)
    }
    for row in try Row.fetchAll(
      db,
      sql: "SELECT m.code, count(*) AS number FROM customer c JOIN market m ON m.code = c.market GROUP BY m.code")
    {
      customers[Market(try row["code"] as String)] = try row["number"]
    }
    let newest = try Int64.fetchOne(db, sql: "SELECT max(at) FROM market_clock") ?? 0
    clocks = try Row.fetchAll(
      db,
      sql: """
        SELECT m.code, c.* FROM market_clock c JOIN market m ON m.id = c.market_id WHERE c.at >= ? ORDER BY c.run_id
        """, arguments: [Date.bounded(newest) - Self.memory]
    ).map { row in
      var clock = MarketChangeSample(
        market: Market(try row["code"] as String), run: try row["run_id"], at: try row["at"])
      clock.listed = try Self.count(row, "listed")
      clock.moved = try Self.count(row, "moved")
      clock.exposure = try Self.measure(row, "exposure")
      clock.changed = try Self.measure(row, "changed")
      clock.suspected = try Self.count(row, "suspected")
      clock.confirmed = try Self.count(row, "confirmed")
      clock.dissected = try Self.count(row, "dissected")
      clock.toldBySKUs = try Self.count(row, "told_by_skus")
      clock.toldByAvailabilities = try Self.measure(row, "told_by_availabilities")
      clock.sheetSuspected = try Self.count(row, "sheet_suspected")
      clock.sheetConfirmed = try Self.count(row, "sheet_confirmed")
      clock.lotChanged = try Self.count(row, "lot_changed")
      clock.lotShown = try Self.count(row, "lot_shown")
      clock.jump = try Self.measure(row, "jump")
      clock.dailyRate = try row.isNull("daily_rate") ? nil : Self.measure(row, "daily_rate")
      return clock
    }
    sheets = try SheetCoverage.all(db)
  }

  /// A number to reckon with: of others sums would overflow, and shares be none.
  private static func count(_ row: Row, _ column: String) throws -> Int {
    let count: Int = try row[column]
    guard (0...1 << 40).contains(count) else { throw DamagedValue(column: column) }
    return count
  }

  private static func measure(_ row: Row, _ column: String) throws -> Double {
    let measure: Double = try row[column]
    guard (-1e15...1e15).contains(measure) else { throw DamagedValue(column: column) }
    return measure
  }

  /// Reads the history out of a file.
  ///
  /// - Returns: an empty one where there is no file: that is no error.
  /// - Throws: `StoreError`, but not `StoreError`.
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

  /// Writes down what a run saw of the markets, in the place of what it wrote before; forgets what is too old to
  /// matter.
  package func record(clocks: [MarketChangeSample]) async throws {
    guard let newest = clocks.map(\.at).max() else { return }
    try await write { db in
      let names = RowIDs(db: db)
      for clock in clocks {
        try db.cachedStatement(
          sql: """
            INSERT OR REPLACE INTO market_clock
              (run_id, market_id, at, listed, moved, exposure, changed, suspected, confirmed, dissected,
               told_by_skus, told_by_availabilities, jump, daily_rate, sheet_suspected, sheet_confirmed, lot_changed, lot_shown)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(
          arguments: [
            clock.run, try names.market(clock.market), clock.at, clock.listed, clock.moved, clock.exposure,
            clock.changed, clock.suspected, clock.confirmed, clock.dissected, clock.toldBySKUs,
            clock.toldByAvailabilities,
            clock.jump, clock.dailyRate, clock.sheetSuspected, clock.sheetConfirmed, clock.lotChanged, clock.lotShown,
          ])
      }
      try db.execute(sql: "DELETE FROM market_clock WHERE at < ?", arguments: [newest - ReadingHistory.memory])
    }
  }
}
