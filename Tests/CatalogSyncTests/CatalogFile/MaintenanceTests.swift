import CatalogModel
import CatalogQuery
import CatalogSchema
import CatalogStore
import CatalogSync
import FileSystem
import Foundation
import GRDB
import PartnerCenterEmulator
import Testing

@Suite("Looking after a catalog file")
struct MaintenanceTests {
  private static let day: TimeInterval = 86_400
  private static let begin = Date(timeIntervalSince1970: 1_790_000_000)

  /// Three readings, a hundred days apart, each of another version.
  private func harness() async throws -> SyncHarness {
    let shape = CatalogShape(seed: 3, markets: ["US", "DE"], products: 60, skusPerProduct: 3)
    let harness = try SyncHarness(EmulatorConfiguration(shape: shape))
    for version in 1...3 {
      harness.emulator.setVersion(version)
      let report = try await harness.sync(
        harness.full, now: Self.begin.addingTimeInterval(100 * Self.day * Double(version - 1)))
      #expect(report.state == .complete)
    }
    return harness
  }

  @Test("finds a sound file sound, and leaves every row of every view as it was")
  func sound() async throws {
    let harness = try await harness()
    let before = try views(harness.path)
    let report = try await CatalogStore(existing: harness.path).maintain(MaintenanceOptions())
    #expect(report.checks.map(\.name) == ["pages", "values", "foreignKeys", "textIndex", "searchIndex"])
    #expect(report.checks.allSatisfy { $0.findings.isEmpty && !$0.isRepaired })
    #expect(report.isVacuumed)
    #expect(report.after.bytes <= report.before.bytes)
    #expect(report.after.freeBytes == 0)
    #expect(report.after.logBytes == 0)
    #expect(report.after.items == report.before.items)
    #expect(try views(harness.path) == before)
    #expect(try harness.integrity() == "ok")
  }

  @Test(
    "mends a search index that disagrees with the texts",
    arguments: [
      "DELETE FROM search_posting WHERE term = 'server'",
      "UPDATE search_posting SET entries = zeroblob(length(entries)) WHERE term = 'server'",
      "UPDATE search_document SET records = zeroblob(length(records)) WHERE chunk = 0",
      "UPDATE search_listing SET documents = x'0100' WHERE id = (SELECT max(id) FROM search_listing)",
      "DELETE FROM search_listing WHERE id = (SELECT min(id) FROM search_listing)",
      "DELETE FROM search_word WHERE word = 'server'", "UPDATE search_total SET documents = documents + 1",
      "UPDATE sku_text SET document = NULL WHERE id = 7", "INSERT INTO sku_search (sku_search) VALUES ('delete-all')",
    ])
  func mends(_ damage: String) async throws {
    let harness = try await harness()
    let store = try CatalogStore(existing: harness.path)
    // What the rows make, without what earlier ones left.
    try await store.pool.write { try SearchIndexRebuild.run($0) }
    let before = try searchTables(harness.path)
    try await store.pool.write { try $0.execute(sql: damage) }
    let report = try await store.maintain(MaintenanceOptions(vacuums: false))
    #expect(report.isSound)
    let found = report.checks.filter { !$0.findings.isEmpty }
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.isRepaired })
    #expect(try searchTables(harness.path) == before)
    #expect(try await store.maintain(MaintenanceOptions(vacuums: false)).checks.allSatisfy { $0.findings.isEmpty })
  }

  @Test("tells of rows that name what is not there, and then writes nothing")
  func foreignKeys() async throws {
    let harness = try await harness()
    try await DatabaseQueue(path: harness.path).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM product_text WHERE id = 1")
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: harness.path))
    let report = try await CatalogStore(existing: harness.path).maintain(
      MaintenanceOptions(prunesBefore: .distantFuture))
    #expect(!report.isSound)
    #expect(report.pruned == nil)
    #expect(!report.isVacuumed)
    #expect(report.checks.first { $0.name == "foreignKeys" }?.findings.isEmpty == false)
    #expect(try Data(contentsOf: URL(fileURLWithPath: harness.path)).count == before.count)
  }

  @Test("forgets history older than asked, and nothing of what stands in the catalog")
  func prunes() async throws {
    let harness = try await harness()
    let items = try harness.items()
    let dates = try harness.read { try String.fetchAll($0, sql: "SELECT first_seen_at FROM catalog_items ORDER BY 1") }
    let store = try CatalogStore(existing: harness.path)
    let cut = Self.begin.addingTimeInterval(150 * Self.day)
    let gone = try harness.read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM removed_availability WHERE removed_at < ?",
        arguments: [Int(cut.timeIntervalSince1970)])
    }
    let old = try harness.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM changes WHERE run_id = 2") ?? 0 }
    let report = try await store.maintain(MaintenanceOptions(prunesBefore: cut))
    let pruned = try #require(report.pruned)
    #expect(old > 0)
    #expect(pruned.changes == old)
    #expect(pruned.removedItems == gone)
    #expect(pruned.runs == 2)
    #expect(try harness.items() == items)
    #expect(
      try harness.read { try String.fetchAll($0, sql: "SELECT first_seen_at FROM catalog_items ORDER BY 1") } == dates)
    #expect(try harness.read { try Int.fetchAll($0, sql: "SELECT run_id FROM sync_runs") } == [3])
    #expect(try harness.read { try Int.fetchOne($0, sql: "SELECT min(run_id) FROM changes") } == 3)
    let again = try await store.maintain(MaintenanceOptions(prunesBefore: .distantFuture))
    #expect(again.pruned?.runs == 0)
    #expect(try harness.items() == items)
  }

  @Test("goes on after forgetting as if nothing were: the next sync finds everything unchanged")
  func syncsOn() async throws {
    let harness = try await harness()
    let count = try harness.items().count
    do {
      _ = try await CatalogStore(existing: harness.path).maintain(MaintenanceOptions(prunesBefore: .distantFuture))
    }
    let report = try await harness.sync(harness.full, now: Self.begin.addingTimeInterval(300 * Self.day))
    #expect(report.state == .complete)
    #expect(report.items == ItemCounts(unchanged: count))
  }

  @Test("lets a reader go on with what it read before")
  func reader() async throws {
    let harness = try await harness()
    let store = try CatalogStore(existing: harness.path)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: harness.path, configuration: configuration)
    let count = "SELECT count(*) FROM changes"
    func changes() throws -> Int { try reader.unsafeRead { try Int.fetchOne($0, sql: count) ?? 0 } }
    try await reader.unsafeRead { try $0.execute(sql: "BEGIN") }
    let before = try changes()
    _ = try await store.maintain(MaintenanceOptions(prunesBefore: .distantFuture))
    #expect(try changes() == before)
    #expect(before > 0)
    try await reader.unsafeRead { try $0.execute(sql: "COMMIT") }
    #expect(try changes() == 0)
  }

  @Test("brings a file of an older version up to date, and makes none where there is none")
  func missing() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("none-\(UUID().uuidString)").path
    #expect(throws: StoreError.missing(path: path)) { _ = try CatalogStore(existing: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("publishes a snapshot beside a sync that holds the store, with no log, in a folder that cannot be written")
  func snapshot() async throws {
    let harness = try await harness()
    let items = try harness.items()
    let marketScope = harness.folder.appendingPathComponent("published")
    try FileManager.default.createDirectory(at: marketScope, withIntermediateDirectories: true)
    let path = marketScope.appendingPathComponent("catalog.sqlite").path
    // Writing, and holding the lock.
    let store = try CatalogStore(existing: harness.path)
    try await store.pool.write { try $0.execute(sql: "UPDATE unit SET glances = glances + 1") }
    let snapshot = try StoreSnapshot.publish(harness.path, at: path)
    #expect(snapshot.items == items.count)
    #expect(try FileManager.default.contentsOfDirectory(atPath: marketScope.path) == ["catalog.sqlite"])
    #expect(try harness.items(at: path) == items)
    let mode = try await DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "delete")
    let reader = try Catalog(path: path)
    #expect(try reader.search("server", SearchOptions(limit: 5)).total > 0)
    try await store.pool.write { try $0.execute(sql: "DELETE FROM change") }
    _ = try StoreSnapshot.publish(harness.path, at: path)
    #expect(try reader.changes(since: nil, market: nil, kind: nil).count > 0)
    #expect(try Catalog(path: path).changes(since: nil, market: nil, kind: nil).isEmpty)
    withExtendedLifetime(store) {}
  }

  @Test("leaves what stood in the snapshot's place where it cannot be written")
  func snapshotFails() async throws {
    let harness = try await harness()
    let folder = harness.folder.appendingPathComponent("folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(throws: FileError.unusable(path: folder.path, reason: "it is a folder")) {
      _ = try StoreSnapshot.publish(harness.path, at: folder.path)
    }
    #expect(throws: FileError.self) { _ = try StoreSnapshot.publish(harness.path, at: harness.path) }
    #expect(throws: FileError.self) {
      _ = try StoreSnapshot.publish(harness.path, at: folder.appendingPathComponent("no/such.sqlite").path)
    }
    let target = folder.appendingPathComponent("catalog.sqlite").path
    try Data("as it was".utf8).write(to: URL(fileURLWithPath: target))
    let damaged = harness.folder.appendingPathComponent("damaged.sqlite").path
    try FileManager.default.copyItem(atPath: harness.path, toPath: damaged)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: damaged))
    try handle.seek(toOffset: 8192)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: 65_536))
    try handle.close()
    #expect(throws: StoreError.self) { _ = try StoreSnapshot.publish(damaged, at: target) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("as it was".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["catalog.sqlite"])
  }

  private func views(_ path: String) throws -> [[String]] {
    try rows(
      path,
      ["catalog_items", "changes", "partitions", "sync_runs", "unavailable_markets", "inventory_prerequisites"])
  }

  private func searchTables(_ path: String) throws -> [[String]] {
    try rows(path, ["search_posting", "search_document", "search_word", "search_listing", "search_twin"])
  }

  private func rows(_ path: String, _ tables: [String]) throws -> [[String]] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read { db in
      try tables.map { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)")
          .map { $0.databaseValues.map(\.description).joined(separator: "|") }.sorted()
      }
    }
  }
}
