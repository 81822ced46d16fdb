package import CatalogSchema
import FileSystem
import Foundation
import GRDB

/// A copy of a catalog for other machines: one file, compact, without a log, that can be read where nothing can be
/// written.
public struct StoreSnapshot: Sendable, Hashable, Encodable {
  /// The path of the copy.
  public var path: String
  /// Bytes of the copy.
  public var bytes: Int
  /// Items of `catalog_items`.
  public var items: Int
  /// The version of its data.
  package var version: StoredVersion

  private enum CodingKeys: String, CodingKey { case path, bytes, items }

  /// Copies a catalog as of this moment, checks the copy, and moves it to its path atomically.
  ///
  /// The catalog is only read, and a sync may run at the same time. Readers of an earlier snapshot at the same path
  /// keep it until they open the path again.
  ///
  /// - Parameters:
  ///   - catalog: the file of a catalog.
  ///   - path: a regular file, whose permissions the copy keeps; or nothing yet, and the copy has the catalog's.
  ///   - withPrices: keeps the prices, which are confidential by the partner's contract; the copy is without them otherwise.
  /// - Returns: the path and the size of the copy.
  /// - Throws: `StoreError`, and `FileError` where `path` cannot be written; the file at `path` is then unchanged.
  public static func publish(
    _ catalog: String, at path: String, withPrices: Bool = false
  ) throws -> StoreSnapshot {
    try publish(catalog, at: path, withPrices: withPrices, examining: { _ in })
  }

  /// The same; `examining` is given the path of the complete copy before it is moved to its own.
  static func publish(
    _ catalog: String, at path: String, withPrices: Bool, examining: (String) throws -> Void
  ) throws -> StoreSnapshot {
    try CatalogFiles(of: catalog).refuse(path)
    // Refuses a file that is not a catalog; follows another name where its folder is read-only.
    let source = try StoreFile.openForReading(catalog).path
    // It holds the customers: who cannot read the catalog cannot read a new copy either.
    let draft = try DraftFile(for: path, permissions: FileFacts(path) == nil ? FileFacts(source)?.permissions : nil)
    do {
      return try StoreFile.translating(path) {
        do {
          try PlainConnection(source).execute("VACUUM INTO \(draft.path.quotedDatabaseString)")
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
          throw StoreError.corrupt(path: catalog)
        }
        try removePublications(draft.path)
        if !withPrices { try removePrices(draft.path) }
        let (items, version) = try check(draft.path)
        try examining(draft.path)
        try replace(draft)
        return StoreSnapshot(path: path, bytes: FileFacts(draft.target)?.size ?? 0, items: items, version: version)
      }
    } catch {
      draft.discard()
      throw error
    }
  }

  /// Deletes what belongs to the original alone: a copy that is written to later has publications of its own.
  private static func removePublications(_ path: String) throws {
    let copy = try DatabaseQueue(path: path)
    defer { try? copy.close() }
    try copy.writeWithoutTransaction { db in
      guard try Int64.fetchOne(db, sql: "SELECT 1 FROM publication LIMIT 1") != nil else { return }
      try db.execute(sql: "DELETE FROM publication; DELETE FROM touched_unit; VACUUM")
    }
  }

  /// Deletes the prices, so that not a byte of them stays in the file.
  private static func removePrices(_ path: String) throws {
    let copy = try DatabaseQueue(path: path)
    defer { try? copy.close() }
    try copy.writeWithoutTransaction { db in
      guard
        try Int64.fetchOne(
          db,
          sql: "SELECT 1 FROM price_sheet UNION ALL SELECT 1 FROM price_point UNION ALL SELECT 1 FROM promotion LIMIT 1"
        ) != nil
      else { return }
      try db.execute(
        sql: """
          PRAGMA secure_delete = ON;
          DELETE FROM sheet_fact; DELETE FROM sheet_difference;
          DELETE FROM price_point; DELETE FROM price_market_set; DELETE FROM price_sheet; DELETE FROM price_attempt;
          DELETE FROM price_offer; DELETE FROM price_currency; DELETE FROM price_view;
          DELETE FROM promotion; DELETE FROM promotion_list;
          VACUUM;
          """)
    }
  }

  /// Moves a finished copy to its path, while no writer can open the file that it replaces.
  ///
  /// - Throws: `StoreError` where a process writes to the replaced file or reads its log, and `FileError`; the file is
  ///   then unchanged.
  static func replace(_ draft: DraftFile) throws {
    let lock = try WriterLock.acquire(replacing: draft.target)
    try clear(draft.target)
    try draft.publish()
    withExtendedLifetime(lock) {}
  }

  /// Deletes the log and journal of the replaced file, which the next reader would take for those of the copy.
  ///
  /// A catalog gets its log first, so that concurrent readers see everything that was committed.
  private static func clear(_ target: String) throws {
    let files = SideFiles(of: target)
    guard files.areThere else { return }
    if FileFacts(target) != nil, FileKind(of: target) == .ours, files.journal != .ofSeveral {
      do {
        // The log stays where it is, and is cut.
        try PlainConnection(files.path).execute("PRAGMA journal_size_limit = 0; PRAGMA journal_mode = DELETE")
      } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
        // An unreadable file gets no log.
      }
      if files.hasLog, (try? PlainConnection(files.path).execute("SELECT 1 FROM sqlite_schema")) != nil {
        throw StoreError.busy(path: target, holder: "a process that reads it")
      }
    }
    files.remove()
  }

  /// - Returns: how many items it holds, and their version.
  private static func check(_ path: String) throws -> (items: Int, version: StoredVersion) {
    let copy = try DatabaseQueue(path: path)
    defer { try? copy.close() }
    return try copy.writeWithoutTransaction { db in
      // A log would have to be made where it is read.
      let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
      let findings = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)")
      guard mode == "delete", findings == ["ok"] else {
        throw StoreError.writeFailed(path: path, reason: "the copy is not sound: \(findings.first ?? "")")
      }
      let items = try Int.fetchOne(db, sql: "SELECT count(*) FROM availability") ?? 0
      return (items, try StoredVersion(db))
    }
  }
}
