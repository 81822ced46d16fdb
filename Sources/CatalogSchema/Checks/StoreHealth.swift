import Foundation
import GRDB

/// Looks for damage in a catalog file, without writing to it.
package enum StoreHealth {
  /// The findings of SQLite and FTS5 in their words, at most ten lines; none for a sound file.
  ///
  /// Reads the whole file: about a second for each few hundred megabytes.
  ///
  /// - Parameter path: the file of a catalog.
  /// - Returns: the findings.
  /// - Throws: ``StoreError`` where the file cannot be opened as a catalog.
  package static func issues(of path: String) throws -> [String] {
    let queue = try StoreFile.openForReading(path)
    do {
      let found = try queue.read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(10)") }
      if found != ["ok"] { return found.flatMap { $0.split(separator: "\n").map(String.init) } }
      let values = try queue.read { db in try DamagedValues.findings(db) }
      if !values.isEmpty { return Array(values.prefix(10)) }
      return try searchIndexAilments(of: path, queue)
    } catch let error as DatabaseError {
      return [error.message ?? "\(error.resultCode)"]
    } catch {
      throw StoreFile.storeError(error, path: path)
    }
  }

  /// FTS5 checks an index by a command that counts as writing: so a copy of the index is checked, in memory.
  private static func searchIndexAilments(of path: String, _ source: DatabaseQueue) throws -> [String] {
    let copy = try DatabaseQueue()
    // Its definition is the program's own: that of the file is never run.
    try copy.write { db in try Migrations.run(db) { _ in } }
    for (table, columns) in [
      ("data", "id, block"), ("idx", "segid, term, pgno"), ("docsize", "id, sz"), ("config", "k, v"),
    ] {
      try source.read { from in
        let rows = try GRDB.Row.fetchCursor(from, sql: "SELECT \(columns) FROM sku_search_\(table)")
        let places = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
        try copy.write { db in
          try db.execute(sql: "DELETE FROM sku_search_\(table)")
          let insertion = try db.makeStatement(
            sql: "INSERT INTO sku_search_\(table) (\(columns)) VALUES (\(places))")
          while let row = try rows.next() { try insertion.execute(arguments: StatementArguments(row.databaseValues)) }
        }
      }
    }
    do {
      try copy.write { db in try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('integrity-check')") }
      return []
    } catch let error as DatabaseError {
      return ["the search index is damaged: \(error.message ?? "\(error.resultCode)")"]
    }
  }
}
