import CatalogSchema
import CatalogStore
package import Foundation
import GRDB
import PostgresConnection

/// Copies a catalog into PostgreSQL, and keeps the copy up to date.
///
/// Readers of the database see one state after the other, each whole: a load is one transaction beside what is there, a
/// step one transaction with the number of its last unit. A step whose commit is not known is looked up by its name, so
/// that each takes effect once. Its calls block: use it on a thread of its own.
package final class Publisher {
  private let path: String
  private let database: any PublicationDatabase
  private let name: String
  private let log: PublicationLog
  private let clock: () -> Date

  /// The most units of one step.
  package static let mostUnits = 500

  /// What is published, and how.
  package struct Options: Sendable {
    /// Loads everything.
    package var isFull: Bool
    /// Compares both sides at the end, and copies again what differs.
    package var verifies: Bool
    /// Copies customers, their subscriptions and inventory checks; without it, the database holds none.
    package var copiesCustomers: Bool

    package init(isFull: Bool = false, verifies: Bool = false, copiesCustomers: Bool = false) {
      self.isFull = isFull
      self.verifies = verifies
      self.copiesCustomers = copiesCustomers
    }
  }

  /// Opens the catalog, and finds or makes the schema.
  ///
  /// - Parameters:
  ///   - path: the file of the catalog.
  ///   - database: a connection.
  ///   - name: the database in messages and records, without credentials.
  ///   - clock: the time of records.
  /// - Throws: `StoreError`, ``PublicationError``, `PostgresError`.
  package init(
    _ path: String, to database: any PublicationDatabase, name: String, clock: @escaping () -> Date = { Date() }
  ) throws {
    self.path = path
    self.database = database
    self.name = name
    self.clock = clock
    log = try PublicationLog(path)
  }

  // MARK: - Rounds

  /// What a round would do; writes nothing.
  package func plan(_ options: Options = Options()) throws -> PublicationPlan {
    try translating {
      try reading { db, state in
        let isThere = try schemaVersion() != nil
        let store = isThere ? try PublishedStore.lookUp(state, database) : nil
        let entry = try log.entry(name)
        let units = try Int.fetchOne(
          db, sql: "SELECT count(DISTINCT place_id << 32 | product_id) FROM touched_unit WHERE seq > ?",
          arguments: [store?.seq ?? 0])
        return PublicationPlan(
          database: name, load: store.map { reason($0, state, entry, options) } ?? .absent, units: units ?? 0,
          published: store.flatMap { $0.load == 0 ? nil : $0.version }, version: state.version.number)
      }
    }
  }

  /// Copies everything that was written since the last step, or everything.
  ///
  /// - Parameters:
  ///   - options: what is published.
  ///   - isCancelled: asked between two steps; the rest is left to the next round.
  /// - Returns: what was done.
  /// - Throws: `StoreError`, ``PublicationError``, `PostgresError`; the steps before are committed, and the database
  ///   holds a whole state.
  package func publish(
    _ options: Options = Options(), isCancelled: () -> Bool = { false }
  ) throws -> PublicationReport {
    try translating {
      var report = PublicationReport(database: name, startedAt: clock(), finishedAt: clock())
      try makeSchema()
      // Units are noted from here on, before the state that is read.
      var entry = try log.register(name, at: clock())
      try reading { db, state in
        var store = try PublishedStore.find(state, database)
        if reason(store, state, entry, options) != nil {
          report.isLoad = true
          try load(db, state, &store, options, &report)
        } else if store.step == entry.nextStep, let step = entry.nextStep {
          // Its commit was not known.
          try log.end(step, of: name, seq: store.seq, version: nil, at: clock())
          entry.seq = store.seq
        }
        let round = PublicationRound(
          db: db, state: state, database: database, log: log, name: name, options: options, clock: clock)
        try round.run(&store, &report, isCancelled)
        if options.verifies, !isCancelled() {
          try round.verify(&store, &report)
          report.differences?.append(contentsOf: try makeMissingViews().map { "view \($0)" })
        }
        report.version = store.version
      }
      try dropObsoleteLoads()
      report.finishedAt = clock()
      return report
    }
  }

  /// Why everything must be loaded; `nil` where the copy continues.
  private func reason(
    _ store: PublishedStore, _ state: CatalogState, _ entry: PublicationLog.Entry?, _ options: Options
  ) -> PublicationPlan.Reason? {
    if store.load == 0 { return .absent }
    if options.isFull { return .asked }
    if store.incarnation != state.version.incarnation { return .rebuilt }
    // A file that was put back, or registered again, does not know the last step, or its numbers are lower.
    guard let entry, store.step == entry.step || store.step == entry.nextStep, store.seq <= state.last,
      store.version <= state.version.number
    else { return .otherHistory }
    return nil
  }

  private func reading<Value>(_ body: (Database, CatalogState) throws -> Value) throws -> Value {
    let queue = try StoreFile.openForReading(path)
    return try StoreFile.translating(path) {
      try queue.read { db in try body(db, try CatalogState(db, path: path)) }
    }
  }

  /// Says what the server's words mean here.
  private func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch PostgresError.refused("42501", let message) {
      throw PublicationError.notPermitted(database: name, reason: message)
    } catch PostgresError.refused("55P03", _) {
      throw PublicationError.busy(database: name, holder: holder())
    } catch PostgresError.refused(let state, let message) where ["42P01", "42703"].contains(state) {
      throw PublicationError.damaged(database: name, reason: message)
    }
  }

  private func holder() -> String {
    let rows = try? database.execute(
      """
      SELECT application_name, pid::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'partner-catalog publish%'
      ORDER BY backend_start LIMIT 1
      """, [], columns: 2)
    return rows?.first.map { "\($0[0]) (backend \($0[1]))" } ?? "Another process"
  }

  // MARK: - Schema

  /// The version of the schema; `nil` where there is none.
  private func schemaVersion() throws -> String? {
    let encoding = try database.execute("SHOW server_encoding", [], columns: 1).first?.first ?? ""
    guard encoding == "UTF8" else { throw PublicationError.encoding(database: name, encoding: encoding) }
    let tables = try database.execute(
      """
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = '\(PublishedTable.schema)' ORDER BY c.relname = 'format' DESC LIMIT 1
      """, [], columns: 1)
    guard let first = tables.first?.first else { return nil }
    let isOurs =
      try first == "format"
      && !database.execute(
        """
        SELECT 1 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = '\(PublishedTable.schema)' AND c.relname = 'format' AND a.attname = 'version'
        """, [], columns: 1
      ).isEmpty
    guard isOurs,
      let version = try database.execute(
        "SELECT version FROM \(PublishedTable.schema).format", [], columns: 1
      ).first?.first, let number = Int(version), number > 0
    else { throw PublicationError.foreign(database: name) }
    guard number <= PublishedSchema.version else {
      throw PublicationError.newer(database: name, version: version)
    }
    return version
  }

  private func makeSchema() throws {
    guard try schemaVersion() == nil else { return }
    try database.transaction {
      let isThere = try !database.execute(
        "SELECT 1 FROM pg_namespace WHERE nspname = '\(PublishedTable.schema)'", [], columns: 1
      ).isEmpty
      if !isThere { try database.execute("CREATE SCHEMA \(PublishedTable.schema)") }
      for statement in PublishedSchema.creation { try database.execute(statement) }
    }
  }

  /// Makes the views again that somebody dropped.
  ///
  /// - Returns: their names.
  private func makeMissingViews() throws -> [String] {
    let rows = try database.execute(
      "SELECT viewname FROM pg_views WHERE schemaname = '\(PublishedTable.schema)'", [], columns: 1)
    let missing = PublishedSchema.views.filter { view in !rows.contains([view.name]) }
    for view in missing { try database.execute(PublishedSchema.viewCreation(view.name, view.sql)) }
    return missing.map { $0.name }
  }

  // MARK: - Loading

  /// Loads everything beside the old, and shows it, in one transaction.
  private func load(
    _ db: Database, _ state: CatalogState, _ store: inout PublishedStore, _ options: Options,
    _ report: inout PublicationReport
  ) throws {
    let step = UUID().uuidString
    try log.begin(step, of: name)
    let old = store
    var loaded = store
    try database.transaction {
      _ = try old.locked(database)
      let number = try database.execute("SELECT nextval('\(PublishedTable.schema).load_number')", [], columns: 1)
      guard let load = number.first.flatMap({ Int64($0[0]) }) else { throw DamagedValue(column: "load") }
      for table in PublishedTable.all where !table.isOfCustomers || options.copiesCustomers {
        let target = table.isPartitioned ? table.partition(load) : table.fullName
        if table.isPartitioned { try database.execute(table.creation(of: load)) }
        report.rows += try PublicationRound.copy(
          try TableReader(table, db), load: load, into: target, database)
      }
      for table in PublishedTable.all where table.isPartitioned {
        for statement in table.attachment(of: load) { try database.execute(statement) }
      }
      let changed = try database.execute(
        """
        UPDATE \(PublishedTable.schema).store SET load = $2, incarnation = $3, seq = $4, step = $5, version = $6,
          published_at = now()
        WHERE id = $1 AND load = $7 RETURNING id
        """,
        [
          old.id, "\(load)", state.version.incarnation, "\(state.last)", step, "\(state.version.number)", "\(old.load)",
        ], columns: 1)
      guard !changed.isEmpty else { throw PublicationError.busy(database: name, holder: holder()) }
      loaded = PublishedStore(
        id: old.id, incarnation: state.version.incarnation, load: load, seq: state.last, step: step,
        version: state.version.number)
    }
    try log.end(step, of: name, seq: loaded.seq, version: loaded.version, at: clock())
    store = loaded
    report.steps += 1
  }

  /// Deletes the loads that no store shows any more. Where readers keep them, the next round does it.
  private func dropObsoleteLoads() throws {
    // In this order: a load that is seen first has a store by then.
    let loads = try database.execute(
      """
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = '\(PublishedTable.schema)' AND c.relkind = 'r' AND c.relname LIKE 'unit\\_%'
      """, [], columns: 1)
    let shown = try database.execute("SELECT load FROM \(PublishedTable.schema).store", [], columns: 1)
    let obsolete = Set(loads.compactMap { Int64($0[0].dropFirst("unit_".count)) })
      .subtracting(shown.compactMap { Int64($0[0]) })
    for load in obsolete.sorted() {
      do {
        try database.transaction {
          try database.execute("SET LOCAL lock_timeout = '2s'")
          for table in PublishedTable.all {
            // Publishers of other catalogs delete them, too.
            try database.execute(
              table.isPartitioned
                ? "DROP TABLE IF EXISTS \(table.partition(load))" : "DELETE FROM \(table.fullName) WHERE load = \(load)"
            )
          }
        }
      } catch PostgresError.refused("55P03", _) {
        return
      }
    }
  }
}
