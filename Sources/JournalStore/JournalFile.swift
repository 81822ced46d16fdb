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

/// Opens journal files, and refuses those that are not.
enum JournalFile {
  /// The file itself, where symbolic links end: SQLite puts its other files beside that.
  static func place(_ path: String) -> String {
    let place = FileIdentity.end(ofLinks: path) ?? path
    return URL(fileURLWithPath: place).standardizedFileURL.path
  }

  /// Opens a file for writing, creates it if there is none. The lock must be held.
  /// `mostPages` is its largest size in pages, `nil` for no limit.
  static func openForWriting(_ path: String, mostPages: Int? = nil) throws -> DatabaseQueue {
    if FileFacts(path) == nil { try make(path) }
    try checkIsFile(path)
    guard access(path, W_OK) == 0 else {
      throw JournalError.readOnly(path: path, reason: String(cString: strerror(errno)))
    }
    // Opening for writing changes the file: what is no journal of ours is refused before that.
    do {
      _ = try openForReading(path)
    } catch JournalError.missing {}
    chmod(path, 0o600)
    var configuration = Configuration()
    configuration.label = "partner-catalog.journal"
    configuration.busyMode = .timeout(5)
    configuration.journalMode = .wal
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON")
      if let mostPages { _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(mostPages)") }
    }
    return try translating(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { db in
        if try isEmpty(db) { try JournalSchema.create(db) }
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if (1..<JournalSchema.version).contains(version) { try JournalSchema.migrate(db, from: version) }
        try check(db, path: path)
      }
      return queue
    }
  }

  /// Opens a file for reading only.
  static func openForReading(_ path: String) throws -> DatabaseQueue {
    guard FileFacts(path) != nil else { throw JournalError.missing(path: path) }
    try checkIsFile(path)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "partner-catalog.journal.reader"
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cell_size_check = ON")
    }
    return try translating(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in
        // A writer that was killed at the very beginning left a file without content: no purchase is in it.
        if try isEmpty(db) { throw JournalError.missing(path: path) }
        try check(db, path: path)
      }
      return queue
    }
  }

  /// Creates an empty file that its owner alone can read.
  private static func make(_ path: String) throws(JournalError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw JournalError.readOnly(path: path, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
    let place = open(folder, O_RDONLY | O_CLOEXEC)
    if place >= 0 {
      fsync(place)
      close(place)
    }
  }

  /// Creates the folder of a new journal, for its owner alone.
  static func makeFolder(of path: String) throws(JournalError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    guard FileFacts(folder.path) == nil else { return }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw JournalError.readOnly(path: path, reason: "\(folder.path): \(error.systemReason)")
    }
  }

  /// Source: SQLite file format, "The Database Header".
  private static let magic = Array("SQLite format 3\0".utf8)

  /// SQLite is not asked first: it creates files beside the one it opens.
  private static func checkIsFile(_ path: String) throws(JournalError) {
    guard let facts = FileFacts(path) else { throw JournalError.missing(path: path) }
    if facts.isFolder { throw JournalError.unreadable(path: path, reason: "it is a folder") }
    guard facts.isRegular else { throw JournalError.unreadable(path: path, reason: "it is not a regular file") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw JournalError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: magic.count)
    let count = pread(descriptor, &header, header.count, 0)
    guard count == 0 || count == header.count && header == magic else { throw JournalError.foreign(path: path) }
  }

  /// Whether the database holds nothing yet, as a process leaves it that was killed at its beginning.
  private static func isEmpty(_ db: Database) throws -> Bool {
    let marks = try Int64.fetchOne(
      db, sql: "SELECT (SELECT count(*) FROM sqlite_schema) + (SELECT application_id FROM pragma_application_id)")
    return marks == 0
  }

  /// A file of this size is checked whole in less than a tenth of a second.
  private static let mostCheckedWhole = 32 << 20

  /// The checks for damage: of the whole, or of a large file's tables that decide whether something is bought. Reading a damaged
  /// line of an invoice is an error of its own, and ``JournalDatabase/fault()`` checks all.
  private static func checks(_ db: Database) throws -> [String] {
    let size = try Int.fetchOne(db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
    guard size > mostCheckedWhole else { return ["PRAGMA quick_check(1)"] }
    return JournalSchema.tablesOfPurchases.map { "PRAGMA quick_check('\($0)')" }
  }

  private static func check(_ db: Database, path: String) throws {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard application == JournalSchema.applicationID else { throw JournalError.foreign(path: path) }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if version > JournalSchema.version {
      throw JournalError.newer(path: path, version: version, known: JournalSchema.version)
    }
    guard version > 0 else {
      throw JournalError.damaged(path: path, finding: "it is of version \(version)")
    }
    for check in try checks(db) {
      let fault = try String.fetchOne(db, sql: check) ?? "no answer"
      guard fault == "ok" else { throw JournalError.damaged(path: path, finding: fault) }
    }
    let expected = try JournalSchema.expectedObjects(version: version)
    let found = try JournalSchema.objects(db)
    guard found == expected else {
      let odd = found.symmetricDifference(expected).sorted().first ?? ""
      let name = odd.split(separator: " ").prefix(2).joined(separator: " ")
      throw JournalError.damaged(path: path, finding: "\(name) is not as it was created")
    }
  }

  /// Translates errors of the database.
  static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw journalError(error, path: path)
    } catch is RowDecodingError {
      throw JournalError.damaged(path: path, finding: "a value has another type")
    }
  }

  private static func journalError(_ error: DatabaseError, path: String) -> JournalError {
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB: return .foreign(path: path)
    case .SQLITE_CORRUPT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE:
      return .damaged(path: path, finding: reason)
    case .SQLITE_FULL: return .writeFailed(path: path, reason: "the disk is full")
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path, holder: "another process has locked the file")
    case .SQLITE_READONLY, .SQLITE_PERM: return .readOnly(path: path, reason: reason)
    case .SQLITE_IOERR, .SQLITE_CONSTRAINT: return .writeFailed(path: path, reason: reason)
    default: return .unreadable(path: path, reason: reason)
    }
  }
}
