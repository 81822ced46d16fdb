import GRDB

/// Compares the tables, indexes and views of a file with those of its version, before anything of it is used.
///
/// The text of a schema is data of the file: a forged one may hold triggers that a sync would run, views in the place
/// of tables, checks and generated columns that never end.
enum SchemaCheck {
  /// One line of `sqlite_schema`.
  private struct Entry: Hashable {
    var type: String
    var name: String
    var table: String
    var sql: String
  }

  /// The tables of the query planner, made by `ANALYZE`.
  private static let statistics = [
    "CREATE TABLE sqlite_stat1(tbl,idx,stat)", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
  ]

  /// - Returns: what differs, in a few words; `nil` where nothing does.
  static func finding(_ db: Database, version: Int) throws -> String? {
    let statement = try PreparedStatement(
      db, "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat?'")
    if version == Migrations.newest, try isKnown(statement) { return try foreignStatistics(db) }
    let expected = try expected(version: version)
    let found = try entries(db)
    let views = Set(Views.all.map(\.name))
    // Views of an earlier version are recreated before anybody reads them.
    func counts(_ entry: Entry) -> Bool {
      version == Migrations.newest || !(entry.type == "view" && views.contains(entry.name))
    }
    let differing = Set(expected.filter(counts)).symmetricDifference(found.filter(counts))
    guard let name = differing.map(\.name).min() else { return try foreignStatistics(db) }
    return "its schema is not that of version \(version) (\(name.prefix(60)))"
  }

  private static func foreignStatistics(_ db: Database) throws -> String? {
    let rows = try PreparedStatement(db, "SELECT type, sql FROM sqlite_schema WHERE name GLOB 'sqlite_stat?'")
    while try rows.next() {
      guard try rows.text(0) == "table", statistics.contains(try rows.text(1)) else {
        rows.reset()
        return "its statistics are invalid"
      }
    }
    return nil
  }

  /// Whether the lines are, to the byte, those of `known-schema.txt`, in any order.
  private static func isKnown(_ rows: PreparedStatement) throws -> Bool {
    defer { rows.reset() }
    return try PackageResources.known_schema_txt.withUnsafeBytes { bytes in
      let known = KnownSchema(bytes)
      var isSeen = Array(repeating: false, count: known.count)
      var count = 0
      while try rows.next() {
        guard let line = known.line(named: rows.textBytes(1)), !isSeen[line], known.isLine(line, rows) else {
          return false
        }
        isSeen[line] = true
        count += 1
      }
      return count == known.count
    }
  }

  /// The lines of a schema as `known-schema.txt` holds them: four texts each, ended by NUL.
  static func known(_ db: Database) throws -> [UInt8] {
    try entries(db, where: "name NOT GLOB 'sqlite_stat?' ORDER BY name", normalized: false).flatMap { entry in
      [entry.type, entry.name, entry.table, entry.sql].flatMap { Array($0.utf8) + [0] }
    }
  }

  private static func entries(
    _ db: Database, where condition: String = "name NOT GLOB 'sqlite_stat?'", normalized: Bool = true
  ) throws -> [Entry] {
    try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE \(condition)").map { row in
      let sql = try row["sql"] as String? ?? ""
      return Entry(
        type: try row["type"], name: try row["name"], table: try row["tbl_name"],
        sql: normalized ? Self.normalized(sql) : sql)
    }
  }

  /// The schema that the migrations to a version make of an empty file.
  private static func expected(version: Int) throws -> [Entry] {
    try DatabaseQueue().write { db in
      try Migrations.run(db, to: version) { _ in }
      return try entries(db)
    }
  }

  /// Libraries of different versions write the same statement with other blanks and quotes.
  private static func normalized(_ sql: String) -> String {
    String(decoding: sql.utf8.filter { $0 > 0x20 && $0 != 0x22 }, as: UTF8.self)
  }
}
