import CatalogSchema
package import GRDB

/// An open journal: one process writes it, any may read.
package final class JournalDatabase: Sendable {
  /// The path of the file, symbolic links resolved.
  package let path: String
  private let queue: DatabaseQueue
  /// `nil` where it is open for reading only.
  private let lock: JournalLock?

  /// Opens the journal for writing, and creates it if there is none; nobody else can write it meanwhile. A file of an
  /// older version is brought to this one.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - mostPages: its largest size in pages, `nil` for no limit.
  /// - Throws: ``JournalError``; the file is then unchanged.
  package init(path: String, mostPages: Int? = nil) throws {
    let place = JournalFile.place(path)
    self.path = place
    try JournalFile.makeFolder(of: place)
    lock = try JournalLock(journal: place)
    queue = try JournalFile.openForWriting(place, mostPages: mostPages)
  }

  /// Opens a journal of this or an older version for reading, also while another process writes it.
  ///
  /// - Parameter path: the SQLite file; it is never created.
  /// - Throws: ``JournalError``.
  package init(readingFrom path: String) throws {
    self.path = JournalFile.place(path)
    lock = nil
    queue = try JournalFile.openForReading(self.path)
  }

  /// The damage of the file, all of it checked, which takes seconds where it holds a year of invoices. `nil` for none.
  ///
  /// - Throws: `JournalError` where it cannot be read.
  package func fault() throws -> String? {
    let answer = try read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    return answer == "ok" ? nil : answer ?? "no answer"
  }

  /// The version of the file.
  ///
  /// - Throws: ``JournalError``.
  package func version() throws -> Int { try read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 } }

  /// Reads in one transaction.
  ///
  /// - Throws: ``JournalError``, and errors of the body.
  package func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try JournalFile.translating(path) { try queue.read(body) }
    } catch is DamagedValue {
      throw JournalError.damaged(path: path, finding: "a value has another type")
    }
  }

  /// Writes in one transaction, which is on the disk when it returns.
  ///
  /// - Throws: ``JournalError``, and errors of the body.
  package func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    guard lock != nil else { throw JournalError.readOnly(path: path, reason: "it is open for reading") }
    do {
      return try JournalFile.translating(path) { try queue.write(body) }
    } catch is DamagedValue {
      throw JournalError.damaged(path: path, finding: "a value has another type")
    }
  }
}
