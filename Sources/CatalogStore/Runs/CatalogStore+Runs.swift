public import Foundation
import GRDB

extension CatalogStore {
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
  /// Where the last run with the same request did not end whole, the new one goes on with it.
  /// - Parameter anew: does not go on, whatever the last run left.
  public func beginRun(_ request: RunRequest, anew: Bool, at now: Date) async throws -> BegunRun {
    try await write { db in
      try db.execute(
        sql: "UPDATE run SET state = 'interrupted', finished_at = ? WHERE state = 'running'", arguments: [now.stamp])
      let asked = StoredJSON.text(request)
      let last = try Row.fetchOne(
        db, sql: "SELECT state, begun_by FROM run WHERE asked = ? ORDER BY id DESC LIMIT 1", arguments: [asked])
      let goesOn = last.map { ($0["state"] as String) != RunState.complete.rawValue } ?? false
      let id = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM run") ?? 0) + 1
      let begunBy: Int64 = goesOn && !anew ? last?["begun_by"] ?? id : id
      try db.execute(
        sql: "INSERT INTO run (id, started_at, state, begun_by, asked) VALUES (?, ?, 'running', ?, ?)",
        arguments: [id, now.stamp, begunBy, asked])
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
