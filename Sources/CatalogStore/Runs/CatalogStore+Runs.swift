public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB

extension CatalogStore {
  /// A run that has begun.
  public struct RunHandle: Sendable, Hashable {
    /// The number of the run; later runs have higher ones.
    public var id: Int64
    /// When the run began, in whole seconds.
    public var startedAt: Date
    /// The run whose lists this one resumes; `id` for a run of its own.
    public var resumedRunID: Int64
    /// The start of the resumed run: everything confirmed since need not be read again.
    public var begunAt: Date
    /// Whether it reads everything, by its request or because it resumes such a run.
    public var isFull: Bool
  }

  /// Begins a run, and marks runs whose process ended without recording it as interrupted.
  ///
  /// Resumes the last run with the same request if that is incomplete, unless it began more than a day ago or another
  /// run has completed since.
  ///
  /// - Parameters:
  ///   - request: the markets and views.
  ///   - extent: the products to read.
  ///   - now: the time of the start.
  /// - Returns: the run.
  /// - Throws: `StoreError`.
  public func beginRun(_ request: RunRequest, _ extent: RunExtent, at now: Date) async throws -> RunHandle {
    try await write { db in
      try TimesAhead.forget(db, at: now)
      try db.execute(
        sql: "UPDATE run SET state = 'interrupted', finished_at = ? WHERE state = 'running'", arguments: [now.stamp])
      let asked = StoredJSON.text(request)
      let last = try UnfinishedRun(asked: request, at: now, db)
      let id = try DamagedValue.checked(
        (try Int64.fetchOne(db, sql: "SELECT max(id) FROM run") ?? 0) &+ 1, "run.id")
      let wasFull = last?.isFull ?? false
      let goesOn = extent == .due || (extent == .full && wasFull)
      let resumedRunID: Int64 = goesOn ? last?.resumedRunID ?? id : id
      let isFull = extent == .full || (goesOn && wasFull)
      try db.execute(
        sql: "INSERT INTO run (id, started_at, state, begun_by, asked, is_full) VALUES (?, ?, 'running', ?, ?, ?)",
        arguments: [id, now.stamp, resumedRunID, asked, isFull])
      // Responses staged by single look-ups belong to the unfinished run beside them.
      if extent != .single {
        try db.execute(sql: "DELETE FROM staged_answer WHERE run_id < ?", arguments: [resumedRunID])
      }
      let begunAt = try Int64.fetchOne(db, sql: "SELECT started_at FROM run WHERE id = ?", arguments: [resumedRunID])
      return RunHandle(
        id: id, startedAt: Date(stamp: now.stamp), resumedRunID: resumedRunID,
        begunAt: Date(stamp: begunAt ?? now.stamp),
        isFull: isFull)
    }
  }

  /// Keeps the number of a run's requests in the file up to date until its result is recorded, with what it writes.
  ///
  /// - Parameters:
  ///   - id: the run.
  ///   - requests: the requests so far.
  package func follow(_ id: Int64, requests: @escaping @Sendable () -> RunProgress.Requests) {
    runProgress.follow(id, requests: requests)
  }

  /// Records the result of a run.
  ///
  /// - Parameters:
  ///   - id: the run.
  ///   - state: the result; not `running`.
  ///   - requests: requests sent, repetitions included.
  ///   - retries: requests that were repetitions.
  ///   - throttled: requests that the service answered with 429.
  ///   - items: the changes, counted in items.
  ///   - reading: the due products and the sample; `nil` for a run that reads everything.
  ///   - now: the time of the end.
  /// - Throws: `StoreError`.
  public func finishRun(
    _ id: Int64, state: RunState, requests: Int, retries: Int, throttled: Int, items: ItemCounts,
    reading: RunReading? = nil, at now: Date
  ) async throws {
    runProgress.end()
    try await write { db in
      try db.execute(
        sql: """
          UPDATE run SET state = ?1, finished_at = ?2, started_at = min(started_at, ?2), requests = ?, retries = ?,
            throttled = ?, added = ?, changed = ?, removed = ?, unchanged = ?, requests_saved = ?, due_never_read = ?, due_evidence = ?, due_age = ?,
            due_audit = ?, audit_sampled = ?, audit_changed = ?
          WHERE id = ?
          """,
        arguments: [
          state.rawValue, now.stamp, requests, retries, throttled, items.added, items.changed, items.removed,
          items.unchanged, reading?.requestsSaved, reading?.due.neverRead ?? 0, reading?.due.evidence ?? 0,
          reading?.due.age ?? 0, reading?.due.audit ?? 0, reading?.audit.sampled ?? 0, reading?.audit.changed ?? 0, id,
        ])
    }
  }

  /// Keeps queries fast: merges the search index and refreshes the statistics of the query planner.
  ///
  /// - Throws: `StoreError`.
  public func optimize() async throws {
    try await write { db in
      try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('optimize')")
      try db.execute(sql: "PRAGMA analysis_limit = 400")
      try db.execute(sql: "PRAGMA optimize")
    }
  }
}
