import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

/// What is locked is the file, not a name; nothing is written where anything else stands.
@Suite("The lock of a store") struct StoreLockTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-lock-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func open(_ path: String) throws -> CatalogStore {
    try CatalogStore(path: path, source: TemporaryStore.source)
  }

  private func isBusy(_ error: any Error) -> Bool {
    guard case .busy(_, let holder)? = error as? StoreError else { return false }
    return holder.hasPrefix("process \(ProcessInfo.processInfo.processIdentifier)")
  }

  @Test("Through a symbolic link, a hard link or a detour a second writer is refused all the same")
  func otherNames() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("c.sqlite").path
      let first = try open(path)
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent("link.sqlite").path, withDestinationPath: "c.sqlite")
      try FileManager.default.linkItem(atPath: path, toPath: folder.appendingPathComponent("twin.sqlite").path)
      for name in ["link.sqlite", "twin.sqlite", "../\(folder.lastPathComponent)/c.sqlite"] {
        let other = folder.path + "/" + name
        #expect { try open(other) } throws: { isBusy($0) }
        #expect(WriterLock.holder(ofStore: other) != nil)
      }
      withExtendedLifetime(first) {}
    }
  }

  @Test(
    "What stands in the place of the lock's note and is not ours stays as it is, and the store is locked without it",
    arguments: ["text", "link", "dangling link", "folder", "hard link", "long"])
  func foreignNote(kind: String) throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("Cargo").path
      let note = path + ".lock"
      let victim = folder.appendingPathComponent("precious").path
      let words = Data(
        (kind == "long" ? String(repeating: "process 1, since ", count: 50) : "# another program's\n").utf8)
      switch kind {
      case "link", "hard link": try words.write(to: URL(fileURLWithPath: victim))
      case "text", "long": try words.write(to: URL(fileURLWithPath: note))
      default: break
      }
      switch kind {
      case "link", "dangling link":
        try FileManager.default.createSymbolicLink(atPath: note, withDestinationPath: victim)
      case "hard link": try FileManager.default.linkItem(atPath: victim, toPath: note)
      case "folder": try FileManager.default.createDirectory(atPath: note, withIntermediateDirectories: false)
      default: break
      }
      var store: CatalogStore? = try open(path)
      #expect { try open(path) } throws: { isBusy($0) }
      #expect(WriterLock.holder(ofStore: path) != nil)
      store = nil
      #expect(WriterLock.holder(ofStore: path) == nil)
      _ = try open(path)
      if ["text", "long"].contains(kind) { #expect(try Data(contentsOf: URL(fileURLWithPath: note)) == words) }
      if kind.contains("hard") || kind == "link" {
        #expect(try Data(contentsOf: URL(fileURLWithPath: victim)) == words)
      }
      if kind == "dangling link" { #expect(!FileManager.default.fileExists(atPath: victim)) }
      withExtendedLifetime(store) {}
    }
  }

  @Test("A store of an earlier version is not brought up to date while another process writes it")
  func migration() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("c.sqlite").path
      try DatabaseQueue(path: path).write { db in
        try db.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
      }
      let lock = try WriterLock.acquire(store: path)
      #expect { try open(path) } throws: { isBusy($0) }
      #expect(try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 0)
      withExtendedLifetime(lock) {}
    }
  }

  @Test("Of many first openings at once one makes the file, and the others are told that it is held")
  func together() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-lock-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("c.sqlite").path
    let stores = try await withThrowingTaskGroup(of: CatalogStore?.self) { group in
      for _ in 0..<4 {
        group.addTask {
          do {
            return try CatalogStore(path: path, source: TemporaryStore.source)
          } catch StoreError.busy {
            return nil
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(stores.count { $0 != nil } == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".partial") })
  }
}
