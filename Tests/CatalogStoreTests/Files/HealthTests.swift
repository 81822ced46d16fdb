import CatalogModel
import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite("Health of a file") struct HealthTests {
  @Test("A sound file has no ailments, and looking for them changes nothing")
  func sound() async throws {
    let temporary = try await TemporaryStore()
    #expect(try StoreHealth.issues(of: temporary.path) == [])
    let before = try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path).sorted()
    #expect(try StoreHealth.issues(of: temporary.path) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.folder.path).sorted() == before)
  }

  @Test("A damaged search index is found although every table is sound")
  func searchIndex() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit("Words that are indexed", ["0001": [item("A")], "0002": [item("B")]]))
    try await temporary.store.write { db in
      try db.execute(
        sql:
          "UPDATE sku_search_data SET block = zeroblob(length(block)) WHERE id = (SELECT max(id) FROM sku_search_data)")
    }
    let issues = try StoreHealth.issues(of: temporary.path)
    #expect(issues.count == 1)
    #expect(issues.first?.hasPrefix("the search index is damaged") == true)
  }

  @Test(
    "Versions compare by their numbers",
    arguments: [("3.40.0", true), ("3.9.2", false), ("3.51.1", true), ("4.0", true)])
  func versions(version: String, isNewEnough: Bool) {
    #expect(
      SQLiteFacts(version: version, library: nil, hasFTS5: true, hasJSON: true).isNewEnough == isNewEnough)
  }

  @Test("The SQLite of this process is known by its file, has FTS5 and JSON")
  func library() {
    let facts = SQLiteFacts.current()
    #expect(facts.isNewEnough && facts.hasFTS5 && facts.hasJSON)
    #if os(Linux)
      #expect(facts.library.map { FileManager.default.fileExists(atPath: $0) } == true)
    #endif
  }

  @Test("Who holds a store is known while he does, and asking takes nothing")
  func holder() async throws {
    var temporary: TemporaryStore? = try await TemporaryStore()
    let path = try #require(temporary?.path)
    let holder = try #require(WriterLock.holder(ofStore: path))
    #expect(holder.hasPrefix("process \(ProcessInfo.processInfo.processIdentifier), since "))
    #expect(throws: StoreError.self) { try CatalogStore(path: path, source: TemporaryStore.source) }
    #expect(WriterLock.holder(ofStore: path) == holder)
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
    try FileManager.default.copyItem(atPath: path + ".lock", toPath: copy + ".lock")
    defer { try? FileManager.default.removeItem(atPath: copy + ".lock") }
    #expect(WriterLock.holder(ofStore: copy) == nil, "what a process that crashed left behind holds nothing")
    temporary = nil
    #expect(WriterLock.holder(ofStore: path) == nil)
  }
}
