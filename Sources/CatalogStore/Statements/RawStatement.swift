package import GRDB
import GRDBSQLite

/// A prepared statement of the connection, stepped without a row object in between: search and export read many small rows.
///
/// It is the connection's own cached statement: prepared once, finalized with the connection.
package struct RawStatement {
  private let statement: OpaquePointer
  private let db: Database

  package init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql).sqliteStatement
    sqlite3_reset(statement)
  }

  package func bind(_ position: Int32, _ value: Int64) { sqlite3_bind_int64(statement, position, value) }

  package func bind(_ position: Int32, _ text: String) {
    _ = text.withCString { sqlite3_bind_text(statement, position, $0, -1, PreparedStatement.transient) }
  }

  /// Steps to the next row.
  package func next() throws -> Bool {
    let code = sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(statement)
    if code == SQLITE_DONE { return false }
    throw DatabaseError(latestOf: db)
  }

  /// Ends a reading before its last row.
  package func reset() { sqlite3_reset(statement) }

  package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  package func isInteger(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_INTEGER }
  package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  package func text(_ column: Int32) -> String {
    sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
  }

  /// A blob, valid until the next step.
  package func blob(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}

extension DatabaseError {
  /// What the connection's last call failed with.
  init(latestOf db: Database) {
    self.init(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(db.sqliteConnection)),
      message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
  }
}
