import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Compares what sheets of a market say of products besides prices, within a transaction.
///
/// A product that two sheets describe differently has probably changed in the catalog. Amounts, dates and the service's own
/// change flags are no evidence: of 182 flagged rows of a month 77 had changed in text alone, and flags err.
struct SheetSignal {
  let db: Database
  let view: Int64
  let market: Int64

  /// Where more products differ than this, the form of the sheet changed, such as the order of its columns.
  private static let mostDifferent = 3

  /// Compares a sheet with the one before, and takes its place.
  func note(_ facts: [ProductID: UInt64], at moment: Int64) throws {
    guard !facts.isEmpty else { return }
    let new = SheetFacts(facts)
    let row = try Row.fetchOne(
      db, sql: "SELECT since, read_at, facts FROM sheet_fact WHERE view_id = ? AND market_id = ?",
      arguments: [view, market])
    var since = moment
    if let row, let old = SheetFacts(encoded: try row["facts"] as Data) {
      let before: Int64 = try row["read_at"]
      guard moment >= before else { return }
      let different = facts.keys.filter { old.differs(from: new, in: SheetFacts.key(of: $0)) }
      let gone = old.keys.subtracting(new.keys)
      if (different.count + gone.count) * Self.mostDifferent <= facts.count {
        since = try row["since"]
        for product in try different + products(gone) { try write(product, since: before, at: moment) }
      }
    }
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO sheet_fact (view_id, market_id, since, read_at, facts) VALUES (?, ?, ?, ?, ?)
        """, arguments: [view, market, since, moment, new.encoded])
  }

  private func write(_ product: ProductID, since: Int64, at moment: Int64) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO sheet_difference (market_id, product, since, seen_at) VALUES (?, ?, ?, ?)",
      arguments: [market, product.rawValue, since, moment])
  }

  /// The ids of products that the sheet has no more.
  private func products(_ keys: Set<UInt32>) throws -> [ProductID] {
    if keys.isEmpty { return [] }
    return try String.fetchAll(
      db, sql: "SELECT DISTINCT product FROM price_offer WHERE view_id = ?", arguments: [view]
    ).map { ProductID($0) }.filter { keys.contains(SheetFacts.key(of: $0)) }
  }
}

/// Hashes of what a sheet says of its products, by hashes of their ids.
struct SheetFacts {
  private var facts: [UInt32: UInt32] = [:]

  init(_ facts: [ProductID: UInt64]) {
    for (product, fact) in facts {
      self.facts[Self.key(of: product)] = UInt32(truncatingIfNeeded: fact ^ fact >> 32)
    }
  }

  /// - Returns: `nil` for bytes that were never written.
  init?(encoded: Data) {
    guard encoded.count % 8 == 0 else { return nil }
    let bytes = Array(encoded)
    func word(_ start: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) } }
    for start in stride(from: 0, to: bytes.count, by: 8) { facts[word(start)] = word(start + 4) }
  }

  var encoded: Data {
    var bytes: [UInt8] = []
    for (key, fact) in facts.sorted(by: { $0.key < $1.key }) {
      for word in [key, fact] {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
      }
    }
    return Data(bytes)
  }

  var keys: Set<UInt32> { Set(facts.keys) }

  func differs(from other: SheetFacts, in key: UInt32) -> Bool { facts[key] != other.facts[key] }

  /// FNV-1a of the id, the same on every machine.
  static func key(of product: ProductID) -> UInt32 {
    product.rawValue.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
