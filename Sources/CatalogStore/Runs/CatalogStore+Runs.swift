public import Foundation
import GRDB

extension CatalogStore {
  /// How old the lists may be that a run goes on with.
  static let resumableSeconds: Int64 = 24 * 3600

  /// A run that has begun.
  public struct BegunRun: Sendable, Hashable {
    public var id: Int64
    public var startedAt: Date
    /// The run whose lists this one goes on with; `id` where it begins anew.
    public var begunBy: Int64
    /// When that run started: what was confirmed since need not be read again.
    public var begunAt: Date
  }

  /// Begins a run, and marks runs whose process ended without a word as interrupted.
  ///
  /// Where the last run with the same request did not end whole, the new one goes on with it, unless that began
  /// more than a day ago or another run ended whole meanwhile.
  /// - Parameter anew: does not go on, whatever the last run left.
  public func beginRun(_ request: RunRequest, anew: Bool, at now: Date) async throws -> BegunRun {
    try await write { db in
      try db.execute(
        sql: "UPDATE run SET state = 'interrupted', finished_at = ? WHERE state = 'running'", arguments: [now.stamp])
      let asked = StoredJSON.text(request)
      let last = try Row.fetchOne(
        db,
        sql: """
          SELECT r.begun_by FROM run r JOIN run b ON b.id = r.begun_by
          WHERE r.id = (SELECT max(id) FROM run WHERE asked = ?1) AND b.started_at > ?2
            AND NOT EXISTS (SELECT 1 FROM run w WHERE w.id >= r.id AND w.state = 'complete')
          """, arguments: [asked, now.stamp - Self.resumableSeconds])
      let id = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM run") ?? 0) + 1
      let begunBy: Int64 = anew ? id : last?["begun_by"] ?? id
      try db.execute(
        sql: "INSERT INTO run (id, started_at, state, begun_by, asked) VALUES (?, ?, 'running', ?, ?)",
        arguments: [id, now.stamp, begunBy, asked])
      try db.execute(sql: "DELETE FROM staged_answer WHERE run_id < ?", arguments: [begunBy])
      let begunAt = try Int64.fetchOne(db, sql: "SELECT started_at FROM run WHERE id = ?", arguments: [begunBy])
      return BegunRun(
        id: id, startedAt: Date(stamp: now.stamp), begunBy: begunBy, begunAt: Date(stamp: begunAt ?? now.stamp))
    }
  }

  /// Writes down how a run ended.
  public func finishRun(
    _ id: Int64, state: RunState, requests: Int, retries: Int, throttled: Int, items: ItemTally, at now: Date
  ) async throws {
    try await write { db in
      try db.execute(
        sql: """
          UPDATE run SET state = ?, finished_at = ?, requests = ?, retries = ?, throttled = ?, added = ?, changed = ?,
            removed = ?, unchanged = ?
          WHERE id = ?
          """,
        arguments: [
          state.rawValue, now.stamp, requests, retries, throttled, items.added, items.changed, items.removed,
          items.unchanged, id,
        ])
    }
  }

  /// Keeps queries fast: merges the search index and refreshes statistics.
  public func optimize() async throws {
    try await write { db in
      try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('optimize')")
      try db.execute(sql: "PRAGMA analysis_limit = 400")
      try db.execute(sql: "PRAGMA optimize")
    }
  }
}
