import CatalogSchema
import GRDB
import GRDBSQLite

extension StoreFile {
  /// The source of a file, also of one that an earlier version wrote.
  ///
  /// - Parameter path: the file of a catalog.
  /// - Returns: its locale, tenant and cloud.
  /// - Throws: `StoreError`.
  static func source(of path: String) throws -> CatalogStore.Source {
    try checkIsFile(path)
    try takeBack(path)
    return try translating(path) {
      try openChecked(path, forWriting: true).read { db in
        func setting(_ key: String) throws -> String {
          try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key]) ?? ""
        }
        return CatalogStore.Source(
          locale: try setting("locale"), tenant: try setting("tenant"), cloud: try setting("cloud"))
      }
    }
  }

  /// Opens a file for writing that is there and locked, and brings it up to date.
  static func openForWriting(_ path: String) throws -> DatabasePool {
    let kind = FileKind(of: path)
    guard kind != .foreign else { throw StoreError.foreign(path: path) }
    try takeBack(path)
    var configuration = Configuration()
    configuration.label = "partner-catalog.writer"
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      // The files of the log stay when the last connection closes, so that readers need not create them.
      var isPersistent: CInt = 1
      _ = sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
      try db.execute(sql: distrust)
      // Limits the log after a long reader has made it grow. It keeps the size of a checkpoint, for cutting it to
      // nothing each time costs the file system more than writing it. It is empty when the last writer closes.
      try db.execute(sql: "PRAGMA journal_size_limit = 4194304")
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // In kB. A crawl reads a few rows at a time, but writes to pages all over the search index.
      try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -4096 : -49152)")
    }
    return try translating(path) {
      // Before anything is written, the log mode included: other files stay as they are.
      if kind == .ours { _ = try openChecked(path, forWriting: true) }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.write { db in
        if kind == .ours { try check(db, path: path, forWriting: true) }
        try Migrations.run(db, rebuildSearchIndex: SearchIndexRebuild.run)
      }
      return pool
    }
  }
}
