package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

/// The result of one run of a command.
package struct RunEnding: Sendable, Hashable {
  /// `sync` or `customers sync`.
  package var command: String
  /// `nil` where the command reads no catalog.
  package var runID: Int64?
  package var startedAt: Date
  package var finishedAt: Date
  /// `complete`, `partial` or `failed`.
  package var state: RunState
  package var exitCode: Int
  /// The stable word of the error that ended it; `nil` where it went to its end.
  package var errorCode: String?
  package var requests: Int
  package var retries: Int
  package var throttled: Int

  package init(
    command: String, runID: Int64?, startedAt: Date, finishedAt: Date, state: RunState, exitCode: Int,
    errorCode: String?, requests: Int, retries: Int, throttled: Int
  ) {
    self.command = command
    self.runID = runID
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.state = state
    self.exitCode = exitCode
    self.errorCode = errorCode
    self.requests = requests
    self.retries = retries
    self.throttled = throttled
  }
}

extension CatalogStore {
  /// Records the result of a run: the source of exit codes and counters.
  package func record(_ ending: RunEnding) async throws {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO run_ending
            (command, run_id, started_at, finished_at, state, exit_code, error_code, requests, retries, throttled)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          ending.command, ending.runID, ending.startedAt.stamp, ending.finishedAt.stamp, ending.state.rawValue,
          ending.exitCode, ending.errorCode, ending.requests, ending.retries, ending.throttled,
        ])
    }
  }
}
