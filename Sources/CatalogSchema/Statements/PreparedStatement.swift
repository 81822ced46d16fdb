package import GRDB
package import GRDBSQLite

/// A prepared statement that is executed many times, without an object for each value.
///
/// It is the connection's own cached statement: prepared once, finalized with the connection.
package final class PreparedStatement {
  private let statement: OpaquePointer
  private let db: Database
  private var position: Int32 = 0

  package init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql).sqliteStatement
  }

  // MARK: - Values

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
  package static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  // MARK: - Doing

  package func execute() throws {
    position = 0
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw DatabaseError(latestOf: db) }
  }

  /// The first column of the first row; `nil` where there is no row, or it is NULL.
  package func number() throws -> Int64? {
    try first {
      switch sqlite3_column_type(statement, 0) {
      case SQLITE_NULL: return nil
      case SQLITE_INTEGER: return sqlite3_column_int64(statement, 0)
      default: throw damage
      }
    } ?? nil
  }

  /// The same of a number of a row.
  package func rowNumber() throws -> Int64? { try number().map { try DamagedValue.checked($0, damage.column) } }

  /// Reads the first column of the first row, which is a blob; `nil` where there is no row.
  package func blob<Value>(_ body: (UnsafeRawBufferPointer) -> Value) throws -> Value? {
    try first {
      guard sqlite3_column_type(statement, 0) == SQLITE_BLOB else { throw damage }
      let start = sqlite3_column_blob(statement, 0)
      return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, 0))))
    }
  }

  private var damage: DamagedValue {
    DamagedValue(column: sqlite3_column_name(statement, 0).map { String(cString: $0) } ?? "")
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
}

/// The prepared statements of a connection, found by the address of their literal: no text is compared.
package final class PreparedStatements {
  private let db: Database
  private var statements: [UnsafePointer<UInt8>: PreparedStatement] = [:]

  package init(_ db: Database) { self.db = db }

  package func callAsFunction(_ sql: StaticString) throws -> PreparedStatement {
    if let statement = statements[sql.utf8Start] { return statement }
    let statement = try PreparedStatement(db, sql.description)
    statements[sql.utf8Start] = statement
    return statement
  }

  package func execute(_ sql: StaticString, _ values: Int64...) throws {
    let statement = try self(sql)
    for value in values { statement.bind(value) }
    try statement.execute()
  }
}
