import GRDB

/// Brings a file to the present schema, one numbered step after the other.
enum Migrations {
  /// Marks the file as ours: "PCat".
  static let applicationID: Int32 = 0x5043_6174

  /// What leads from one version to the next: statements, and rows that only code can write.
  private struct Step: Sendable {
    var tables = ""
    var fill: @Sendable (Database) throws -> Void = { _ in }
    /// The search index is written anew at the end of all steps: what writes it knows the newest schema alone.
    var rebuildsSearchIndex = false
  }

  /// The steps to each version, in order. A released step is never edited.
  private static let steps = [
    Step(tables: SchemaV1.tables),
    Step(tables: ReadingHistorySchema.statements),
    Step(tables: RunEndings.tables),
    Step(tables: CustomerFactsSchema.tables),
    Step(tables: SearchStructures.tables, rebuildsSearchIndex: true),
    Step(tables: CompactFacts.tables, fill: CompactFacts.fill, rebuildsSearchIndex: true),
    Step(fill: UsualFacts.run),
    Step(
      tables: ObservedAbsence.tables + CustomerStanding.tables + SaidFacts.tables, fill: CustomerStanding.fill),
  ]

  /// The newest schema version this program knows.
  static var newest: Int { steps.count }

  /// Brings the database to the newest version in one transaction. Does nothing where it is there already.
  static func run(_ db: Database) throws { try run(db, to: newest) }

  /// Brings the database to a version; the views and the search index are made for the newest alone.
  static func run(_ db: Database, to end: Int) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version < end else { return }
    for view in Views.all { try db.execute(sql: "DROP VIEW IF EXISTS \(view.name)") }
    for step in steps[version..<end] {
      try db.execute(sql: step.tables)
      try step.fill(db)
    }
    guard end == newest else { return }
    if steps[version...].contains(where: \.rebuildsSearchIndex) { try SearchIndexRebuild.run(db) }
    for view in Views.all { try db.execute(sql: "CREATE VIEW \(view.name) AS\n\(view.sql)") }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(newest)")
  }
}
