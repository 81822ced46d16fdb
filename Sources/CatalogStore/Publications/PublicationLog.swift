import CatalogSchema
package import Foundation
import GRDB
import GRDBSQLite

/// The publications of a catalog, and the units that they have not read yet.
///
/// It is written beside a sync, without the lock of the writer: the rows are of publications alone, each transaction is
/// short, and none changes the version of the data.
package final class PublicationLog {
  private let path: String
  private let queue: DatabaseQueue

  /// One copy of the catalog in another database.
  package struct Entry: Sendable, Hashable {
    package var name: String
    /// The last touched unit that the copy holds.
    package var seq: Int64
    /// The name of the last step that the copy holds.
    package var step: String?
    /// The name of a step whose end is not known yet.
    package var nextStep: String?
  }

  /// Opens the file of a catalog.
  ///
  /// - Throws: `StoreError`: a file of an older version is not brought up to date.
  package init(_ path: String) throws {
    self.path = path
    _ = try StoreFile.openForReading(path)
    var configuration = Configuration()
    configuration.label = "partner-catalog.publication"
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { db in
      // The log stays when the last connection closes, as for every writer of a store.
      var isPersistent: CInt = 1
      _ = sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
      try db.execute(sql: StoreFile.distrust)
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    queue = try StoreFile.translating(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      // A reader of the units holds nobody up, as in every store that is written.
      _ = try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
      return queue
    }
  }

  private func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try StoreFile.translating(path) {
      try queue.inDatabase { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        guard let value else { throw CancellationError() }
        return value
      }
    }
  }

  /// The publication of a name; it is registered where it is new, and units are noted from then on.
  package func register(_ name: String, at now: Date) throws -> Entry {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO publication (name, registered_at, seq) VALUES (?, ?, \(Self.last)) ON CONFLICT DO NOTHING
          """, arguments: [name, now.stamp])
      guard let entry = try Self.entry(name, db) else { throw DamagedValue(column: "name") }
      return entry
    }
  }

  /// Ends a publication: units are noted for it no more. The copy stays as it is.
  ///
  /// - Returns: whether there was one of this name.
  package func unregister(_ name: String) throws -> Bool {
    try write { db in
      try db.execute(sql: "DELETE FROM publication WHERE name = ?", arguments: [name])
      let wasRegistered = db.changesCount > 0
      try Self.forgetRead(db)
      return wasRegistered
    }
  }

  /// Deletes the notes of units that every publication has read.
  private static func forgetRead(_ db: Database) throws {
    try db.execute(
      sql: "DELETE FROM touched_unit WHERE seq <= coalesce((SELECT min(seq) FROM publication), \(last))")
  }

  /// The publication of a name; `nil` where none is registered.
  package func entry(_ name: String) throws -> Entry? {
    try StoreFile.translating(path) { try queue.read { try Self.entry(name, $0) } }
  }

  /// The number of the last unit that was noted, now or ever.
  package static let last = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'touched_unit'), 0)"

  private static func entry(_ name: String, _ db: Database) throws -> Entry? {
    guard
      let row = try StoredRow.fetchOne(
        db, sql: "SELECT name, seq, step, next_step FROM publication WHERE name = ?", arguments: [name])
    else { return nil }
    return Entry(name: try row[0], seq: try row[1], step: try row[2], nextStep: try row[3])
  }

  /// Notes the name of a step before the other database commits it.
  package func begin(_ step: String, of name: String) throws {
    try write { db in
      try db.execute(sql: "UPDATE publication SET next_step = ? WHERE name = ?", arguments: [step, name])
    }
  }

  /// Notes that the other database holds a step, and deletes the notes of units that every publication has read.
  ///
  /// A `version` is that of the data which the copy holds as a whole now; `nil` while units are missing.
  package func end(_ step: String, of name: String, seq: Int64, version: Int?, at now: Date) throws {
    try write { db in
      try db.execute(
        sql: """
          UPDATE publication SET seq = :seq, step = :step, next_step = NULL, version = coalesce(:version, version),
            published_at = CASE WHEN :version IS NULL THEN published_at ELSE :now END
          WHERE name = :name
          """, arguments: ["seq": seq, "step": step, "version": version, "now": now.stamp, "name": name])
      try Self.forgetRead(db)
    }
  }
}
