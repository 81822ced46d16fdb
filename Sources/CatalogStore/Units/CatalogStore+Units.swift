import CatalogModel
public import CatalogSchema
public import Foundation
import GRDB

extension CatalogStore {
  /// The stored product snapshot; `nil` for a product never seen in that market scope.
  package func unit(_ key: ProductKey) async throws -> StoredUnit? {
    try await read { db in
      guard let (marketScope, product) = try Self.numbers(of: key, db) else { return nil }
      return try ProductReader(db: db).unit(marketScope: marketScope, product: product)
    }
  }

  /// Replaces a product snapshot in one transaction, and logs the difference.
  ///
  /// - Parameters:
  ///   - key: the product and its market scope.
  ///   - content: everything the service shows; `nil` where the product is gone from this market scope.
  ///   - fingerprint: the hashes of the bodies that were read; `nil` for other sources.
  ///   - lists: the number of lists that were read; `nil` takes that of the fingerprint.
  ///   - isWhole: whether every part was read. Otherwise nothing is confirmed, and the next run reads the product
  ///     again.
  ///   - logging: selects the changes that are logged.
  ///   - run: the run of ``beginRun(_:_:at:)``.
  ///   - now: the time of the reading.
  /// - Returns: the number of items added, changed, removed and unchanged.
  /// - Throws: `StoreError`; the stored snapshot is then unchanged.
  public func replace(
    _ key: ProductKey, with content: ProductSnapshot?, fingerprint: ProductFingerprint?, lists: Int? = nil,
    isWhole: Bool = true, logging: ChangeLogging, run: Int64, at now: Date
  ) async throws -> ItemCounts {
    let staged = responses.take(of: key)
    do {
      return try await writeUnits { writer in
        try writer.replace(
          key, with: content, fingerprint: fingerprint, lists: lists ?? fingerprint?.hashes.count, logging: logging,
          in: .init(run: run, now: now.stamp, isWhole: isWhole))
      }
    } catch {
      responses.putBack(staged)
      throw error
    }
  }

  /// Confirms an unchanged product. The write is deferred: to the next transaction, to a full batch, to two seconds
  /// later or to ``writeDeferred()``.
  ///
  /// `counted` receives the number of items after the write.
  package func confirmSoon(
    _ key: ProductKey, run: Int64, at now: Date, counted: @escaping @Sendable (ItemCounts) -> Void
  ) async throws {
    _ = responses.take(of: key)
    try await writeSoon(.init(key: key, at: now.stamp, kind: .confirmed(run: run, counted: counted)))
  }

  /// Records that some lists of a product are unchanged, which confirms no item. The write is deferred, as in
  /// ``confirmSoon(_:run:at:counted:)``; `doubt` is the number of changes still expected in the product.
  package func noteGlance(at key: ProductKey, doubt: Double, at now: Date) async throws {
    try await writeSoon(.init(key: key, at: now.stamp, kind: .glimpsed(doubt: doubt)))
  }

  /// The time since which a product exists at the service but in no list; `nil` where a list showed it at its last
  /// reading.
  package func unlistedSince(_ key: ProductKey) async throws -> Date? {
    try await read { db in
      guard let (marketScope, product) = try Self.numbers(of: key, db) else { return nil }
      return try Int64.fetchOne(
        db, sql: "SELECT unlisted_since FROM unit WHERE place_id = ? AND product_id = ?",
        arguments: [marketScope, product]
      ).map(Date.init(stamp:))
    }
  }

  /// Records that a product exists at the service but in no list. The next reading of the product deletes the record.
  package func noteUnlisted(_ key: ProductKey, since: Date) async throws {
    try await write { db in
      guard let (marketScope, product) = try Self.numbers(of: key, db) else { return }
      try db.execute(
        sql: "UPDATE unit SET unlisted_since = ?3 WHERE place_id = ?1 AND product_id = ?2",
        arguments: [marketScope, product, since.stamp])
    }
  }

  /// Records the parts of a product that exist at the service but in no list. Earlier records of other parts are
  /// deleted: those parts are listed again, or gone.
  ///
  /// - Returns: the time since which each part is unlisted.
  /// - Throws: `StoreError`.
  package func noteUnlisted(_ parts: Set<ProductPart>, of key: ProductKey, at now: Date) async throws -> [ProductPart:
    Date]
  {
    try await write { db in
      guard let (marketScope, product) = try Self.numbers(of: key, db) else { return [:] }
      let rows = try Row.fetchAll(
        db, sql: "SELECT sku, availability, since FROM unlisted_part WHERE place_id = ? AND product_id = ?",
        arguments: [marketScope, product])
      var since: [ProductPart: Int64] = [:]
      for row in rows {
        since[ProductPart(sku: Self.optional(try row["sku"]), availability: Self.optional(try row["availability"]))] =
          try row["since"]
      }
      for part in Set(since.keys).subtracting(parts) {
        try db.execute(
          sql: "DELETE FROM unlisted_part WHERE place_id = ? AND product_id = ? AND sku = ? AND availability = ?",
          arguments: [marketScope, product, part.sku?.rawValue ?? "", part.availability?.rawValue ?? ""])
      }
      for part in parts.subtracting(since.keys) {
        since[part] = now.stamp
        try db.execute(
          sql: "INSERT INTO unlisted_part (place_id, product_id, sku, availability, since) VALUES (?, ?, ?, ?, ?)",
          arguments: [marketScope, product, part.sku?.rawValue ?? "", part.availability?.rawValue ?? "", now.stamp])
      }
      return since.filter { parts.contains($0.key) }.mapValues(Date.init(stamp:))
    }
  }

  private static func numbers(of key: ProductKey, _ db: Database) throws -> (marketScope: Int64, product: Int64)? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT l.id AS place, p.id AS product
          FROM market m JOIN place l ON l.market_id = m.id JOIN product p
          WHERE m.code = ? AND l.scope = ? AND p.code = ?
          """), arguments: [key.marketScope.market.code, key.marketScope.scopeText, key.product.rawValue])
    return try row.map { (try $0["place"], try $0["product"]) }
  }
}
