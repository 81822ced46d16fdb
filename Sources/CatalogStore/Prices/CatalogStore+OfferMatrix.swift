package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

/// A whole offer matrix, to be stored.
package struct NewOfferMatrix: Sendable {
  package var month: SheetMonth
  package var matrix: OfferMatrix
  /// How many bytes came.
  package var bytes: Int
  /// SHA-256 of these bytes.
  package var digest: [UInt8]
  package var fetchedAt: Date

  package init(month: SheetMonth, matrix: OfferMatrix, bytes: Int, digest: [UInt8], fetchedAt: Date) {
    self.month = month
    self.matrix = matrix
    self.bytes = bytes
    self.digest = digest
    self.fetchedAt = fetchedAt
  }
}

/// What became of an offer matrix.
package struct OfferMatrixReport: Sendable, Hashable, Encodable {
  /// The result for the store.
  package enum State: String, Sendable, Codable {
    /// It is stored, in place of the one before.
    case stored
    /// The same bytes are stored already: nothing was written.
    case unchanged
    /// The stored one is of a later month: nothing was written.
    case superseded
    /// It lacks too many SKUs of the one before: nothing was stored.
    case heldBack
  }

  package var month: SheetMonth
  package var state: State
  package var rows = 0
  /// SKUs that the matrix before did not list; 0 for a first one.
  package var added = 0
  package var changed = 0
  package var removed = 0

  package init(month: SheetMonth, state: State, rows: Int = 0) {
    self.month = month
    self.state = state
    self.rows = rows
  }
}

/// The stored offer matrix, and the last attempt to read one.
package struct StoredOfferMatrix: Sendable {
  /// `nil` where none is stored.
  package var month: SheetMonth?
  package var digest: [UInt8]?
  package var rows: Int
  package var attemptedAt: Date
  /// What came of the attempt.
  package var outcome: String
}

extension CatalogStore {
  /// Stores an offer matrix in place of the one before, in one transaction.
  ///
  /// One that lacks more than a fifth of the SKUs before it is held back, until the same bytes come some hours later or
  /// `allowsRemovals` is set.
  /// - Returns: the differences to the one before it.
  /// - Throws: `StoreError`.
  package func store(_ new: NewOfferMatrix, allowsRemovals: Bool = false) async throws -> OfferMatrixReport {
    try await write { db in try OfferMatrixWriter(db: db, new: new, allowsRemovals: allowsRemovals).write() }
  }

  /// The stored offer matrix; `nil` where none was ever asked for.
  package func offerMatrix() async throws -> StoredOfferMatrix? {
    try await read { db in
      try Row.fetchOne(db, sql: "SELECT month, digest, rows, attempted_at, outcome FROM offer_matrix").map { row in
        StoredOfferMatrix(
          month: (try row["month"] as Int?).flatMap { SheetMonth($0) },
          digest: (try row["digest"] as Data?).map { Array($0) }, rows: try row["rows"] ?? 0,
          attemptedAt: Date(stamp: try row["attempted_at"]), outcome: try row["outcome"])
      }
    }
  }

  /// Records an attempt that stored nothing: `absent` or `failed`, the reason in English.
  package func recordOfferMatrix(_ outcome: PriceAttempt.Outcome, reason: String?, at moment: Date) async throws {
    try await write { try OfferMatrixWriter.note($0, outcome, reason, moment) }
  }
}

/// Stores one offer matrix, within a transaction.
struct OfferMatrixWriter {
  let db: Database
  let new: NewOfferMatrix
  let allowsRemovals: Bool

  /// A matrix that lacks more than a fifth of the SKUs before it is held back.
  private static let mostGone = 5
  /// As long as removals of the catalog wait: two looks of one morning prove nothing.
  private static let confirmation: Int64 = 6 * 3600

  func write() throws -> OfferMatrixReport {
    var report = OfferMatrixReport(month: new.month, state: .stored, rows: new.matrix.rows)
    let known = try Row.fetchOne(db, sql: "SELECT month, digest, attempted_at, held_digest FROM offer_matrix")
    if let known, let month: Int = try known["month"] {
      if month > new.month.number {
        report.state = .superseded
        return report
      }
      if month == new.month.number, let digest: Data = try known["digest"], Array(digest) == new.digest {
        try Self.note(db, .unchanged, nil, new.fetchedAt)
        report.state = .unchanged
        return report
      }
    }
    let before = try OfferLimitRows.all(db)
    for (sku, limits) in new.matrix.limits where !before.isEmpty {
      guard let old = before[sku] else {
        report.added += 1
        continue
      }
      if old != limits { report.changed += 1 }
    }
    report.removed = before.keys.count { new.matrix.limits[$0] == nil }
    if !allowsRemovals, report.removed * Self.mostGone > before.count, try isHeldBack(known) {
      report.state = .heldBack
      try Self.note(
        db, .heldBack, "\(report.removed) of \(before.count) SKUs are missing", new.fetchedAt, held: new.digest)
      return report
    }
    try db.execute(sql: "DELETE FROM offer_limit")
    try OfferLimitRows.insert(new.matrix.limits, db)
    try Self.note(db, .stored, nil, new.fetchedAt)
    try db.execute(
      sql: "UPDATE offer_matrix SET month = ?, rows = ?, fetched_at = ?, bytes = ?, digest = ?",
      arguments: [new.month.number, new.matrix.rows, new.fetchedAt.stamp, new.bytes, Data(new.digest)])
    return report
  }

  private func isHeldBack(_ known: Row?) throws -> Bool {
    guard let known, let digest: Data = try known["held_digest"], Array(digest) == new.digest else { return true }
    return new.fetchedAt.stamp - (try known["attempted_at"] as Int64) < Self.confirmation
  }

  /// The first sight of a matrix that is held back keeps its time.
  static func note(
    _ db: Database, _ outcome: PriceAttempt.Outcome, _ reason: String?, _ moment: Date, held: [UInt8]? = nil
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO offer_matrix (id, attempted_at, outcome, reason, held_digest) VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          attempted_at = CASE WHEN held_digest IS excluded.held_digest AND held_digest IS NOT NULL
            THEN attempted_at ELSE excluded.attempted_at END,
          outcome = excluded.outcome, reason = excluded.reason, held_digest = excluded.held_digest
        """, arguments: [moment.stamp, outcome.rawValue, reason, held.map { Data($0) }])
  }
}
