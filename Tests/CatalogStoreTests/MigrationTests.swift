import CatalogModel
import Foundation
import GRDB
import Testing

@testable import CatalogStore

@Suite("A file of an older version")
struct MigrationTests {
  /// A file as version 1 laid it, with one unit that changed once and one that could not be read whole.
  private func makeVersion1(at path: String) throws {
    let file = try #require(Bundle.module.url(forResource: "Fixtures/schema-1", withExtension: "sql"))
    let schema = try String(contentsOf: file, encoding: .utf8)
    // As version 1 wrote it: SKU, segment and hash of each list.
    let fingerprint = ["\u{1F}\u{1F}1", "0001\u{1F}\u{1F}2", "0002\u{1F}\u{1F}3", "0002\u{1F}nonprofit\u{1F}4"]
      .joined(separator: "\u{1E}")
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: schema)
      try db.execute(
        sql: """
          INSERT INTO market (id, code) VALUES (1, 'DE');
          INSERT INTO place (id, market_id, scope) VALUES (1, 1, '');
          INSERT INTO product (id, code) VALUES (1, 'A'), (2, 'B');
          INSERT INTO product_text (id, product_id, hash, title, description) VALUES (1, 1, 1, 'A', ''), (2, 2, 1, 'B', '');
          INSERT INTO run (id, started_at, state, begun_by, asked) VALUES (1, 100, 'complete', 1, '{}');
          """)
      try db.execute(
        sql: """
          INSERT INTO unit (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, changed_at,
            change_count)
          VALUES (1, 1, 1, ?, 1, 300, 100, 200, 1), (1, 2, 2, NULL, 1, 300, 100, 100, 0)
          """, arguments: [Data(fingerprint.utf8)])
      try db.execute(sql: "PRAGMA application_id = 1346593140; PRAGMA user_version = 1")
    }
  }

  @Test("keeps its rows, and learns from them how many lists a unit is read from and since when a change is possible")
  func readingHistory() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    try makeVersion1(at: path)
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    let history = try await store.readingHistory()
    #expect(history.units.map(\.lists) == [4, 0])
    #expect(history.units.map(\.unchangedUntil) == [100, 0])
    #expect(history.units.map(\.readAt) == [300, 300])
    #expect(history.places == [Place(market: "DE")])
    let version = try await store.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    #expect(version == Migrations.newest)
    let run = try await store.read { db in
      try String.fetchOne(db, sql: "SELECT json_array(state, is_full, requests_saved) FROM sync_runs")
    }
    #expect(run == #"["complete",0,null]"#)
  }

  @Test("keeps its customers and inventory checks; what is new of them is unknown")
  func customerFacts() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    try makeVersion1(at: path)
    try await DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: """
          INSERT INTO customer (code, name, folded_name, domain, market, qualifications, confirmed_at)
          VALUES ('c-1', 'Contoso', 'contoso', 'contoso.example', 'DE', '[]', 1772323200);
          INSERT INTO sku (id, product_id, code) VALUES (1, 1, '0001');
          INSERT INTO inventory_check VALUES ('c-1', 's-1', 'westus2', 1, 0, '[]', 1772323200);
          """)
    }
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    let rows = try await store.read { db in
      try RowText.all(db, "SELECT customer_id, agreements, subscriptions_confirmed_at FROM customers")
        + RowText.all(db, "SELECT sku_id, is_restricted, context FROM inventory_checks")
        + RowText.all(db, "PRAGMA integrity_check")
    }
    #expect(rows == ["c-1 | - | -", "0001 | 0 | {}", "ok"])
    #expect(try await store.customerStates()["c-1"]?.listedAs == "")
  }
}
