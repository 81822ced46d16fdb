package import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// What the price sheets of a market have shown of its licences, besides prices.
package struct SheetCoverage: Sendable, Hashable {
  /// When the first of the compared sheets was read, in seconds since 1970.
  package var since: UInt32
  /// When a sheet was last looked at: what it had not shown by then, it has not shown.
  package var until: UInt32
  /// The products of which sheets differed, with the times of the two sheets.
  package var differences: [ProductID: Difference] = [:]
  private var keys: Set<UInt32>

  /// The times at which two sheets that differ were read.
  package struct Difference: Sendable, Hashable {
    package var since: UInt32
    package var seenAt: UInt32

    package init(since: UInt32, seenAt: UInt32) {
      self.since = since
      self.seenAt = seenAt
    }
  }

  package init(
    since: UInt32, until: UInt32, products: some Sequence<ProductID>, differences: [ProductID: Difference] = [:]
  ) {
    self.since = since
    self.until = until
    self.differences = differences
    keys = Set(products.map { SheetFacts.key(of: $0) })
  }

  private init(since: UInt32, until: UInt32, keys: Set<UInt32>) {
    self.since = since
    self.until = until
    self.keys = keys
  }

  /// Whether the last sheet lists a product.
  package func lists(_ product: ProductID) -> Bool { keys.contains(SheetFacts.key(of: product)) }

  static func all(_ db: Database) throws -> [Market: SheetCoverage] {
    var coverage: [Market: SheetCoverage] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT m.code, f.since, max(f.read_at, coalesce(a.attempted_at, 0)) AS until, f.facts
        FROM sheet_fact f JOIN market m ON m.id = f.market_id
        LEFT JOIN price_attempt a ON a.view_id = f.view_id AND a.market_id = f.market_id
          AND a.outcome IN ('stored', 'unchanged')
        """)
    {
      guard let facts = SheetFacts(encoded: try row["facts"] as Data) else { continue }
      coverage[Market(try row["code"] as String)] = SheetCoverage(
        since: UInt32(clamping: try row["since"] as Int64), until: UInt32(clamping: try row["until"] as Int64),
        keys: facts.keys)
    }
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT m.code, d.product, d.since, d.seen_at FROM sheet_difference d JOIN market m ON m.id = d.market_id
        """)
    {
      coverage[Market(try row["code"] as String)]?.differences[ProductID(try row["product"] as String)] = Difference(
        since: UInt32(clamping: try row["since"] as Int64), seenAt: UInt32(clamping: try row["seen_at"] as Int64))
    }
    return coverage
  }
}
