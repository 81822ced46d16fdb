package import GRDB

/// A row whose values are checked as they are taken.
///
/// SQLite keeps any value in any column, so that a damaged or forged file may hold a text where a number belongs.
/// GRDB's own row ends the process there; this one throws ``DamagedValue``. An `Int` is a count, an age or a time in
/// seconds: beyond ±2⁴⁰ it is damage, so that sums of them do not overflow. Hashes and codes are read as `Int64`. Each
/// target that reads rows has `Row` mean this type.
package struct StoredRow {
  private let row: GRDB.Row

  package init(_ row: GRDB.Row) { self.row = row }

  package subscript<Value: DatabaseValueConvertible>(_ column: String) -> Value {
    get throws {
      guard let stored: DatabaseValue = try? row.decode(forColumn: column) else {
        throw DamagedValue(column: column)
      }
      return try Self.converted(stored, column: column)
    }
  }

  package subscript<Value: DatabaseValueConvertible>(_ position: Int) -> Value {
    get throws {
      guard position < row.count else { throw DamagedValue(column: "column \(position)") }
      let stored: DatabaseValue = try row.decode(atIndex: position)
      return try Self.converted(stored, column: Array(row.columnNames)[position])
    }
  }

  private static func converted<Value: DatabaseValueConvertible>(
    _ stored: DatabaseValue, column: @autoclosure () -> String
  ) throws -> Value {
    guard let value = Value.fromDatabaseValue(stored) else { throw DamagedValue(column: column()) }
    if Value.self == Int.self || Value.self == Int?.self, case .int64(let number) = stored.storage,
      number.magnitude > 1 << 40
    {
      throw DamagedValue(column: column())
    }
    return value
  }

  /// Whether a column holds NULL.
  package func isNull(_ column: String) throws -> Bool { try (self[column] as DatabaseValue).isNull }
}

/// Rows one after the other; each is good until the next is read.
package struct StoredRowCursor {
  private let rows: GRDB.RowCursor

  package init(_ rows: GRDB.RowCursor) { self.rows = rows }

  package func next() throws -> StoredRow? { try rows.next().map(StoredRow.init) }
}

extension StoredRow {
  package static func fetchOne(
    _ db: Database, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> StoredRow? {
    try GRDB.Row.fetchOne(db, sql: sql, arguments: arguments).map(StoredRow.init)
  }

  package static func fetchOne(_ statement: Statement, arguments: StatementArguments? = nil) throws -> StoredRow? {
    try GRDB.Row.fetchOne(statement, arguments: arguments).map(StoredRow.init)
  }

  package static func fetchAll(
    _ db: Database, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> [StoredRow] {
    try GRDB.Row.fetchAll(db, sql: sql, arguments: arguments).map(StoredRow.init)
  }

  package static func fetchAll(_ statement: Statement, arguments: StatementArguments? = nil) throws -> [StoredRow] {
    try GRDB.Row.fetchAll(statement, arguments: arguments).map(StoredRow.init)
  }

  package static func fetchCursor(
    _ db: Database, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> StoredRowCursor {
    StoredRowCursor(try GRDB.Row.fetchCursor(db, sql: sql, arguments: arguments))
  }

  package static func fetchCursor(
    _ statement: Statement, arguments: StatementArguments? = nil
  ) throws -> StoredRowCursor {
    StoredRowCursor(try GRDB.Row.fetchCursor(statement, arguments: arguments))
  }
}

typealias Row = StoredRow
typealias RowCursor = StoredRowCursor
