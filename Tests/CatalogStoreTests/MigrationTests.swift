import CatalogModel
import Foundation
import GRDB
import Testing

@testable import CatalogStore

@Suite struct MigrationTests {
  /// A file as an earlier version of the program left it: its golden schema, and what the body writes.
  private func file(
    ofVersion version: Int, _ fill: (Database) throws -> Void
  ) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("catalog-old-\(UUID().uuidString).sqlite").path
    let schema = try #require(Bundle.module.url(forResource: "Fixtures/schema-\(version)", withExtension: "sql"))
    // The golden file is in the order of names: views and indexes stand before the tables that they are of.
    let statements = try String(contentsOf: schema, encoding: .utf8).components(separatedBy: ";\n\n")
      .sorted { Self.rank($0) < Self.rank($1) }
    try DatabaseQueue(path: path).write { db in
      for statement in statements { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(version)")
      try fill(db)
    }
    return path
  }

  private static func rank(_ statement: String) -> Int {
    statement.hasPrefix("CREATE TABLE") ? 0 : statement.hasPrefix("CREATE VIEW") ? 2 : 1
  }

  @Test("A file of version 1 keeps its customers and inventory checks, what is new is unknown")
  func customerFacts() async throws {
    let path = try file(ofVersion: 1) { db in
      try db.execute(
        sql: """
          INSERT INTO customer (code, name, folded_name, domain, market, qualifications, confirmed_at)
          VALUES ('c-1', 'Contoso', 'contoso', 'contoso.example', 'DE', '[]', 1772323200);
          INSERT INTO product (id, code) VALUES (1, 'P');
          INSERT INTO sku (id, product_id, code) VALUES (1, 1, '0001');
          INSERT INTO inventory_check VALUES ('c-1', 's-1', 'westus2', 1, 0, '[]', 1772323200);
          """)
    }
    defer { try? FileManager.default.removeItem(atPath: path) }
    let store = try CatalogStore(path: path, source: TemporaryStore.source)
    let rows = try await store.read { db in
      try RowText.all(db, "SELECT customer_id, agreements, subscriptions_confirmed_at FROM customers")
        + RowText.all(db, "SELECT sku_id, is_restricted, context FROM inventory_checks")
        + RowText.all(db, "PRAGMA user_version") + RowText.all(db, "PRAGMA integrity_check")
    }
    #expect(rows == ["c-1 | - | -", "0001 | 0 | {}", "\(Migrations.newest)", "ok"])
    let states = try await store.customerStates()
    #expect(states["c-1"]?.listedAs == "")
  }
}
