import CatalogSchema
public import Foundation
import GRDB

/// Options of the maintenance of a catalog file.
public struct MaintenanceOptions: Sendable, Hashable {
  /// Checks each page, but neither indexes against their tables nor the search index against the texts.
  public var isQuick: Bool
  /// Deletes changes, removed items and runs before this time; `nil` keeps all.
  public var prunesBefore: Date?
  /// Compacts the file.
  public var vacuums: Bool

  /// Options; by default everything is checked, nothing is pruned and the file is compacted.
  public init(isQuick: Bool = false, prunesBefore: Date? = nil, vacuums: Bool = true) {
    self.isQuick = isQuick
    self.prunesBefore = prunesBefore
    self.vacuums = vacuums
  }
}

/// The result of maintenance.
public struct MaintenanceReport: Sendable, Hashable, Encodable {
  /// One check.
  public struct Check: Sendable, Hashable, Encodable {
    /// `pages`, `values`, `foreignKeys`, `textIndex` or `searchIndex`.
    public var name: String
    /// The findings in plain English, at most ten; none where it is sound.
    public var findings: [String]
    /// Whether it was repaired: both indexes are rebuilt from their rows.
    public var isRepaired: Bool
  }

  /// The size of a file.
  public struct Size: Sendable, Hashable, Encodable {
    /// Bytes of the file, free pages included.
    public var bytes: Int
    /// Pages that hold nothing, in bytes.
    public var freeBytes: Int
    /// Bytes of the log beside the file.
    public var logBytes: Int
    /// Items of `catalog_items`.
    public var items: Int

    /// `nil` where there are no items.
    public var bytesPerItem: Double? { items == 0 ? nil : Double(bytes) / Double(items) }
  }

  /// One entry for each check that ran.
  public var checks: [Check] = []
  /// The deleted history; `nil` where none was to be deleted, or where the file is damaged.
  public var pruned: PrunedHistory?
  /// Whether the file was compacted.
  public var isVacuumed = false
  /// The size before.
  public var before: Size
  /// The size after.
  public var after: Size

  /// Whether everything was sound or repaired.
  public var isSound: Bool { checks.allSatisfy { $0.findings.isEmpty || $0.isRepaired } }
}

/// The number of deleted records.
public struct PrunedHistory: Sendable, Hashable, Encodable {
  /// Deleted entries of the change log.
  public var changes = 0
  /// Deleted records of removed items.
  public var removedItems = 0
  /// Deleted records of runs.
  public var runs = 0
}

extension CatalogStore {
  /// Opens an existing file with the source that it names.
  ///
  /// - Parameter path: the SQLite file.
  /// - Throws: `StoreError`, also where there is no file.
  public convenience init(existing path: String) throws {
    // Only a file that can be read as a catalog, of this version or an earlier one, is opened for writing.
    let source = try StoreFile.source(of: path)
    try self.init(path: path, source: source)
  }

  /// Checks the file, rebuilds damaged search indexes, deletes old history, and compacts and optimizes the file.
  ///
  /// Readers are not blocked. A damaged file is not changed; the report has the findings, which are no error.
  ///
  /// - Parameter options: the parts to run.
  /// - Returns: the findings and the sizes before and after.
  /// - Throws: `StoreError`; completed parts are kept, the rest of the file is unchanged.
  public func maintain(_ options: MaintenanceOptions) async throws -> MaintenanceReport {
    let size = try await size()
    var report = MaintenanceReport(before: size, after: size)
    report.checks = try await checks(isQuick: options.isQuick)
    guard report.isSound else { return report }
    if let date = options.prunesBefore { report.pruned = try await prune(before: date.stamp) }
    try await optimize()
    if options.vacuums {
      try await vacuum()
      report.isVacuumed = true
    }
    try await checkpoint()
    report.after = try await self.size()
    return report
  }

  private func size() async throws -> MaintenanceReport.Size {
    let (pages, free, items) = try await read { db in
      let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
      return (
        page * (try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0),
        page * (try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0),
        try Int.fetchOne(db, sql: "SELECT count(*) FROM availability") ?? 0
      )
    }
    let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    return MaintenanceReport.Size(bytes: pages, freeBytes: free, logBytes: log ?? 0, items: items)
  }

  /// Compacts the file in one transaction: readers keep their snapshot, and a failure leaves the file unchanged.
  private func vacuum() async throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    // The writer's own connection has no open transaction and waits, so nobody else can begin one.
    try await withoutTransaction { [path] _ in
      let connection = try PlainConnection(path)
      // The copy may be larger than memory, and the system's folder for temporary files smaller than the catalog's.
      try connection.execute(
        """
        PRAGMA synchronous = NORMAL; PRAGMA temp_store = FILE;
        PRAGMA temp_store_directory = \(folder.quotedDatabaseString);
        """)
      defer { try? connection.execute("PRAGMA temp_store_directory = ''") }
      try connection.execute("VACUUM")
    }
  }

  /// Moves the log into the file. A long reader may keep some of it there.
  private func checkpoint() async throws {
    try await withoutTransaction { db in
      do {
        _ = try db.checkpoint(.truncate)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        _ = try db.checkpoint(.passive)
      }
    }
  }

  func withoutTransaction<Value: Sendable>(
    _ body: @Sendable @escaping (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.writeWithoutTransaction(body)
    } catch {
      throw StoreFile.storeError(error, path: path)
    }
  }
}

extension String {
  /// The text as a literal of SQL.
  var quotedDatabaseString: String { "'" + replacing("'", with: "''") + "'" }
}
