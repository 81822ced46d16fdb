import CatalogSchema
public import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// A catalog file, open for reading: search, verdicts, explanations.
///
/// Safe to use from any thread or task. Each answer is read in one transaction, as of one moment; answers of one
/// `Catalog` are read one after the other. A sync may write at the same time: neither waits for the other. Opening
/// reads only the header of the file. Parts of the search index are cached until a sync changes them, so keep one
/// `Catalog` for many questions.
public final class Catalog: Sendable {
  /// The file.
  public let path: String
  private let queue: DatabaseQueue
  private let clock: @Sendable () -> Date
  private let memory: SearchMemory
  private let interruption = Interruption()
  /// The time of the transaction over several answers.
  private let moment = Mutex<Date?>(nil)

  /// Opens a file for reading only; it is never created, changed or migrated.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - now: the clock to compute ages from.
  /// - Throws: ``CatalogError`` where the file is missing, foreign, of another version, unreadable or damaged.
  public convenience init(path: String, now: @escaping @Sendable () -> Date = { Date() }) throws(CatalogError) {
    try self.init(path: path, now: now, memory: SearchMemory())
  }

  /// Opens a file with a memory of the search index, which other readers of the same file may share.
  init(path: String, now: @escaping @Sendable () -> Date, memory: SearchMemory) throws(CatalogError) {
    self.path = path
    self.memory = memory
    clock = now
    do {
      queue = try StoreFile.openForReading(path)
    } catch {
      throw CatalogError(translating: error, path)
    }
    if memory.isShared { queue.inDatabase(watch) }
  }

  /// Whether this reader caches the search index in that memory.
  func shares(_ memory: SearchMemory) -> Bool { self.memory === memory }

  /// Interrupts the current answer; it and all questions until ``resume()`` throw an error.
  func interrupt() { interruption.isSet.store(true, ordering: .releasing) }

  /// Answers again.
  func resume() { interruption.isSet.store(false, ordering: .releasing) }

  /// Makes SQLite check the flag.
  private func watch(_ db: Database) {
    sqlite3_progress_handler(
      db.sqliteConnection, Self.stepsBetweenLooks,
      { flag in
        guard let flag else { return 0 }
        return Unmanaged<Interruption>.fromOpaque(flag).takeUnretainedValue().isSet.load(ordering: .relaxed) ? 1 : 0
      }, Unmanaged.passUnretained(interruption).toOpaque())
  }

  /// Steps of SQLite's virtual machine: some tenths of a millisecond.
  private static let stepsBetweenLooks: CInt = 10_000

  /// Reads one answer in one transaction.
  func read<Value>(_ body: (Snapshot) throws -> Value) throws(CatalogError) -> Value {
    do {
      return try reading(body)
    } catch {
      throw CatalogError(translating: error, path)
    }
  }

  /// The same, with a body whose own errors pass as they are.
  func reading<Value>(_ body: (Snapshot) throws -> Value) throws -> Value {
    do {
      return try transaction { db, now in
        try interruption.check()
        return try body(Snapshot(db: db, now: now, memory: memory, interruption: interruption))
      }
    } catch {
      throw CatalogError.translated(error, path) ?? error
    }
  }

  /// Reads several answers as of one moment: in one transaction, and with ages to one time.
  ///
  /// - Parameter body: asks this catalog, and no other at the same file: its transaction would be another one.
  /// - Returns: the value of the body.
  /// - Throws: the errors of the body; ``CatalogError`` where the file cannot be read.
  public func atOneMoment<Value>(_ body: (Catalog) throws -> Value) throws -> Value {
    do {
      return try transaction { _, now in
        moment.withLock { $0 = now }
        defer { moment.withLock { $0 = nil } }
        return try body(self)
      }
    } catch {
      throw CatalogError.translated(error, path) ?? error
    }
  }

  /// The time to which ages are computed: that of ``atOneMoment(_:)``, else now.
  public var now: Date { moment.withLock { $0 } ?? clock() }

  /// Runs a body inside a transaction: that of ``atOneMoment(_:)``, else one of its own.
  private func transaction<Value>(_ body: (Database, Date) throws -> Value) throws -> Value {
    try queue.unsafeReentrantRead { db in
      if db.isInsideTransaction { return try body(db, now) }
      let now = clock()
      var value: Value?
      try db.inTransaction(.deferred) {
        value = try body(db, now)
        return .commit
      }
      guard let value else { throw CancellationError() }
      return value
    }
  }
}

/// A flag that a question checks while it is answered, so that what begins a moment later stops as well.
final class Interruption: Sendable {
  let isSet = Atomic(false)

  /// - Throws: `CancellationError` where the flag is set.
  func check() throws {
    if isSet.load(ordering: .relaxed) { throw CancellationError() }
  }
}

/// The catalog at one moment, inside a transaction.
struct Snapshot {
  var db: Database
  /// The time to compute ages from.
  var now: Date
  /// The cached parts of the search index.
  var memory = SearchMemory()
  /// Stops loops over many rows.
  var interruption = Interruption()

  /// Runs a body with the search index as it is at this moment.
  func withIndex<Value: Sendable>(_ body: (inout SearchIndex) throws -> Value) throws -> Value {
    try memory.withIndex(db, interruption, body)
  }
}
