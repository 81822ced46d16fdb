import GRDB

/// Brings a file to the present schema, one numbered step after the other.
enum Migrations {
  /// Marks the file as ours: "PCat".
  static let applicationID: Int32 = 0x5043_6174

  /// The tables of each version, in order. A released step is never edited.
  private static let steps = [
    SchemaV1.tables, ReadingHistorySchema.statements, RunEndings.tables, CustomerFactsSchema.tables,
  ]

  /// The newest schema version this program knows.
  static var newest: Int { steps.count }

  /// Brings the database to the newest version in one transaction. Does nothing where it is there already.
  static func run(_ db: Database) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version < newest else { return }
    for view in Views.all { try db.execute(sql: "DROP VIEW IF EXISTS \(view.name)") }
    for step in steps[version...] { try db.execute(sql: step) }
    for view in Views.all { try db.execute(sql: "CREATE VIEW \(view.name) AS\n\(view.sql)") }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(newest)")
  }
}
