package import GRDB
import GRDBSQLite

/// A prepared statement of the connection, without an object for each row or value: writing, search and export step
/// through many small rows.
///
/// It is the connection's own cached statement: prepared once, finalized with the connection. A value of another type
/// than is asked for throws ``DamagedValue``: SQLite itself would make some value or other of it.
package final class PreparedStatement {
  private let statement: OpaquePointer
  private let db: Database
  private var position: Int32 = 0

  package init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql).sqliteStatement
    sqlite3_reset(statement)
  }

  // MARK: - Parameters

  /// Binds the parameter of a number, counted from 1.
  package func bind(_ position: Int32, _ value: Int64) { sqlite3_bind_int64(statement, position, value) }

  /// Binds the parameter of a number, counted from 1.
  package func bind(_ position: Int32, _ text: String) {
    self.position = position - 1
    bind(text)
    self.position = 0
  }

  /// Binds the next value; after the last one comes ``execute()``, ``number()`` or ``blob(_:)``.
  package func bind(_ value: Int64) {
    position += 1
    sqlite3_bind_int64(statement, position, value)
  }

  package func bind(_ value: Int64?) {
    if let value { bind(value) } else { bindNull() }
  }

  package func bind(_ value: Bool) { bind(value ? 1 : 0) }

  package func bindNull() {
    position += 1
    sqlite3_bind_null(statement, position)
  }

  package func bind(_ text: String) {
    var text = text
    text.withUTF8 { bind(text: UnsafeRawBufferPointer($0)) }
  }

  package func bind(_ text: String?) {
    if let text { bind(text) } else { bindNull() }
  }

  /// The bytes are copied.
  package func bind(text bytes: UnsafeRawBufferPointer) {
    position += 1
    guard let start = bytes.bindMemory(to: CChar.self).baseAddress else {
      // Without an address it would be NULL.
      sqlite3_bind_text(statement, position, "", 0, Self.transient)
      return
    }
    sqlite3_bind_text(statement, position, start, Int32(bytes.count), Self.transient)
  }

  /// The bytes are copied.
  package func bind(blob bytes: UnsafeRawBufferPointer) {
    position += 1
    sqlite3_bind_blob(statement, position, bytes.baseAddress, Int32(bytes.count), Self.transient)
  }

  /// SQLite copies what is bound.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  // MARK: - Execution

  package func execute() throws {
    position = 0
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw DatabaseError(latestOf: db) }
  }

  /// The first column of the first row; `nil` where there is no row, or it is NULL.
  package func number() throws -> Int64? {
    try first {
      isNull(0) ? nil : try integer(0)
    } ?? nil
  }

  /// The same of a number of a row.
  package func rowNumber() throws -> Int64? { try number().map { try DamagedValue.checked($0, columnName(0)) } }

  /// Reads the first column of the first row, which is a blob; `nil` where there is no row.
  package func blob<Value>(_ body: (UnsafeRawBufferPointer) -> Value) throws -> Value? {
    try first { body(try blob(0)) }
  }

  private func first<Value>(_ body: () throws -> Value) throws -> Value? {
    position = 0
    let code = sqlite3_step(statement)
    defer { sqlite3_reset(statement) }
    switch code {
    case SQLITE_ROW: return try body()
    case SQLITE_DONE: return nil
    default: throw DatabaseError(latestOf: db)
    }
  }

  // MARK: - Rows

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
    return DamagedValue(column: columnName(column))
  }

  private func columnName(_ column: Int32) -> String {
    sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
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
