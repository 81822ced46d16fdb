import CatalogModel
public import Foundation
import GRDB

extension CatalogStore {
  /// The unit as stored, or `nil` for a product never seen in that place.
  package func unit(_ key: UnitKey) async throws -> StoredUnit? {
    try await read { db in
      guard let (place, product) = try Self.numbers(of: key, db) else { return nil }
      return try UnitReader(db: db).unit(place: place, product: product)
    }
  }

  /// The hashes of the bodies the unit was last read from; `nil` where it was never read or is gone.
  public func fingerprint(of key: UnitKey) async throws -> UnitFingerprint? {
    try await read { db in
      guard let (place, product) = try Self.numbers(of: key, db) else { return nil }
      return try Data.fetchOne(
        db, sql: "SELECT fingerprint FROM unit WHERE place_id = ? AND product_id = ? AND removed_at IS NULL",
        arguments: [place, product]
      ).map { UnitFingerprint(encoded: $0) }
    }
  }

  /// What the store holds of a unit and a new reading does not show.
  public func missing(from content: UnitContent?, of key: UnitKey) async throws -> [MissingItem] {
    guard let stored = try await unit(key), !stored.isRemoved else { return [] }
    return stored.skus.sorted { $0.key < $1.key }.flatMap { sku, old -> [MissingItem] in
      let before = old.availabilities.map(\.content)
      guard let new = content?.skus[sku] else {
        return [.sku(sku)]
      }
      return AvailabilityPairing(old: before, new: new.availabilities).removed.map {
        .availability(sku, before[$0].id, before[$0].segment)
      }
    }
  }

  /// Puts a reading in the place of the unit, in one transaction.
  ///
  /// - Parameters:
  ///   - content: all that the service shows; `nil` where the product is gone from this place.
  ///   - lists: from how many lists it was read, where the fingerprint does not tell.
  ///   - keepsNonprofitDate: nonprofit availabilities could not be read and are carried over as they were.
  /// - Returns: what it came to, counted in catalog items.
  public func replace(
    _ key: UnitKey, with content: UnitContent?, fingerprint: UnitFingerprint?, lists: Int? = nil,
    logging: ChangeLogging, keepsNonprofitDate: Bool = false, run: Int64, at now: Date
  ) async throws -> ItemTally {
    try await write { db in
      try UnitWriter(db: db, run: run, now: now.stamp).replace(
        key, with: content, fingerprint: fingerprint, lists: lists ?? fingerprint?.hashes.count, logging: logging,
        keepsNonprofitDate: keepsNonprofitDate)
    }
  }

  /// Notes that a unit was read whole and is as it was.
  public func confirm(_ key: UnitKey, fingerprint: UnitFingerprint?, run: Int64, at now: Date) async throws -> ItemTally
  {
    try await write { db in
      let items = try UnitWriter(db: db, run: run, now: now.stamp).confirm(key, fingerprint: fingerprint)
      return ItemTally(unchanged: items)
    }
  }

  /// Notes that a product answers although no list shows it.
  ///
  /// - Returns: since when.
  public func noteUnlisted(_ key: UnitKey, at now: Date) async throws -> Date {
    try await write { db in
      guard let (place, product) = try Self.numbers(of: key, db) else { return now }
      try db.execute(
        sql: """
          UPDATE unit SET unlisted_since = coalesce(unlisted_since, ?3) WHERE place_id = ?1 AND product_id = ?2
          """, arguments: [place, product, now.stamp])
      let since = try Int64.fetchOne(
        db, sql: "SELECT unlisted_since FROM unit WHERE place_id = ? AND product_id = ?", arguments: [place, product])
      return since.map(Date.init(stamp:)) ?? now
    }
  }

  /// Notes which parts of a unit answer although no list shows them; those noted before and not named now are listed
  /// again, or gone.
  ///
  /// - Returns: since when, for each.
  public func noteUnlisted(_ parts: Set<UnitPart>, of key: UnitKey, at now: Date) async throws -> [UnitPart: Date] {
    try await write { db in
      guard let (place, product) = try Self.numbers(of: key, db) else { return [:] }
      let rows = try Row.fetchAll(
        db, sql: "SELECT sku, availability, since FROM unlisted_part WHERE place_id = ? AND product_id = ?",
        arguments: [place, product])
      var since: [UnitPart: Int64] = [:]
      for row in rows {
        since[UnitPart(sku: Self.optional(row["sku"]), availability: Self.optional(row["availability"]))] = row["since"]
      }
      for part in Set(since.keys).subtracting(parts) {
        try db.execute(
          sql: "DELETE FROM unlisted_part WHERE place_id = ? AND product_id = ? AND sku = ? AND availability = ?",
          arguments: [place, product, part.sku?.rawValue ?? "", part.availability?.rawValue ?? ""])
      }
      for part in parts.subtracting(since.keys) {
        since[part] = now.stamp
        try db.execute(
          sql: "INSERT INTO unlisted_part (place_id, product_id, sku, availability, since) VALUES (?, ?, ?, ?, ?)",
          arguments: [place, product, part.sku?.rawValue ?? "", part.availability?.rawValue ?? "", now.stamp])
      }
      return since.filter { parts.contains($0.key) }.mapValues(Date.init(stamp:))
    }
  }

  private static func numbers(of key: UnitKey, _ db: Database) throws -> (place: Int64, product: Int64)? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT l.id AS place, p.id AS product
          FROM market m JOIN place l ON l.market_id = m.id JOIN product p
          WHERE m.code = ? AND l.scope = ? AND p.code = ?
          """), arguments: [key.place.market.code, key.place.scopeText, key.product.rawValue])
    return row.map { ($0["place"], $0["product"]) }
  }
}
