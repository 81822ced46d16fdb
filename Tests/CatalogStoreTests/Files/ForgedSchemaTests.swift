import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

/// The text of a schema is data of the file: it is compared with that of its version before anything of it is used.
@Suite("Forged schemas") struct ForgedSchemaTests {
  private func withStore(_ change: String, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("schema-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    do { _ = try CatalogStore(path: path, source: TemporaryStore.source) }
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(sql: change)
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
    }
    try queue.close()
    try body(path)
  }

  @Test(
    "What does not belong to the version is refused for reading and writing, and the file stays as it was",
    arguments: [
      "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM availability; END",
      "CREATE VIEW more AS SELECT 1",
      "CREATE TABLE more (a)",
      "CREATE INDEX more ON run (state)",
      "DROP INDEX sku_text_by_title",
      "DROP VIEW changes",
      "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (listed >= 0)', 'CHECK (length(hex(zeroblob(1000000000))))') "
        + "WHERE name = 'sku_text'",
      "DROP TABLE unavailable_market; CREATE VIEW unavailable_market AS "
        + "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
      "UPDATE sqlite_schema SET sql = sql || '; CREATE TABLE planted (a)' WHERE name = 'sku_search'",
      "UPDATE sqlite_schema SET sql = replace(sql, '2026', '2026') || ' ' || 'WHERE 1 = 0' WHERE name = 'customers'",
      "PRAGMA user_version = -1",
    ])
  func refused(change: String) throws {
    try withStore(change) { path in
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      func isDamaged(_ error: any Error) -> Bool {
        if case .corrupt(path, _)? = error as? StoreError { true } else { false }
      }
      #expect { try StoreFile.openForReading(path) } throws: { isDamaged($0) }
      #expect { try CatalogStore(path: path, source: TemporaryStore.source) } throws: { isDamaged($0) }
      #expect { try CatalogStore(existing: path) } throws: { isDamaged($0) }
      #expect { try StoreHealth.issues(of: path) } throws: { isDamaged($0) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      #expect(!SideFiles(of: path).areThere)
    }
  }

  @Test("Statistics of query planning are no foreign tables; a table of their name that holds anything else is")
  func statistics() throws {
    try withStore("ANALYZE") { _ = try StoreFile.openForReading($0) }
    try withStore(
      "ANALYZE; UPDATE sqlite_schema SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat,more)' WHERE name = 'sqlite_stat1'"
    ) {
      path in
      #expect(throws: StoreError.self) { try StoreFile.openForReading(path) }
    }
  }

  @Test("Blanks and quotes that another version of SQLite writes make no difference")
  func blanks() throws {
    try withStore(
      "UPDATE sqlite_schema SET sql = replace(sql, 'CREATE TABLE run (', 'CREATE TABLE  \"run\"(') WHERE name = 'run'"
    ) { path in
      _ = try StoreFile.openForReading(path)
    }
  }

  @Test(
    "The schema that look-ups compare with, byte by byte, is the one that the steps make: tools/known-schema writes it")
  func known() throws {
    let made = try DatabaseQueue().write { db in
      try Migrations.run(db, rebuildSearchIndex: SearchIndexRebuild.run)
      return try SchemaCheck.known(db)
    }
    #expect(made == PackageResources.known_schema_txt)
  }
}
