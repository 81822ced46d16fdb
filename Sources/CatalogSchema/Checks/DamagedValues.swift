package import GRDB

/// Checks the type and range of every value in every table, and the blobs that search decodes. SQLite's own checks
/// cover pages, keys and `CHECK`s, but accept text in an integer column.
package enum DamagedValues {
  /// Names a column with the number of its invalid values; `nil` where all are valid.
  package static func findings(_ db: Database) throws -> [String] {
    var findings: [String] = []
    for table in try tables(db) { findings += try self.findings(in: table, db) }
    return findings + (try IndexBlobs.findings(db))
  }

  /// Finds an unreadable value and names it as `table.column`, or by its name in the query.
  ///
  /// The largest tables of a large file are not searched: an error must be reported soon.
  static func place(of value: DamagedValue?, in path: String) -> String? {
    if let column = value?.column, column.contains(".") { return column + " holds an invalid value" }
    var configuration = Configuration()
    configuration.readonly = true
    let found = try? DatabaseQueue(path: path, configuration: configuration).read { db -> String? in
      let isLarge = try StoreFile.bytes(db) > 64 << 20
      for table in try tables(db) where !(isLarge && ["availability", "unit", "change"].contains(table)) {
        if let finding = try findings(in: table, db).first { return finding }
      }
      return nil
    }
    return found ?? value.map { "a column \($0.column) holds an invalid value" }
  }

  static func invalid(_ count: Int) -> String { count == 1 ? "1 invalid value" : "\(count) invalid values" }

  /// The tables that hold rows of ours.
  private static func tables(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'sku_search*' ORDER BY name
        """)
  }

  private static func findings(in table: String, _ db: Database) throws -> [String] {
    let columns = try Row.fetchAll(
      db, sql: "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?)", arguments: [table]
    ).map { row in
      let name: String = try row["name"]
      let isNullable = try (row["notnull"] as Int) == 0 && (row["pk"] as Int) == 0
      return (name: name, wrong: Self.wrong(table, name, type: try row["type"], isNullable: isNullable))
    }
    guard !columns.isEmpty else { return [] }
    let counts = columns.map { "coalesce(sum(\($0.wrong)), 0)" }.joined(separator: ", ")
    guard let row = try Row.fetchOne(db, sql: "SELECT \(counts) FROM \"\(table)\"") else { return [] }
    return try columns.enumerated().compactMap { position, column in
      let count: Int = try row[position]
      return count == 0
        ? nil : "\(table).\(column.name) holds \(Self.invalid(count))"
    }
  }

  /// The condition, in SQL, under which a value does not belong in its column.
  private static func wrong(_ table: String, _ name: String, type: String, isNullable: Bool) -> String {
    let column = "\"\(name)\""
    var conditions: [String] = []
    switch (type, "\(table).\(name)") {
    case (_, "availability.code"), (_, "price_point.unit"), (_, "price_point.retail"):
      conditions.append("typeof(\(column)) NOT IN ('integer', 'text')")
    case ("INTEGER", _):
      conditions.append("typeof(\(column)) <> 'integer'")
      if let range = range(table, name) {
        conditions.append("\(column) NOT BETWEEN \(range.lowerBound) AND \(range.upperBound)")
      }
    case ("REAL", _): conditions.append("typeof(\(column)) NOT IN ('real', 'integer') OR NOT abs(\(column)) < 1e300")
    case ("BLOB", _): conditions.append("typeof(\(column)) <> 'blob'")
    case ("TEXT", _): conditions.append("typeof(\(column)) <> 'text'")
    default: conditions.append("0")
    }
    let isWrong = conditions.joined(separator: " OR ")
    return isNullable ? "\(column) IS NOT NULL AND (\(isWrong))" : "\(column) IS NULL OR \(isWrong)"
  }

  /// Times: from 1970 to the end of the year 9999.
  private static let times: ClosedRange<Int64> = 0...253_402_300_799
  /// Numbers of rows, which fit 31 bits wherever they are read.
  private static let numbers: ClosedRange<Int64> = 0...Int64(Int32.max)
  private static let counts: ClosedRange<Int64> = 0...1 << 53

  private static let namesOfTimes: Set = ["at", "first_seen", "since", "unlisted_since", "unchanged_until"]
  private static let namesOfCounts: Set = [
    "items", "listed", "requests", "retries", "throttled", "added", "changed", "removed", "unchanged", "documents",
    "highest", "generation", "change_count", "glances", "lists", "copy", "moved", "suspected", "confirmed", "dissected",
    "told_by_skus", "list_pages", "list_moved", "ordinal",
  ]

  private static func range(_ table: String, _ name: String) -> ClosedRange<Int64>? {
    if name.hasSuffix("_at") || namesOfTimes.contains(name) { return times }
    switch "\(table).\(name)" {
    case "search_listing.id": return 0...Int64(Int32.max) << 32
    case "search_document.chunk", "search_posting.chunk", "listing.chunk", "sku_text.document": return numbers
    case "change.id": return counts
    default: break
    }
    if name == "id" || name.hasSuffix("_id") || name == "begun_by" { return numbers }
    return namesOfCounts.contains(name) ? counts : nil
  }
}
