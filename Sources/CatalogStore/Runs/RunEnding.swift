import CatalogSchema
public import Foundation
import GRDB

/// How one run of a command ended, as its caller was told.
public struct RunEnding: Sendable, Hashable {
  /// `sync` or `customers sync`.
  public var command: String
  /// `nil` where the command reads no catalog.
  public var runID: Int64?
  public var startedAt: Date
  public var finishedAt: Date
  /// `complete`, `partial` or `failed`.
  public var state: RunState
  public var exitCode: Int
  /// The stable word of the error that ended it; `nil` where it went to its end.
  public var errorCode: String?
  public var requests: Int
  public var retries: Int
  public var throttled: Int

  public init(
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
  /// Writes down how a run ended: exit codes and counters are told from here.
  public func record(_ ending: RunEnding) async throws {
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
