package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

/// The last sheet of a view and market, and the last attempt to read one.
package struct StoredPriceSheet: Sendable {
  package var view: PriceView
  package var timeline: PriceTimeline
  package var market: Market
  /// `nil` where none is stored.
  package var month: SheetMonth?
  package var fetchedAt: Date?
  package var attemptedAt: Date?
  /// What came of the attempt; empty for none.
  package var outcome: String
}

extension CatalogStore {
  /// The last sheet of each view, timeline and market that was ever asked for.
  package func storedPriceSheets() async throws -> [StoredPriceSheet] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT v.name, v.timeline, m.code, s.month, s.fetched_at, a.attempted_at, coalesce(a.outcome, '') AS outcome
          FROM (SELECT view_id, market_id FROM price_sheet UNION SELECT view_id, market_id FROM price_attempt) k
          JOIN price_view v ON v.id = k.view_id
          JOIN market m ON m.id = k.market_id
          LEFT JOIN price_sheet s ON s.view_id = k.view_id AND s.market_id = k.market_id AND s.month =
            (SELECT max(l.month) FROM price_sheet l WHERE l.view_id = k.view_id AND l.market_id = k.market_id)
          LEFT JOIN price_attempt a ON a.view_id = k.view_id AND a.market_id = k.market_id
          """
      ).map { row in
        StoredPriceSheet(
          view: PriceView(try row["name"] as String),
          timeline: PriceTimeline(rawValue: try row["timeline"]) ?? .current,
          market: Market(try row["code"] as String), month: (try row["month"] as Int?).flatMap { SheetMonth($0) },
          fetchedAt: (try row["fetched_at"] as Int64?).map { Date(stamp: $0) },
          attemptedAt: (try row["attempted_at"] as Int64?).map { Date(stamp: $0) }, outcome: try row["outcome"])
      }
    }
  }
}
