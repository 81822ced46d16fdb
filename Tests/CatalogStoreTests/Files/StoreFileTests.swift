import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite struct StoreFileTests {
  /// A folder that goes with the test.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-file-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("A file of another program is refused, for reading and writing, and left byte for byte as it was")
  func foreign() throws {
    try withFolder { folder in
      let database = folder.appendingPathComponent("other.sqlite").path
      try DatabaseQueue(path: database).write { db in try db.execute(sql: "CREATE TABLE note (text TEXT)") }
      let text = folder.appendingPathComponent("note.txt").path
      try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: text))
      for path in [database, text] {
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError.foreign(path: path)) { try StoreFile.openForReading(path) }
        #expect(throws: StoreError.foreign(path: path)) {
          try CatalogStore(path: path, source: TemporaryStore.source)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      }
      #expect(
        StoreError.foreign(path: "x.sqlite").description
          == "x.sqlite is not a catalog file. It was left as it is.")
    }
  }

  @Test("A file of a newer version is refused, one of an older version only for reading")
  func versions() throws {
    try withFolder { folder in
      for (version, error) in [
        (99, StoreError.newer(path: "", version: 99, known: Migrations.newest)),
        (0, StoreError.older(path: "", version: 0, known: Migrations.newest)),
      ] {
        let path = folder.appendingPathComponent("v\(version).sqlite").path
        try DatabaseQueue(path: path).write { db in
          try db.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
          try db.execute(sql: "PRAGMA user_version = \(version)")
        }
        #expect {
          try StoreFile.openForReading(path)
        } throws: { thrown in
          switch (thrown as? StoreError, error) {
          case (.newer(_, let a, let b), .newer(_, let c, let d)), (.older(_, let a, let b), .older(_, let c, let d)):
            a == c && b == d
          default: false
          }
        }
        if version == 99 {
          #expect(throws: StoreError.newer(path: path, version: 99, known: Migrations.newest)) {
            try CatalogStore(path: path, source: TemporaryStore.source)
          }
        } else {
          _ = try CatalogStore(path: path, source: TemporaryStore.source)
          _ = try StoreFile.openForReading(path)
        }
      }
    }
  }

  @Test("A missing file is named, and not made by reading")
  func missing() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("none.sqlite").path
      #expect(throws: StoreError.missing(path: path)) { try StoreFile.openForReading(path) }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("A folder and an empty file are no catalogs")
  func folderAndEmpty() throws {
    try withFolder { folder in
      #expect(throws: StoreError.unreadable(path: folder.path, reason: "it is a folder")) {
        try StoreFile.openForReading(folder.path)
      }
      let empty = folder.appendingPathComponent("empty").path
      try Data().write(to: URL(fileURLWithPath: empty))
      #expect(throws: StoreError.foreign(path: empty)) { try StoreFile.openForReading(empty) }
    }
  }

  @Test("A file holds one locale, tenant and cloud; another is refused by name")
  func otherSource() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("c.sqlite").path
      do { _ = try CatalogStore(path: path, source: TemporaryStore.source) }
      #expect(throws: StoreError.other(path: path, setting: "locale", holds: "en-US", asked: "de-DE")) {
        try CatalogStore(
          path: path, source: CatalogStore.Source(locale: "de-DE", tenant: "partner", cloud: "global"))
      }
    }
  }

  @Test("A second writer is refused with the name of the first, a reader is not")
  func secondWriter() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("c.sqlite").path
      let first = try CatalogStore(path: path, source: TemporaryStore.source)
      #expect {
        try CatalogStore(path: path, source: TemporaryStore.source)
      } throws: { error in
        guard case .busy(let busy, let holder)? = error as? StoreError else { return false }
        return busy == path && holder.hasPrefix("process \(ProcessInfo.processInfo.processIdentifier), since ")
      }
      _ = try StoreFile.openForReading(path)
      #expect(first.path == path)
    }
  }
}
