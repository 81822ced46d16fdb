import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite("Migration: how runs ended") struct RunEndingMigrationTests {
  /// A file as version 1 wrote it, with some runs in it.
  private func withVersion1(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    let file = try #require(Bundle.module.url(forResource: "Fixtures/schema-1", withExtension: "sql"))
    try await DatabaseQueue(path: path).write { db in
      try db.execute(sql: try String(contentsOf: file, encoding: .utf8))
      try db.execute(
        sql: """
          PRAGMA application_id = \(Migrations.applicationID);
          PRAGMA user_version = 1;
          INSERT INTO setting VALUES ('locale', 'en-US'), ('tenant', 'partner'), ('cloud', 'global');
          INSERT INTO run (id, started_at, finished_at, state, begun_by, asked, requests, retries, throttled) VALUES
            (1, 100, 160, 'complete', 1, '{"markets":["DE"],"views":["Azure"]}', 50, 2, 1),
            (2, 200, 260, 'complete', 2, '{"markets":["DE"],"views":["verify"]}', 3, 0, 0),
            (3, 300, 360, 'partial', 3, '{"markets":["DE"],"views":["Azure"]}', 7, 0, 0),
            (4, 400, 460, 'failed', 4, '{"markets":["DE"],"views":["Azure"]}', 0, 0, 0),
            (5, 500, 560, 'interrupted', 5, '{"markets":["DE"],"views":["Azure"]}', 0, 0, 0);
          """)
    }
    try await body(path)
  }

  @Test("A file of version 1 keeps what it holds, and its runs count as far as they tell how they ended")
  func endings() async throws {
    try await withVersion1 { path in
      #expect(throws: StoreError.older(path: path, version: 1, known: Migrations.newest)) {
        try StoreFile.openForReading(path)
      }
      let store = try CatalogStore(path: path, source: TemporaryStore.source)
      let rows = try await store.read { db in
        (
          try RowText.all(
            db, "SELECT command, run_id, started_at, finished_at, state, exit_code, requests FROM run_ending"),
          try RowText.all(db, "SELECT count(*) FROM sync_runs"), try RowText.all(db, "PRAGMA foreign_key_check")
        )
      }
      #expect(
        rows.0 == [
          "sync | 1 | 100 | 160 | complete | 0 | 50", "sync | 3 | 300 | 360 | partial | 3 | 7",
          "sync | 4 | 400 | 460 | failed | 2 | 0",
        ])
      #expect(rows.1 == ["5"])
      #expect(rows.2 == [])
    }
  }
}
