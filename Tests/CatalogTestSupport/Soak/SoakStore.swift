import Foundation
import GRDB
package import PartnerCenterEmulator

/// Reads a store as an outsider would: with SQL, over the file.
package struct SoakStore: Sendable {
  var path: String

  package init(path: String) { self.path = path }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read(body)
  }

  /// What the view `catalog_items` shows, in the emulator's own words, sorted. Nothing where there is no file.
  package func items() throws -> [ExpectedItem] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try read { db in
      try StoredItem.fetchAll(db, sql: "SELECT * FROM catalog_items").map(\.item).sorted()
    }
  }

  /// The ids of all customers, and `CUSTOMER/SUBSCRIPTION` for what they hold.
  func customers() throws -> [String] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT customer_id FROM customers
          UNION ALL SELECT customer_id || '/' || subscription_id FROM customer_subscriptions
          """)
    }
  }

  /// The things that a run wrote down as removed.
  func removals(in run: Int64) throws -> [Removal] {
    try removals("SELECT * FROM changes WHERE kind = 'removed' AND run_id = ? ORDER BY change_id", [run])
  }

  /// The things that stand as removed: nothing was written down of them since.
  func allRemovals() throws -> [Removal] {
    try removals(
      """
      SELECT * FROM changes c WHERE kind = 'removed' AND NOT EXISTS (
        SELECT 1 FROM changes r
        WHERE r.change_id > c.change_id AND r.kind IN ('added', 'returned', 'reissued') AND r.market = c.market
          AND r.product_id = c.product_id AND r.entity = c.entity AND r.sku_id IS c.sku_id)
      """)
  }

  private func removals(_ sql: String, _ arguments: StatementArguments = []) throws -> [Removal] {
    try read { db in
      try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
        Removal(
          market: row["market"], segment: row["segment"], scope: row["reservation_scope"], product: row["product_id"],
          sku: row["sku_id"], availability: row["availability_id"])
      }
    }
  }

  /// The run whose lists a run went on with.
  func resumedRunID(_ run: Int64) throws -> Int64 {
    try read { db in try Int64.fetchOne(db, sql: "SELECT begun_by FROM run WHERE id = ?", arguments: [run]) } ?? run
  }

  /// Whether a run was to read everything.
  func isFull(_ run: Int64) throws -> Bool {
    try read { db in try Bool.fetchOne(db, sql: "SELECT is_full FROM sync_runs WHERE run_id = ?", arguments: [run]) }
      ?? false
  }

  /// The units that were read before and not since a run.
  package func unitsLeftAlone(since run: Int64) throws -> Set<Unit> {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT m.code AS market, nullif(l.scope, '') AS scope, p.code AS product
          FROM unit u
          JOIN place l ON l.id = u.place_id
          JOIN market m ON m.id = l.market_id
          JOIN product p ON p.id = u.product_id
          WHERE u.run_id BETWEEN 1 AND ? - 1 AND u.removed_at IS NULL
          """, arguments: [run])
      return Set(rows.map { Unit(market: $0["market"], scope: $0["scope"], product: $0["product"]) })
    }
  }

  /// Whether the last run was a whole one.
  func lastRun() throws -> (state: String, requests: Int)? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT state, requests FROM sync_runs ORDER BY run_id DESC LIMIT 1")
        .map { ($0["state"], $0["requests"]) }
    }
  }

  /// What is wrong with the file, its search index, or what it counts; empty where nothing is.
  func issues() throws -> [String] {
    try DatabaseQueue(path: path).write { db in
      var found = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      found += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { "foreign key: \($0)" }
      do {
        try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('integrity-check')")
      } catch { found.append("search index: \(error)") }
      let miscounted = try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM sku_text t WHERE listed <>
            (SELECT count(*) FROM (
              SELECT DISTINCT a.place_id FROM availability a JOIN sku k ON k.id = a.sku_id
              WHERE a.sku_id = t.sku_id AND coalesce(a.text_id, k.text_id) = t.id
              UNION SELECT place_id FROM unsold_sku WHERE text_id = t.id AND sku_id = t.sku_id))
          """)
      if miscounted != 0 { found.append("\(miscounted ?? 0) texts count their places wrongly") }
      let orphans = try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM availability a JOIN sku k ON k.id = a.sku_id
          LEFT JOIN unit u ON u.place_id = a.place_id AND u.product_id = k.product_id
          WHERE u.product_id IS NULL OR u.removed_at IS NOT NULL
          """)
      if orphans != 0 { found.append("\(orphans ?? 0) availabilities of no unit, or of a removed one") }
      return found
    }
  }
}

/// One row of the change log that says `removed`; what is `nil` stands for the whole.
struct Removal: Sendable, Hashable {
  var market: String
  var segment: String?
  var scope: String?
  var product: String
  var sku: String?
  var availability: String?

  /// Whether this item should be gone, if the removal is to be believed.
  func covers(_ item: ExpectedItem) -> Bool {
    item.market == market && item.productID == product && item.reservationScope == scope
      && (sku == nil || item.skuID == sku) && (segment == nil || item.segment == segment)
      && (availability == nil || item.availabilityID == availability)
  }
}

/// An item whose keys are the columns of `catalog_items`.
private struct StoredItem: FetchableRecord, Decodable {
  var item: ExpectedItem

  init(from decoder: any Decoder) throws { item = try ExpectedItem(from: decoder) }
}
