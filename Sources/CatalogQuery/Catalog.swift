import CatalogSchema
public import Foundation
import GRDB

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
  private let memory = SearchMemory()

  /// Opens a file for reading only; it is never made, changed or migrated.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - now: what ages are counted from.
  /// - Throws: ``CatalogError`` where the file is missing, foreign, of another version, unreadable or damaged.
  public init(path: String, now: @escaping @Sendable () -> Date = { Date() }) throws {
    self.path = path
    clock = now
    queue = try CatalogError.translating { try StoreFile.openForReading(path) }
  }

  /// Reads one answer in one transaction.
  func read<Value>(_ body: (Snapshot) throws -> Value) throws -> Value {
    let now = clock()
    return try CatalogError.translating(path) {
      try queue.read { db in try body(Snapshot(db: db, now: now, memory: memory)) }
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
