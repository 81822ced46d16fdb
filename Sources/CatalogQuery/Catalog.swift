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

  /// A flag that SQLite checks while it runs, so that statements which begin a moment later stop as well.
  private final class Interruption: Sendable {
    let isSet = Atomic(false)
  }

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
    let now = clock()
    do {
      return try queue.read { db in
        if interruption.isSet.load(ordering: .acquiring) { throw CancellationError() }
        return try body(Snapshot(db: db, now: now, memory: memory))
      }
    } catch {
      throw CatalogError.translated(error, path) ?? error
    }
  }
}

/// The catalog at one moment, inside a transaction.
struct Snapshot {
  var db: Database
  /// The time to compute ages from.
  var now: Date
  /// The cached parts of the search index.
  var memory = SearchMemory()
}
