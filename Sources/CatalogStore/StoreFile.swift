import Foundation
package import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#endif

/// Opens catalog files, and refuses those that are not.
package enum StoreFile {
  /// Opens a file for reading only. Needs no permission to write, and runs while a sync writes.
  ///
  /// - Throws: ``StoreError``.
  package static func openForReading(_ path: String) throws -> DatabaseQueue {
    try checkIsFile(path)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "partner-catalog.reader"
    configuration.busyMode = .timeout(5)
    return try translating(path) {
      let queue: DatabaseQueue
      do {
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { db in try check(db, path: path, forWriting: false) }
        return queue
      } catch let error as DatabaseError
        where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) && !hasLog(path)
      {
        // In a folder that cannot be written the shared-memory file of the log cannot be made. Without a log
        // nobody writes, and the file can be read as it lies there.
        let uri = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
        let queue = try DatabaseQueue(path: uri, configuration: configuration)
        try queue.read { db in try check(db, path: path, forWriting: false) }
        return queue
      }
    }
  }

  /// What a file is a copy of; also of one that an earlier version wrote.
  ///
  /// - Throws: ``StoreError``.
  static func source(of path: String) throws -> CatalogStore.Source {
    try checkIsFile(path)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try translating(path) {
      try DatabaseQueue(path: path, configuration: configuration).read { db in
        try check(db, path: path, forWriting: true)
        func setting(_ key: String) throws -> String {
          try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key]) ?? ""
        }
        return CatalogStore.Source(
          locale: try setting("locale"), tenant: try setting("tenant"), cloud: try setting("cloud"))
      }
    }
  }

  /// Opens a file for writing; makes it, and the folders above it, where it is not there.
  static func openForWriting(_ path: String) throws -> DatabasePool {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError.unreadable(path: path, reason: "its folder \(folder) cannot be made")
    }
    let facts = FileFacts(path)
    if facts?.isFolder == true { throw StoreError.unreadable(path: path, reason: "it is a folder") }
    var configuration = Configuration()
    configuration.label = "partner-catalog.writer"
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      // The log's files stay when the last connection closes: who only reads needs to make none.
      var isPersistent: CInt = 1
      _ = sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
      // What is left of a log that grew beside a long reader. While it is written it keeps the size of a checkpoint: to
      // cut it each time costs the file system more than to write it. It is empty when the last writer closes.
      try db.execute(sql: "PRAGMA journal_size_limit = 4194304")
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // In kB. A crawl reads a few rows at a time; what it writes touches pages all over the search index.
      try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -4096 : -49152)")
    }
    return try translating(path) {
      // Before anything is written, the log mode included: what is not ours stays as it is.
      if let facts, facts.size > 0 {
        var careful = Configuration()
        careful.readonly = true
        careful.busyMode = .timeout(10)
        try DatabaseQueue(path: path, configuration: careful).read { db in
          try check(db, path: path, forWriting: true)
        }
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.write { db in
        try check(db, path: path, forWriting: true)
        try Migrations.run(db)
      }
      return pool
    }
  }

  /// Gives errors of the database a name that says what to do.
  package static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw storeError(error, path: path)
    }
  }

  package static func storeError(_ error: DatabaseError, path: String) -> StoreError {
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB: return .foreign(path: path)
    case .SQLITE_CORRUPT: return .corrupt(path: path)
    case .SQLITE_FULL: return .writeFailed(path: path, reason: "the disk is full")
    case .SQLITE_IOERR:
      return .writeFailed(path: path, reason: "\(reason) (SQLite \(error.extendedResultCode.rawValue))")
    case .SQLITE_CONSTRAINT: return .writeFailed(path: path, reason: "it does not take what was read (\(reason))")
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path, holder: "another process has locked the file")
    default: return .unreadable(path: path, reason: reason)
    }
  }

  private static func checkIsFile(_ path: String) throws {
    guard let facts = FileFacts(path) else { throw StoreError.missing(path: path) }
    if facts.isFolder { throw StoreError.unreadable(path: path, reason: "it is a folder") }
    if access(path, R_OK) != 0 { throw StoreError.unreadable(path: path, reason: "permission denied") }
    if facts.size == 0 { throw StoreError.foreign(path: path) }
  }

  private static func hasLog(_ path: String) -> Bool { FileFacts(path + "-wal").map { $0.size > 0 } ?? false }

  private static func check(_ db: Database, path: String, forWriting: Bool) throws {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if application == 0, version == 0, forWriting,
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    {
      return
    }
    guard application == Migrations.applicationID else { throw StoreError.foreign(path: path) }
    if version > Migrations.newest {
      throw StoreError.newer(path: path, version: version, known: Migrations.newest)
    }
    if version < Migrations.newest, !forWriting {
      throw StoreError.older(path: path, version: version, known: Migrations.newest)
    }
  }
}
