import GRDB
import GRDBSQLite

/// A connection with nothing attached to it: no hooks, no authorizer.
///
/// With GRDB's own on the connection SQLite copies the largest tables row by row when it vacuums, and leaves every page an
/// eighth empty: six per cent of the whole file, and seven times the processor time.
struct PlainConnection: ~Copyable {
  private let handle: OpaquePointer

  /// - Throws: `DatabaseError`.
  init(_ path: String, readOnly: Bool) throws {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(
      path, &handle, readOnly ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 10_000)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that give no rows.
  ///
  /// - Throws: `DatabaseError`.
  func execute(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(handle)),
        message: String(cString: sqlite3_errmsg(handle)))
    }
  }

  /// The log stays when the last connection closes, as for every writer of a store.
  func keepLog() {
    var isPersistent: CInt = 1
    sqlite3_file_control(handle, nil, SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
  }
}
