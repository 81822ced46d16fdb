package import GRDB
import GRDBSQLite

/// A prepared statement of the connection, stepped without a row object in between: search and export read many small
/// rows.
///
/// It is the connection's own cached statement: prepared once, finalized with the connection. A value of another type
/// than is asked for throws ``DamagedValue``: SQLite itself would make some value or other of it.
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

  // MARK: - Values

  package func isInteger(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_INTEGER }
  package func isBlob(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_BLOB }
  package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  package func integer(_ column: Int32) throws -> Int64 {
    guard isInteger(column) else { throw damage(column) }
    return sqlite3_column_int64(statement, column)
  }

  /// The number of a row of a table: fits 31 bits, as all numbers that the store gives out.
  package func number(_ column: Int32) throws -> Int32 {
    guard let number = Int32(exactly: try integer(column)), number >= 0 else { throw damage(column) }
    return number
  }

  /// A whole number within bounds, such as what becomes an index or a size.
  package func integer(_ column: Int32, in bounds: Range<Int>) throws -> Int {
    let value = try integer(column)
    guard value >= Int64(bounds.lowerBound), value < Int64(bounds.upperBound) else { throw damage(column) }
    return Int(value)
  }

  /// - Returns: an empty text for NULL.
  package func text(_ column: Int32) throws -> String {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_TEXT: return sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
    case SQLITE_NULL: return ""
    default: throw damage(column)
    }
  }

  /// The bytes of a text, valid until the next step; none for NULL.
  package func textBytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_text(statement, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  /// A blob, valid until the next step.
  package func blob(_ column: Int32) throws -> UnsafeRawBufferPointer {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { throw damage(column) }
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  /// The error for a column with an invalid value.
  package func damage(_ column: Int32) -> DamagedValue {
    defer { sqlite3_reset(statement) }
    return DamagedValue(column: sqlite3_column_name(statement, column).map { String(cString: $0) } ?? "")
  }
}

extension DatabaseError {
  /// The error of the last call on a connection.
  package init(latestOf db: Database) {
    self.init(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(db.sqliteConnection)),
      message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
  }
}
