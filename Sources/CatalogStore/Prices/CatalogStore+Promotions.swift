package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

/// The list of promotions of a market and segment, and the last attempt to read it.
package struct StoredPromotionList: Sendable {
  package var market: Market
  package var segment: Segment
  package var attemptedAt: Date
  /// What came of the attempt.
  package var outcome: String
}

extension CatalogStore {
  /// Replaces the promotions of a market and segment by those of its list, in one transaction.
  ///
  /// A list that became shorter is no damage: promotions end.
  package func replacePromotions(
    _ promotions: [ListedPromotion], in market: Market, segment: Segment, at moment: Date
  ) async throws {
    try await write { db in
      let number = try Self.note(.stored, nil, market, segment, moment, db)
      try db.execute(
        sql: "UPDATE promotion_list SET fetched_at = ? WHERE market_id = ? AND segment = ?",
        arguments: [moment.stamp, number, segment.rawValue])
      try db.execute(
        sql: "DELETE FROM promotion WHERE market_id = ? AND segment = ?", arguments: [number, segment.rawValue])
      let insertion = try PreparedStatement(
        db,
        """
        INSERT INTO promotion (market_id, product, sku, segment, ordinal, code, name, starts, ends, is_automatic, policy,
          discount, term, cycle)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
      for (ordinal, listed) in promotions.enumerated() {
        let promotion = listed.promotion
        insertion.bind(number)
        for text in [listed.sku.product.rawValue, listed.sku.sku.rawValue, segment.rawValue] { insertion.bind(text) }
        insertion.bind(Int64(ordinal))
        insertion.bind(promotion.id)
        insertion.bind(promotion.name)
        insertion.bind(promotion.startsAt?.stamp)
        insertion.bind(promotion.endsAt?.stamp)
        insertion.bind(promotion.isAutomatic.map { $0 ? Int64(1) : 0 })
        insertion.bind(promotion.policy)
        insertion.bind(promotion.discount?.text)
        insertion.bind(promotion.termDuration)
        insertion.bind(promotion.billingCycle)
        try insertion.execute()
      }
    }
  }

  /// Records an attempt that stored nothing: `absent` or `failed`. The stored promotions stay.
  package func recordPromotions(
    _ outcome: PriceAttempt.Outcome, reason: String?, in market: Market, segment: Segment, at moment: Date
  ) async throws {
    try await write { _ = try Self.note(outcome, reason, market, segment, moment, $0) }
  }

  /// The lists that were ever asked for.
  package func promotionLists() async throws -> [StoredPromotionList] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT m.code, l.segment, l.attempted_at, l.outcome FROM promotion_list l JOIN market m ON m.id = l.market_id
          """
      ).map { row in
        StoredPromotionList(
          market: Market(try row["code"] as String), segment: Segment(try row["segment"] as String),
          attemptedAt: Date(stamp: try row["attempted_at"]), outcome: try row["outcome"])
      }
    }
  }

  /// - Returns: the number of the market.
  private static func note(
    _ outcome: PriceAttempt.Outcome, _ reason: String?, _ market: Market, _ segment: Segment, _ moment: Date,
    _ db: Database
  ) throws -> Int64 {
    try db.execute(sql: "INSERT INTO market (code) VALUES (?) ON CONFLICT DO NOTHING", arguments: [market.code])
    let number =
      try Int64.fetchOne(db, sql: "SELECT id FROM market WHERE code = ?", arguments: [market.code]) ?? 0
    try db.execute(
      sql: """
        INSERT INTO promotion_list (market_id, segment, attempted_at, outcome, reason) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (market_id, segment) DO UPDATE SET attempted_at = excluded.attempted_at, outcome = excluded.outcome,
          reason = excluded.reason
        """, arguments: [number, segment.rawValue, moment.stamp, outcome.rawValue, reason])
    return number
  }
}
