/// The statements of one table. Every name in them is the program's own.
extension PublishedTable {
  /// The schema of the database.
  static let schema = "partner_catalog"

  private var names: String { columns.map { "\"\($0.name)\"" }.joined(separator: ", ") }
  private var fullKey: String { (["load"] + key).map { "\"\($0)\"" }.joined(separator: ", ") }
  var fullName: String { "\(Self.schema).\"\(name)\"" }
  /// The table that a step first copies its rows into; the session's own.
  var staging: String { "stage_\(name)" }
  /// The table of one load.
  func partition(_ load: Int64) -> String { "\(Self.schema).\"\(name)_\(load)\"" }

  private var definitions: String {
    columns.map { column in
      "\"\(column.name)\" \(column.type)" + (key.contains(column.name) ? " NOT NULL" : "")
    }.joined(separator: ", ")
  }

  var creation: String {
    "CREATE TABLE \(fullName) (load bigint NOT NULL, \(definitions), PRIMARY KEY (\(fullKey)))"
      + (isPartitioned ? " PARTITION BY LIST (load)" : "")
  }

  /// A table beside the others for a first load, without a key. Its columns are those of the published one: an earlier version
  /// may have made that with wider types.
  func creation(of load: Int64) -> String {
    "CREATE TABLE \(partition(load)) (LIKE \(fullName), CHECK (load = \(load)))"
  }

  /// What makes a loaded table a part of the published one.
  func attachment(of load: Int64) -> [String] {
    [
      "ALTER TABLE \(partition(load)) ADD PRIMARY KEY (\(fullKey))",
      "ALTER TABLE \(fullName) ATTACH PARTITION \(partition(load)) FOR VALUES IN (\(load))",
      "ANALYZE \(partition(load))",
    ]
  }

  var stagingCreation: String { "CREATE TEMP TABLE \(staging) (LIKE \(fullName)) ON COMMIT DELETE ROWS" }

  func copy(into table: String) -> String { "COPY \(table) (load, \(names)) FROM STDIN" }

  /// Takes the staged rows over, and rewrites only those that differ.
  var merge: String {
    let rest = columns.filter { !key.contains($0.name) }.map { "\"\($0.name)\"" }
    let insertion = "INSERT INTO \(fullName) AS t (load, \(names)) SELECT load, \(names) FROM \(staging)"
    guard !rest.isEmpty else { return insertion + " ON CONFLICT (\(fullKey)) DO NOTHING" }
    return insertion + " ON CONFLICT (\(fullKey)) DO UPDATE SET "
      + rest.map { "\($0) = excluded.\($0)" }.joined(separator: ", ") + " WHERE ("
      + rest.map { "t.\($0)" }.joined(separator: ", ") + ") IS DISTINCT FROM ("
      + rest.map { "excluded.\($0)" }.joined(separator: ", ") + ")"
  }

  /// Deletes rows of a load that are not staged; `condition` limits which ones may be deleted.
  func deletion(_ load: Int64, where condition: String = "true") -> String {
    let same = key.map { "s.\"\($0)\" = t.\"\($0)\"" }.joined(separator: " AND ")
    return "DELETE FROM \(fullName) t WHERE t.load = \(load) AND \(condition) "
      + "AND NOT EXISTS (SELECT 1 FROM \(staging) s WHERE s.load = t.load AND \(same))"
  }

  /// The query of the file; the last column is there only for the ids of availabilities.
  func selection(_ condition: String = "") -> String {
    let isCoded = columns.contains { $0.kind == .availabilityCode }
    return "SELECT " + columns.map(\.source).joined(separator: ", ") + (isCoded ? ", p.code" : "") + " \(source)"
      + (condition.isEmpty ? "" : " WHERE \(condition)")
  }

  /// Whether rows can be compared place by place.
  var hasPlaces: Bool { growth == .units }

  /// Count and digest of the rows of a load, for each place where it has places. The digest does not depend on the
  /// order of the rows: it is the sum of 32 bits of the SHA-256 digest of each.
  func digest(_ load: Int64) -> String {
    let values = columns.map { "coalesce(\"\($0.name)\"::text, '\\N')" }.joined(separator: ", ")
    let place = hasPlaces ? "place_id" : "0"
    return """
      SELECT \(place), count(*), coalesce(sum(('x' || substr(encode(sha256(convert_to(concat_ws('|', \(values)), 'UTF8')),
        'hex'), 1, 8))::bit(32)::bigint), 0) FROM \(fullName) WHERE load = \(load) GROUP BY 1
      """
  }
}
