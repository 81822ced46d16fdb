import CatalogModel
import Foundation
import GRDB
import Testing

@testable import CatalogExport
@testable import CatalogSchema
@testable import CatalogStore

/// SQLite keeps any value in any column; what reads it must neither trap nor make something of it.
@Suite("Values of the wrong type") struct DamagedValueTests {
  /// A store with a few rows, changed by hand.
  private func changed(_ sql: String) async throws -> TemporaryStore {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit("Words", ["0001": [item("A")], "0002": [item("B", .nonprofit)]]))
    try await temporary.store.prepare([ProductListKey(market: "DE", view: .azure)])
    try await temporary.store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
    }
    return temporary
  }

  @Test(
    "Each is found by doctor and maintain, with its table and column",
    arguments: [
      ("unit", "confirmed_at", "'x'"), ("unit", "confirmed_at", "-1"), ("unit", "confirmed_at", "1e308"),
      ("unit", "doubt", "9e999"), ("partition", "items", "x'ff'"), ("partition", "state", "x'ff'"),
      ("sku_text", "minimum_quantity", "'many'"), ("product_text", "title", "x'fffe'"), ("segment", "id", "1 << 31"),
      ("offer", "is_purchasable", "1e308"), ("run", "started_at", "9223372036854775807"),
      ("search_posting", "entries", "'text'"), ("search_posting", "entries", "x'0000ffff'"),
      ("search_posting", "chunk", "1 << 40"), ("search_document", "records", "x'00'"),
      ("search_listing", "documents", "x'ffff'"), ("availability", "code", "x'00'"),
    ])
  func found(table: String, column: String, value: String) async throws {
    let temporary = try await changed("UPDATE OR IGNORE \(table) SET \(column) = \(value)")
    let findings = try await temporary.store.read { try DamagedValues.findings($0) }
    #expect(findings.contains { $0.hasPrefix("\(table).\(column) holds ") }, "\(findings)")
    let report = try await temporary.store.maintain(MaintenanceOptions(vacuums: false))
    // What is made of rows is made again.
    let isIndex = table.hasPrefix("search_")
    #expect(report.isSound == isIndex && report.checks.contains { !$0.findings.isEmpty })
    #expect(try await temporary.store.read { try DamagedValues.findings($0) }.isEmpty == isIndex)
  }

  @Test("A sound store has none")
  func sound() async throws {
    let temporary = try await changed("SELECT 1")
    #expect(try await temporary.store.read { try DamagedValues.findings($0) } == [])
  }

  @Test(
    "A count beyond any number of things is one, before sums overflow",
    arguments: ["-9223372036854775808", "9223372036854775807", "1 << 41"])
  func count(value: String) async throws {
    let temporary = try await changed("UPDATE partition SET list_moved = \(value)")
    await #expect(throws: StoreError.self) { try await temporary.store.partitions(of: "DE") }
  }

  @Test(
    "A number of a run after which there is none is one", arguments: ["9223372036854775807", "2147483647", "1 << 40"])
  func runNumber(value: String) async throws {
    let temporary = try await changed(
      "INSERT INTO run (id, started_at, state, begun_by, asked) VALUES (\(value), 0, 'complete', 1, '{}')")
    await #expect(throws: StoreError.self) {
      try await temporary.store.beginRun(RunRequest(markets: ["DE"], views: ["Azure"]), .due, at: Date())
    }
  }

  @Test("A reading that meets one ends with an error that names it, not with the process")
  func named() async throws {
    let temporary = try await changed("UPDATE unit SET confirmed_at = 'x'")
    let path = temporary.path
    #expect(
      throws: StoreError.corrupt(path: path, finding: "unit.confirmed_at holds 1 invalid value")
    ) {
      try ReadingHistory.at(path)
    }
    await #expect(throws: StoreError.self) { try await temporary.store.readingHistory() }
    #expect(throws: StoreError.self) {
      _ = try ItemExport(path, form: .ndjson).write { _ in true }
    }
  }

  @Test("Times out of all bounds are told as the first or the last that can be")
  func times() {
    #expect(Date(stamp: .max) == Date(stamp: 253_402_300_799))
    #expect(Date(stamp: .min).stamp == -62_135_596_800)
    #expect(Date(timeIntervalSince1970: .nan).stamp == 0)
    #expect(Date(timeIntervalSince1970: 1e300).stamp == 253_402_300_799)
    #expect(Date(stamp: .max).iso8601Text == "9999-12-31T23:59:59Z")
    #expect(Date(stamp: .min).iso8601Text == "0001-01-01T00:00:00Z")
  }

  @Test("Times that a wrong clock wrote are taken back when the next run begins: what was confirmed then is read again")
  func timesAhead() async throws {
    let temporary = try await changed(
      """
      UPDATE unit SET confirmed_at = confirmed_at + 94670856; UPDATE run SET started_at = started_at + 94670856;
      UPDATE partition SET completed_at = 94670856 * 50; INSERT INTO change (run_id, at, kind, entity, market_id, scope,
        product_id) SELECT run_id, 94670856 * 50, 'added', 'product', 1, '', product_id FROM unit
      """)
    let now = TemporaryStore.start.addingTimeInterval(3_600)
    #expect(try TimesAhead.counts(in: temporary.path, at: now).map(\.column).contains("unit.confirmed_at"))
    _ = try await temporary.store.beginRun(RunRequest(markets: ["DE"], views: ["Azure"]), .due, at: now)
    #expect(try TimesAhead.counts(in: temporary.path, at: now).isEmpty)
    #expect(try await temporary.rows("SELECT confirmed_at FROM unit") == ["0"])
    #expect(try await temporary.rows("SELECT max(at) <= \(now.stamp) FROM change") == ["1"])
    #expect(try await temporary.rows("SELECT count(completed_at) FROM partition") == ["0"])
  }

  @Test("Times a few minutes ahead are those of another clock, and stay")
  func clocksDiffer() async throws {
    let temporary = try await changed("SELECT 1")
    let confirmed = try await temporary.rows("SELECT confirmed_at FROM unit")
    _ = try await temporary.store.beginRun(
      RunRequest(markets: ["DE"], views: ["Azure"]), .due, at: TemporaryStore.start.addingTimeInterval(-300))
    #expect(try await temporary.rows("SELECT confirmed_at FROM unit") == confirmed)
  }
}
