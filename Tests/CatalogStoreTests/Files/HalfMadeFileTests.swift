import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

/// A store appears whole or not at all, and what was never committed is never shown.
@Suite("Half-made files") struct HalfMadeFileTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("half-made-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func titles(_ path: String) throws -> [String] {
    try StoreFile.openForReading(path).read {
      try String.fetchAll(
        $0, sql: "SELECT value FROM setting WHERE key IN ('cloud', 'locale', 'tenant') ORDER BY key")
    }
  }

  /// A store in one file, with a row that is committed.
  private func store(_ path: String) throws {
    do { _ = try CatalogStore(path: path, source: TemporaryStore.source) }
    let queue = try DatabaseQueue(path: path)
    _ = try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
    try queue.close()
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
  }

  /// Leaves what a writer leaves that is killed in the middle of a transaction: changed pages, and the journal.
  private func leaveHalf(_ path: String, as target: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN")
      try db.execute(sql: "UPDATE setting SET value = 'HALF ' || value")
      for number in 0..<400 {
        try db.execute(
          sql: "INSERT INTO setting (key, value) VALUES (?, ?)",
          arguments: ["k\(number)", String(repeating: "HALF", count: 60)])
      }
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: path + ending, toPath: target + ending)
      }
      try db.execute(sql: "ROLLBACK")
    }
  }

  @Test("A new store is whole at once and leaves no draft; a link to nothing is followed")
  func whole() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("c.sqlite").path
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent("link.sqlite").path, withDestinationPath: "c.sqlite")
      _ = try CatalogStore(path: folder.appendingPathComponent("link.sqlite").path, source: TemporaryStore.source)
      #expect(FileKind(of: path) == .ours)
      #expect(try titles(path) == ["global", "en-US", "partner"])
      #expect(try names(folder).allSatisfy { !$0.contains(".partial") })
    }
  }

  @Test(
    "What an earlier version left when it was killed at its beginning is taken for new",
    arguments: ["nothing", "no tables", "log mode", "no mark but a log that has it"])
  func leftovers(kind: String) throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("c.sqlite").path
      try Data().write(to: URL(fileURLWithPath: path))
      if kind != "nothing" {
        let source = folder.appendingPathComponent("source.sqlite").path
        let queue = try DatabaseQueue(path: source)
        try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA user_version = 0; CREATE TABLE t (a); DROP TABLE t; VACUUM")
          if kind != "no tables" { _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") }
          if kind.hasPrefix("no mark") {
            try db.inTransaction {
              try Migrations.run(db, rebuildSearchIndex: SearchIndexRebuild.run); return .commit
            }
          }
          for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: source + ending) {
            try? FileManager.default.removeItem(atPath: path + ending)
            try FileManager.default.copyItem(atPath: source + ending, toPath: path + ending)
          }
        }
      }
      _ = try CatalogStore(path: path, source: TemporaryStore.source)
      #expect(try titles(path) == ["global", "en-US", "partner"])
    }
  }

  @Test("A foreign database in log mode is refused, and no file appears beside it")
  func foreignInLogMode() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("other.sqlite").path
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { db in
        _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "CREATE TABLE note (text)")
      }
      try queue.close()
      for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(throws: StoreError.foreign(path: path)) { try StoreFile.openForReading(path) }
      #expect(throws: StoreError.foreign(path: path)) { try CatalogStore(path: path, source: TemporaryStore.source) }
      #expect(throws: StoreError.foreign(path: path)) { try CatalogStore(existing: path) }
      #expect(try names(folder) == ["other.sqlite"])
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
  }

  @Test("A transaction that was cut off is taken back by the first reader, or by a writer", arguments: [true, false])
  func cutOff(readsFirst: Bool) throws {
    try withFolder { folder in
      let (path, half) = (folder.path + "/c.sqlite", folder.path + "/half.sqlite")
      try store(path)
      try leaveHalf(path, as: half)
      #expect(SideFiles(of: half).journal == .hot)
      #expect(try Data(contentsOf: URL(fileURLWithPath: half)).range(of: Data("HALFHALF".utf8)) != nil)
      if !readsFirst { _ = try CatalogStore(path: half, source: TemporaryStore.source) }
      #expect(try titles(half) == ["global", "en-US", "partner"])
      #expect(SideFiles(of: half).journal == .none)
    }
  }

  @Test("The journal of a transaction over several files is not ours: the file is refused, and nothing is deleted")
  func journalOfSeveral() throws {
    try withFolder { folder in
      let (path, half) = (folder.path + "/c.sqlite", folder.path + "/half.sqlite")
      try store(path)
      try leaveHalf(path, as: half)
      let victim = folder.path + "/victim"
      try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
      var journal = try Data(contentsOf: URL(fileURLWithPath: half + "-journal"))
      let name = Data(victim.utf8)
      func bytes(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }
      journal += bytes(0x4000_0000 / 4096 + 1) + name + bytes(UInt32(name.count))
      journal +=
        bytes(name.reduce(UInt32(0)) { $0 &+ UInt32($1) }) + Data([0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7])
      try journal.write(to: URL(fileURLWithPath: half + "-journal"))
      for open in [{ _ = try StoreFile.openForReading(half) }, { _ = try CatalogStore(existing: half) }] {
        #expect(throws: StoreError.self) { try open() }
      }
      #expect(FileManager.default.fileExists(atPath: victim))
    }
  }

  @Test("A snapshot over a file beside which an old log lies is the new content for every reader")
  func snapshotOverLog() throws {
    try withFolder { folder in
      let (old, new) = (folder.path + "/old.sqlite", folder.path + "/new.sqlite")
      try store(new)
      // What a process leaves that is killed while it writes: its rows stand in the log alone.
      let source = folder.path + "/source.sqlite"
      try store(source)
      let queue = try DatabaseQueue(path: source)
      try queue.writeWithoutTransaction { db in
        _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "UPDATE setting SET value = 'old'")
        for ending in ["", "-wal"] { try FileManager.default.copyItem(atPath: source + ending, toPath: old + ending) }
      }
      #expect(try titles(old) == ["old", "old", "old"])
      _ = try StoreSnapshot.publish(new, at: old)
      #expect(try titles(old) == ["global", "en-US", "partner"])
      #expect(
        try DatabaseQueue(path: old).read { try String.fetchOne($0, sql: "SELECT value FROM setting") } == "global")
      #expect(!FileManager.default.fileExists(atPath: old + "-wal"))
    }
  }

  @Test(
    "Logs and journals beside no file at all are not taken for the snapshot's", arguments: ["-wal", "-journal", "-shm"])
  func orphans(ending: String) throws {
    try withFolder { folder in
      let (path, target) = (folder.path + "/c.sqlite", folder.path + "/target.sqlite")
      try store(path)
      try Data(repeating: 0x37, count: 5_000).write(to: URL(fileURLWithPath: target + ending))
      _ = try StoreSnapshot.publish(path, at: target)
      #expect(try titles(target) == ["global", "en-US", "partner"])
      #expect(!FileManager.default.fileExists(atPath: target + ending))
    }
  }

  @Test("A snapshot is not put in the place of a catalog that a sync writes")
  func snapshotOverWriter() throws {
    try withFolder { folder in
      let (path, target) = (folder.path + "/c.sqlite", folder.path + "/target.sqlite")
      try store(path)
      let writer = try CatalogStore(path: target, source: TemporaryStore.source)
      #expect {
        try StoreSnapshot.publish(path, at: target)
      } throws: { if case .busy(target, _)? = $0 as? StoreError { true } else { false } }
      withExtendedLifetime(writer) {}
    }
  }
}
