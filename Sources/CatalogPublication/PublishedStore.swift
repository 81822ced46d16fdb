import CatalogSchema
import CatalogStore
import GRDB

/// The state of a catalog in the database: one row of `store`.
struct PublishedStore {
  var id: String
  var incarnation: String
  /// The load whose rows are shown; 0 before the first.
  var load: Int64
  /// The last touched unit that it holds.
  var seq: Int64
  /// The name of the last step.
  var step: String
  var version: Int

  private static let columns = "id, incarnation, load, seq, step, version"

  /// The row of a catalog, which is made where it is missing.
  static func find(_ source: CatalogState, _ database: any PublicationDatabase) throws -> PublishedStore {
    try database.execute(
      """
      INSERT INTO partner_catalog.store (id, tenant, cloud, locale, incarnation, load, seq, step, version)
      VALUES (nextval('partner_catalog.load_number'), $1, $2, $3, $4, 0, 0, '', 0)
      ON CONFLICT (tenant, cloud, locale) DO NOTHING
      """, [source.tenant, source.cloud, source.locale, source.version.incarnation])
    guard let store = try lookUp(source, database) else { throw DamagedValue(column: "store") }
    return store
  }

  /// The row of a catalog; `nil` where there is none yet.
  static func lookUp(_ source: CatalogState, _ database: any PublicationDatabase) throws -> PublishedStore? {
    let rows = try database.execute(
      "SELECT \(columns) FROM partner_catalog.store WHERE tenant = $1 AND cloud = $2 AND locale = $3",
      [source.tenant, source.cloud, source.locale], columns: 6)
    return rows.isEmpty ? nil : try store(rows)
  }

  /// The row for this transaction alone.
  ///
  /// - Throws: `PostgresError` where another transaction has it.
  func locked(_ database: any PublicationDatabase) throws -> PublishedStore {
    try Self.store(
      try database.execute(
        "SELECT \(Self.columns) FROM partner_catalog.store WHERE id = $1 FOR UPDATE NOWAIT", [id], columns: 6))
  }

  private static func store(_ rows: [[String]]) throws -> PublishedStore {
    guard let row = rows.first, let load = Int64(row[2]), let seq = Int64(row[3]), let version = Int(row[5]) else {
      throw DamagedValue(column: "store")
    }
    return PublishedStore(id: row[0], incarnation: row[1], load: load, seq: seq, step: row[4], version: version)
  }
}

/// What a file says of itself, in one transaction.
struct CatalogState {
  var tenant: String
  var cloud: String
  var locale: String
  var version: StoredVersion
  /// The number of the last unit that was noted.
  var last: Int64

  init(_ db: Database, path: String) throws {
    func setting(_ key: String) throws -> String {
      try String.fetchOne(
        db, sql: "SELECT CAST(value AS TEXT) FROM setting WHERE key = ?", arguments: [key]) ?? ""
    }
    (tenant, cloud, locale) = (try setting("tenant"), try setting("cloud"), try setting("locale"))
    guard !tenant.isEmpty else { throw PublicationError.noSource(path: path) }
    version = try StoredVersion(db)
    last = try Int64.fetchOne(db, sql: "SELECT \(PublicationLog.last)") ?? 0
  }
}
