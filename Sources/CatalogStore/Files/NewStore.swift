import CatalogSchema
import FileSystem
import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Creates a store's file atomically: with all its tables and locked by its creator, or not at all.
enum NewStore {
  /// Locks a file, and makes it, and the folders above it, where it is not there.
  ///
  /// - Throws: `StoreError`: what is there and is no catalog stays as it is.
  static func lock(orMake path: String) throws -> WriterLock {
    try makeFolder(of: path)
    guard let place = FileIdentity.end(ofLinks: path) else {
      throw StoreError.unreadable(path: path, reason: String(cString: strerror(ELOOP)))
    }
    for _ in 0..<mostAttempts {
      guard let facts = FileFacts(path) else {
        if let lock = try make(place, for: path) { return lock }
        continue
      }
      if facts.isFolder { throw StoreError.unreadable(path: path, reason: "it is a folder") }
      if !facts.isRegular { throw StoreError.unreadable(path: path, reason: "it is not a regular file") }
      if access(path, R_OK | W_OK) != 0 {
        throw StoreError.unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      if FileKind(of: path) == .foreign { throw StoreError.foreign(path: path) }
      do {
        let lock = try WriterLock.acquire(store: path)
        // Another file may have taken its place before it was locked.
        if lock.isOf(path) { return lock }
      } catch StoreError.missing {
        continue
      }
    }
    throw StoreError.busy(path: path, holder: "its file keeps being replaced")
  }

  private static let mostAttempts = 5

  private static func makeFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError.unreadable(path: path, reason: "its folder \(folder) cannot be created")
    }
  }

  /// - Returns: `nil` where another process was first.
  private static func make(_ place: String, for path: String) throws -> WriterLock? {
    do {
      // It will hold customers: its owner alone reads it, until somebody says otherwise.
      let draft = try DraftFile(for: place, permissions: 0o600)
      defer { draft.discard() }
      try StoreFile.translating(path) { try fill(draft.path) }
      let file = open(draft.path, O_RDONLY | O_CLOEXEC)
      guard file >= 0, flock(file, LOCK_EX | LOCK_NB) == 0, try draft.place() else {
        if file >= 0 { close(file) }
        return nil
      }
      return try WriterLock.acquire(store: path, file: file)
    } catch let error as FileError {
      switch error {
      case .unusable: throw StoreError.unreadable(path: path, reason: error.reason)
      case .writeFailed: throw StoreError.writeFailed(path: path, reason: error.reason)
      }
    }
  }

  /// Nobody sees the file yet: it needs no journal, and one that is lost is made again.
  private static func fill(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
      try db.inTransaction {
        try Migrations.run(db, rebuildSearchIndex: SearchIndexRebuild.run)
        return .commit
      }
      try db.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try queue.close()
  }
}
