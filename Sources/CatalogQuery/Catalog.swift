import CatalogSchema
public import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// A catalog file, open for reading: search, verdicts, explanations.
///
/// Safe to use from any thread or task; each answer is read in one transaction, so that it is of one moment, and
/// answers of one `Catalog` are read one after the other. A sync may write meanwhile: neither waits for the other.
/// Opening reads the file's header and nothing else; what a question reads of the search index is kept for the next, as
/// long as it holds. Keep one `Catalog` for many questions.
public final class Catalog: Sendable {
  /// The file.
  public let path: String
  private let queue: DatabaseQueue
  private let clock: @Sendable () -> Date
  private let memory: SearchMemory
  private let interruption = Interruption()

  /// Opens a file for reading only; it is never made, changed or migrated.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - now: what ages are counted from.
  /// - Throws: ``CatalogError`` where the file is missing, foreign, of another version, unreadable or damaged.
  public convenience init(path: String, now: @escaping @Sendable () -> Date = { Date() }) throws {
    try self.init(path: path, now: now, memory: SearchMemory())
  }

  /// Opens a file with a memory of the search index, which other readers of the same file may share.
  init(path: String, now: @escaping @Sendable () -> Date, memory: SearchMemory) throws {
    self.path = path
    self.memory = memory
    clock = now
    queue = try CatalogError.translating { try StoreFile.openForReading(path) }
    if memory.isShared { queue.inDatabase(watch) }
  }

  /// Whether what is kept of the search index is kept there.
  func shares(_ memory: SearchMemory) -> Bool { self.memory === memory }

  /// Ends the answer that is being read, and those that are asked for until ``resume()``: they throw an error.
  func interrupt() { interruption.isSet.store(true, ordering: .releasing) }

  /// Answers again.
  func resume() { interruption.isSet.store(false, ordering: .releasing) }

  /// Looked at by SQLite while it runs, so that no statement is missed that begins a moment after.
  private final class Interruption: Sendable {
    let isSet = Atomic(false)
  }

  /// Has SQLite look whether it is to stop.
  private func watch(_ db: Database) {
    sqlite3_progress_handler(
      db.sqliteConnection, Self.stepsBetweenLooks,
      { flag in
        guard let flag else { return 0 }
        return Unmanaged<Interruption>.fromOpaque(flag).takeUnretainedValue().isSet.load(ordering: .relaxed) ? 1 : 0
      }, Unmanaged.passUnretained(interruption).toOpaque())
  }

  /// Steps of SQLite's machine: some tenths of a millisecond.
  private static let stepsBetweenLooks: CInt = 10_000

  /// Reads one answer in one transaction.
  func read<Value>(_ body: (Snapshot) throws -> Value) throws -> Value {
    let now = clock()
    return try CatalogError.translating(path) {
      try queue.read { db in
        if interruption.isSet.load(ordering: .acquiring) { throw CancellationError() }
        return try body(Snapshot(db: db, now: now, memory: memory))
      }
    }
  }
}

/// The catalog at one moment, inside a transaction.
struct Snapshot {
  var db: Database
  /// What ages are counted from.
  var now: Date
  /// What was read of the search index before.
  var memory = SearchMemory()
}
