import GRDB
import GRDBSQLite

/// A separate connection for rewriting a file.
///
/// It does not share the settings of the store's writer. It is open for writing even where the file is only copied:
/// copied over a read-only connection, SQLite 3.40 leaves pages of the largest tables 1/8 empty, 6 % of the file.
package struct PlainConnection: ~Copyable {
  private let handle: OpaquePointer

  /// Opens a file for writing; where that is not permitted SQLite opens it for reading.
  ///
  /// - Throws: `DatabaseError`.
  package init(_ path: String) throws {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 10_000)
    // The log stays when the last connection closes, as for every writer of a store.
    var isPersistent: CInt = 1
    sqlite3_file_control(handle, nil, SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that give no rows.
  ///
  /// - Throws: `DatabaseError`.
  package func execute(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(handle)),
        message: String(cString: sqlite3_errmsg(handle)))
    }
  }
}
