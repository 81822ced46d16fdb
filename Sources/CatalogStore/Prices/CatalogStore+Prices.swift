package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// Stores one price sheet, in one transaction: completely or not at all.
  ///
  /// The sheets of other months and markets stay as they are; a sheet of the same view, market and month is replaced.
  /// One that lacks more than a fifth of the prices of the sheet before it is held back, until the same bytes come some
  /// hours later or `allowsRemovals` is set.
  /// - Returns: the differences to the sheet before it.
  /// - Throws: `StoreError`.
  package func store(_ sheet: NewPriceSheet, allowsRemovals: Bool = false) async throws -> PriceSheetReport {
    try await write { db in
      var written: PriceSheetReport?
      try db.inSavepoint {
        written = try PriceSheetWriter(db: db, sheet: sheet, allowsRemovals: allowsRemovals).write()
        return written?.state == .heldBack ? .rollback : .commit
      }
      guard let report = written else { throw CancellationError() }
      let isHeld = report.state == .heldBack
      try PriceAttempt(
        view: sheet.view, timeline: sheet.timeline, market: sheet.content.market, at: sheet.fetchedAt,
        outcome: isHeld ? .heldBack : .stored,
        reason: isHeld
          ? "\(report.removed) of \(report.removed + report.changed + report.unchanged) prices are missing" : nil,
        heldDigest: isHeld ? sheet.digest : nil
      ).write(db)
      return report
    }
  }

  /// The stored sheets that were made from bytes with a digest: reading the same again changes nothing.
  ///
  /// - Parameters:
  ///   - digest: SHA-256 of the bytes.
  ///   - view: only sheets of this view; `nil` for any.
  ///   - month: only sheets of this month; `nil` for any.
  /// - Returns: what is known of each, in the state `unchanged`.
  /// - Throws: `StoreError`.
  package func priceSheets(
    digest: [UInt8], view: PriceView? = nil, month: SheetMonth? = nil
  ) async throws -> [PriceSheetReport] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT m.code, v.name, v.timeline, s.month, s.rows, s.unjoined, s.contradictory, s.disagreeing_flags, s.currencies
          FROM price_sheet s JOIN price_view v ON v.id = s.view_id JOIN market m ON m.id = s.market_id
          WHERE s.digest = ?1 AND (?2 IS NULL OR v.name = ?2) AND (?3 IS NULL OR s.month = ?3) ORDER BY m.code
          """, arguments: [Data(digest), view?.rawValue, month?.number]
      ).compactMap { row -> PriceSheetReport? in
        guard let month = SheetMonth(try row["month"] as Int) else { return nil }
        var report = PriceSheetReport(
          market: Market(try row["code"] as String), view: PriceView(try row["name"] as String),
          timeline: PriceTimeline(rawValue: try row["timeline"]) ?? .current, month: month, state: .unchanged)
        report.rows = try row["rows"]
        report.unchanged = report.rows
        report.unjoined = try row["unjoined"]
        report.contradictory = try row["contradictory"]
        report.disagreeingFlags = try row["disagreeing_flags"]
        report.currencies = StoredJSON.texts(try row["currencies"])
        return report
      }
    }
  }

  /// Records an attempt that stored nothing.
  package func record(_ attempt: PriceAttempt) async throws { try await write { try attempt.write($0) } }
}

/// An attempt to read a price sheet.
package struct PriceAttempt: Sendable {
  /// What came of it.
  package enum Outcome: String, Sendable {
    case stored, unchanged, absent, heldBack, failed
  }

  package var view: PriceView
  package var timeline: PriceTimeline
  package var market: Market
  package var at: Date
  package var outcome: Outcome
  /// In English.
  package var reason: String?
  package var heldDigest: [UInt8]?

  package init(
    view: PriceView, timeline: PriceTimeline, market: Market, at: Date, outcome: Outcome, reason: String? = nil,
    heldDigest: [UInt8]? = nil
  ) {
    self.view = view
    self.timeline = timeline
    self.market = market
    self.at = at
    self.outcome = outcome
    self.reason = reason
    self.heldDigest = heldDigest
  }

  /// Writes it in place of the one before. The first sight of a sheet that is held back keeps its time.
  func write(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO price_view (name, timeline) VALUES (?1, ?2) ON CONFLICT DO NOTHING;
        """, arguments: [view.rawValue, timeline.rawValue])
    try db.execute(sql: "INSERT INTO market (code) VALUES (?) ON CONFLICT DO NOTHING", arguments: [market.code])
    try db.execute(
      sql: """
        INSERT INTO price_attempt (view_id, market_id, attempted_at, outcome, reason, held_digest)
        SELECT v.id, m.id, ?4, ?5, ?6, ?7 FROM price_view v, market m
        WHERE v.name = ?1 AND v.timeline = ?2 AND m.code = ?3
        ON CONFLICT (view_id, market_id) DO UPDATE SET
          attempted_at = CASE WHEN held_digest IS excluded.held_digest AND held_digest IS NOT NULL
            THEN attempted_at ELSE excluded.attempted_at END,
          outcome = excluded.outcome, reason = excluded.reason, held_digest = excluded.held_digest
        """,
      arguments: [
        view.rawValue, timeline.rawValue, market.code, at.stamp, outcome.rawValue, reason, heldDigest.map { Data($0) },
      ])
  }
}
