import CatalogModel
public import CatalogSchema
public import Foundation
import GRDB

extension CatalogStore {
  /// The unit as stored, or `nil` for a product never seen in that place.
  package func unit(_ key: ProductKey) async throws -> StoredUnit? {
    try await read { db in
      guard let (marketScope, product) = try Self.numbers(of: key, db) else { return nil }
      return try ProductReader(db: db).unit(marketScope: marketScope, product: product)
    }
  }

  /// Puts a reading in the place of the unit, in one transaction.
  ///
  /// - Parameters:
  ///   - content: all that the service shows; `nil` where the product is gone from this place.
  ///   - lists: from how many lists it was read, where the fingerprint does not tell.
  ///   - isWhole: whether every part of it was read; otherwise it is read again by the next run, and nothing of it is
  ///     confirmed at this time.
  /// - Returns: what it came to, counted in catalog items.
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

  /// Notes that a unit was read whole and is as it was, soon: with whatever is written next, with many others, after two
  /// seconds, or by ``writeDeferred()``.
  ///
  /// - Parameter counted: told how many items that are, once it is written.
  package func confirmSoon(
    _ key: ProductKey, run: Int64, at now: Date, counted: @escaping @Sendable (ItemCounts) -> Void
  ) async throws {
    _ = responses.take(of: key)
    try await writeSoon(.init(key: key, at: now.stamp, kind: .confirmed(run: run, counted: counted)))
  }

  /// Notes that some of a unit's lists were looked at and are as they were. That confirms no item.
  ///
  /// Written soon, as with ``confirmSoon(_:run:at:counted:)``.
  /// - Parameter doubt: how many changes the unit is still expected to have seen.
  package func noteGlance(at key: ProductKey, doubt: Double, at now: Date) async throws {
    try await writeSoon(.init(key: key, at: now.stamp, kind: .glimpsed(doubt: doubt)))
  }

  /// Since when a product has answered although no list shows it; `nil` where a list did at its last reading.
  public func unlistedSince(_ key: ProductKey) async throws -> Date? {
    try await read { db in
      guard let (marketScope, product) = try Self.numbers(of: key, db) else { return nil }
      return try Int64.fetchOne(
        db, sql: "SELECT unlisted_since FROM unit WHERE place_id = ? AND product_id = ?",
        arguments: [marketScope, product]
      ).map(Date.init(stamp:))
    }
  }

  /// Notes that a product answers although no list shows it. A later reading of the unit forgets that.
  public func noteUnlisted(_ key: ProductKey, since: Date) async throws {
    try await write { db in
      guard let (marketScope, product) = try Self.numbers(of: key, db) else { return }
      try db.execute(
        sql: "UPDATE unit SET unlisted_since = ?3 WHERE place_id = ?1 AND product_id = ?2",
        arguments: [marketScope, product, since.stamp])
    }
  }

  /// Notes which parts of a unit answer although no list shows them; those noted before and not named now are listed
  /// again, or gone.
  ///
  /// - Returns: since when, for each.
  public func noteUnlisted(_ parts: Set<ProductPart>, of key: ProductKey, at now: Date) async throws -> [ProductPart:
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
