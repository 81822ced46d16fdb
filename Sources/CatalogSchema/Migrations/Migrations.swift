package import GRDB

/// Brings a file to the present schema, one numbered step after the other.
package enum Migrations {
  /// Marks the file as ours: "PCat".
  package static let applicationID: Int32 = 0x5043_6174

  /// One migration: statements, and rows that only code can write.
  private struct Step: Sendable {
    var tables = ""
    var fill: @Sendable (Database) throws -> Void = { _ in }
    /// Whether the search index is rebuilt after all steps; its writer knows only the newest schema.
    var rebuildsSearchIndex = false
  }

  /// The steps to each version, in order. A released step is never edited.
  private static let steps = [
    Step(tables: Migration1Catalog.tables),
    Step(tables: Migration2ReadingHistory.statements),
    Step(tables: Migration3RunEndings.tables),
    Step(tables: Migration4CustomerFacts.tables),
    Step(tables: Migration5SearchTables.tables, rebuildsSearchIndex: true),
    Step(tables: Migration6CompactRows.tables, rebuildsSearchIndex: true),
    Step(fill: Migration7OmittedDefaults.run),
    Step(
      tables: Migration8ObservedAbsence.tables + Migration8CustomerStatus.tables + Migration8ServiceFacts.tables,
      fill: Migration8CustomerStatus.fill),
    // The view of items has a column more.
    Step(),
    Step(tables: Migration10Prices.tables),
    Step(tables: Migration11DataVersion.tables, fill: Migration11DataVersion.fill),
    Step(tables: Migration12OfferFacts.tables),
    // The views of prices call a row without amounts `noRow`, and are shorter.
    Step(),
  ]

  /// The newest schema version this program knows.
  package static var newest: Int { steps.count }

  /// Migrates the database to a version, by default the newest; only the newest gets views and a search index. A
  /// database that is already there is left as it is.
  ///
  /// `rebuildSearchIndex` writes the search index from the rows, which only the writer can.
  package static func run(
    _ db: Database, to end: Int = newest, rebuildSearchIndex: (Database) throws -> Void
  ) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version < end else { return }
    for view in Views.all { try db.execute(sql: "DROP VIEW IF EXISTS \(view.name)") }
    for step in steps[version..<end] {
      try db.execute(sql: step.tables)
      try step.fill(db)
    }
    guard end == newest else { return }
    if steps[version...].contains(where: \.rebuildsSearchIndex) { try rebuildSearchIndex(db) }
    for view in Views.all { try db.execute(sql: "CREATE VIEW \(view.name) AS\n\(view.sql)") }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(newest)")
  }
}
