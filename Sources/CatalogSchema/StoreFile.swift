import FileSystem
import Foundation
package import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opens catalog files, and refuses those that are not.
package enum StoreFile {
  /// Opens a file for reading only. Needs no permission to write, and runs while a sync writes.
  ///
  /// What a writer that was killed did not commit is never shown: it is taken back first, where this process may write.
  /// - Throws: ``StoreError``.
  package static func openForReading(_ path: String) throws -> DatabaseQueue {
    try checkIsFile(path)
    try takeBack(path)
    return try translating(path) { try openChecked(path, forWriting: false) }
  }

  /// How many bytes the database has.
  package static func bytes(_ db: Database) throws -> Int {
    let pages = try PreparedStatement(db, "PRAGMA page_count")
    let size = try PreparedStatement(db, "PRAGMA page_size")
    defer {
      pages.reset()
      size.reset()
    }
    guard try pages.next(), try size.next() else { return 0 }
    return Int(try pages.integer(0)) * Int(try size.integer(0))
  }

  // MARK: - Errors

  /// Translates errors of the database to errors that say what to do.
  package static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw storeError(error, path: path)
    }
  }

  /// The same of an error; one that is not of the database is as it was.
  package static func storeError(_ error: any Error, path: String) -> any Error {
    switch error {
    case let error as DatabaseError: storeError(error, path: path)
    case let error as DamagedValue: StoreError.corrupt(path: path, finding: DamagedValues.place(of: error, in: path))
    case is RowDecodingError:
      StoreError.corrupt(path: path, finding: DamagedValues.place(of: nil, in: path))
    default: error
    }
  }

  private static func storeError(_ error: DatabaseError, path: String) -> StoreError {
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB: return .foreign(path: path)
    case .SQLITE_CORRUPT: return .corrupt(path: path)
    case .SQLITE_FULL: return .writeFailed(path: path, reason: "the disk is full")
    case .SQLITE_IOERR:
      return .writeFailed(path: path, reason: "\(reason) (SQLite \(error.extendedResultCode.rawValue))")
    case .SQLITE_CONSTRAINT: return .writeFailed(path: path, reason: "it rejects the data (\(reason))")
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path, holder: "another process has locked the file")
    case .SQLITE_TOOBIG, .SQLITE_NOMEM, .SQLITE_MISMATCH, .SQLITE_RANGE: return .corrupt(path: path, finding: reason)
    default: return .unreadable(path: path, reason: reason)
    }
  }

  // MARK: - Before it is used

  package static func checkIsFile(_ path: String) throws {
    guard let facts = FileFacts(path) else {
      throw FileFacts.obstacle(path).map { .unreadable(path: path, reason: $0) } ?? StoreError.missing(path: path)
    }
    if facts.isFolder { throw StoreError.unreadable(path: path, reason: "it is a folder") }
    if !facts.isRegular { throw StoreError.unreadable(path: path, reason: "it is not a regular file") }
    if access(path, R_OK) != 0 { throw StoreError.unreadable(path: path, reason: "permission denied") }
    guard FileKind(of: path) == .ours else { throw StoreError.foreign(path: path) }
  }

  /// Rolls back the transaction of a killed writer, if this process may.
  package static func takeBack(_ path: String) throws {
    let files = SideFiles(of: path)
    switch files.journal {
    case .none: return
    case .ofSeveral:
      throw StoreError.unreadable(
        path: path,
        reason: "its journal \(files.path)-journal belongs to a transaction over several files")
    case .hot:
      do {
        // SQLite takes it back before it reads, unless its writer is still at work.
        try PlainConnection(path).execute("SELECT 1 FROM sqlite_schema LIMIT 1")
      } catch let error as DatabaseError
        where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_IOERR].contains(error.resultCode)
      {
        throw StoreError.unreadable(
          path: path,
          reason: "an interrupted write must be rolled back, which needs write permission for the file and its folder: "
            + "run any command as its owner")
      } catch {
        throw storeError(error, path: path)
      }
    }
  }

  package static func openChecked(_ path: String, forWriting: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "partner-catalog.reader"
    configuration.busyMode = .timeout(forWriting ? 10 : 5)
    configuration.prepareDatabase { try $0.execute(sql: distrust) }
    func opened(_ place: String) throws -> DatabaseQueue {
      let queue = try DatabaseQueue(path: place, configuration: configuration)
      try queue.read { db in try check(db, path: path, forWriting: forWriting) }
      return queue
    }
    do {
      return try opened(path)
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) && isAtRest(path)
    {
      // In a folder that cannot be written the shared-memory file of the log cannot be made. Without a log
      // nobody writes, and the file can be read as it lies there.
      return try opened(URL(fileURLWithPath: path).absoluteString + "?immutable=1")
    }
  }

  private static func isAtRest(_ path: String) -> Bool {
    let files = SideFiles(of: path)
    return !files.hasLog && files.journal == .none
  }

  /// Checks pages before they are decoded. `trusted_schema` stays on, because SQLite 3.40 counts `json_valid` in our
  /// own checks as untrusted; ``SchemaCheck`` runs first instead.
  package static let distrust = "PRAGMA cell_size_check = ON"

  package static func check(_ db: Database, path: String, forWriting: Bool) throws {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard application == Migrations.applicationID else { throw StoreError.foreign(path: path) }
    if version > Migrations.newest {
      throw StoreError.newer(path: path, version: version, known: Migrations.newest)
    }
    guard version >= 0 else { throw StoreError.corrupt(path: path, finding: "it is of version \(version)") }
    if version < Migrations.newest, !forWriting {
      throw StoreError.older(path: path, version: version, known: Migrations.newest)
    }
    if let finding = try SchemaCheck.finding(db, version: version) {
      throw StoreError.corrupt(path: path, finding: finding)
    }
  }
}
