import GRDB

extension CatalogStore {
  /// Deletes the history before a time: changes, removed items, and runs without references.
  ///
  /// Current items keep their dates. The last run, the last complete one and those they resume are kept, regardless of
  /// age.
  func prune(before time: Int64) async throws -> PrunedHistory {
    try await write { db in
      var pruned = PrunedHistory()
      func delete(_ sql: String) throws -> Int {
        try db.execute(sql: sql, arguments: StatementArguments(["time": time]))
        return db.changesCount
      }
      pruned.changes = try delete("DELETE FROM change WHERE at < :time")
      pruned.removedItems = try delete("DELETE FROM removed_availability WHERE removed_at < :time")
      // A confirmation older than the reading of its product is obsolete.
      _ = try delete("DELETE FROM verification WHERE verified_at < :time")
      _ = try delete(
        "DELETE FROM market_clock WHERE at < min(:time, (SELECT max(at) FROM market_clock) - \(ReadingHistory.memory))")
      let runs = """
        SELECT id FROM run
        WHERE finished_at < :time AND state <> 'running'
          AND id < (SELECT begun_by FROM run ORDER BY id DESC LIMIT 1)
          AND id < coalesce((SELECT begun_by FROM run WHERE state = 'complete' ORDER BY id DESC LIMIT 1), 0)
          AND id NOT IN (SELECT run_id FROM change)
          AND id NOT IN (SELECT run_id FROM market_clock)
          AND id NOT IN (SELECT begun_by FROM run WHERE finished_at IS NULL OR finished_at >= :time)
        """
      // The counts of results are kept for good: monitoring depends on them.
      _ = try delete("UPDATE run_ending SET run_id = NULL WHERE run_id IN (\(runs))")
      pruned.runs = try delete("DELETE FROM run WHERE id IN (\(runs))")
      return pruned
    }
  }
}
