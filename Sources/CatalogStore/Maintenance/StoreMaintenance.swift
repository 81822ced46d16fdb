import CatalogSchema
public import Foundation
import GRDB

/// What is to be done for a catalog file.
public struct MaintenanceOptions: Sendable, Hashable {
  /// Looks at each page, but not whether indexes agree with their tables, nor whether the search index agrees with the
  /// texts.
  public var isQuick: Bool
  /// Forgets changes, removed items and runs from before; `nil` forgets nothing.
  public var prunesBefore: Date?
  /// Writes the file anew without gaps.
  public var vacuums: Bool

  /// Options; by default everything is checked, nothing is pruned and the file is compacted.
  public init(isQuick: Bool = false, prunesBefore: Date? = nil, vacuums: Bool = true) {
    self.isQuick = isQuick
    self.prunesBefore = prunesBefore
    self.vacuums = vacuums
  }
}

/// What looking after a catalog file came to.
public struct MaintenanceReport: Sendable, Hashable, Encodable {
  /// One thing that was looked at.
  public struct Check: Sendable, Hashable, Encodable {
    /// `pages`, `values`, `foreignKeys`, `textIndex` or `searchIndex`.
    public var name: String
    /// What is wrong, in words, at most ten lines; none where it is sound.
    public var findings: [String]
    /// Whether it was put right: both indexes are written anew from the rows they stand for.
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

  /// Whether nothing is wrong that could not be mended.
  public var isSound: Bool { checks.allSatisfy { $0.findings.isEmpty || $0.isRepaired } }
}

/// How much history was forgotten.
public struct PrunedHistory: Sendable, Hashable, Encodable {
  /// Deleted entries of the change log.
  public var changes = 0
  /// Deleted records of removed items.
  public var removedItems = 0
  /// Deleted records of runs.
  public var runs = 0
}

extension CatalogStore {
  /// Opens a file that is there, whatever it is a copy of.
  ///
  /// - Throws: ``StoreError``, also where there is none.
  public convenience init(existing path: String) throws {
    // Only a file that can be read as a catalog, of this version or an earlier one, is opened for writing.
    let source = try StoreFile.source(of: path)
    try self.init(path: path, source: source)
  }

  /// Checks the file, mends its search indexes, forgets old history, and makes it compact and quick.
  ///
  /// Readers go on meanwhile. Where the file itself is damaged, nothing of it is changed, and the report says what was found.
  /// - Throws: ``StoreError``: what was done before is kept, the rest of the file is as it was.
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

  /// Writes the file anew, in one transaction: whoever reads goes on with what was there, and what fails leaves it.
  private func vacuum() async throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    // The writer's own connection waits meanwhile: its transaction is not open, and nobody else may begin one.
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

  /// Brings the log into the file. A reader that has been reading for long may keep some of it there.
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
