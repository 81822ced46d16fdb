import GRDB
import GRDBSQLite

/// A prepared statement that is executed many times, without an object for each value.
final class InsertStatement {
  private let statement: OpaquePointer
  private let db: Database
  private var position: Int32 = 0

  init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql).sqliteStatement
  }

  /// Binds the next value; after the last one comes ``execute()``.
  func bind(_ value: Int64) {
    position += 1
    sqlite3_bind_int64(statement, position, value)
  }

  func bindNull() {
    position += 1
    sqlite3_bind_null(statement, position)
  }

  /// The bytes are copied.
  func bind(text bytes: UnsafeRawBufferPointer) {
    position += 1
    sqlite3_bind_text(
      statement, position, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), Self.transient)
  }

  /// The bytes are copied.
  func bind(blob bytes: UnsafeRawBufferPointer) {
    position += 1
    sqlite3_bind_blob(statement, position, bytes.baseAddress, Int32(bytes.count), Self.transient)
  }

  func execute() throws {
    position = 0
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(db.sqliteConnection)),
        message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    }
  }

  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
