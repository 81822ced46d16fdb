import GRDB
import Synchronization

/// The number of requests of a running run, stored with the products that it read.
///
/// It adds a statement to their transaction, and makes no transaction of its own. A run that is killed keeps the number
/// of the last such transaction.
package final class RunProgress: Sendable {
  /// Requests so far, repetitions included.
  package typealias Requests = (sent: Int, retries: Int, throttled: Int)

  /// How many requests pass between two writes: a page of the file for some hundred.
  static let interval = 200

  private struct Run: Sendable {
    var id: Int64
    var requests: @Sendable () -> Requests
    var written = 0
  }

  private let run = Mutex<Run?>(nil)

  /// Follows a run, from now on.
  func follow(_ id: Int64, requests: @escaping @Sendable () -> Requests) {
    run.withLock { $0 = Run(id: id, requests: requests) }
  }

  /// Follows nothing any more.
  func end() { run.withLock { $0 = nil } }

  /// A write for the transaction that is about to be made; `nil` where too few requests passed.
  func job() -> CommitGroup.Job? {
    run.withLock { run in
      guard let current = run else { return nil }
      let requests = current.requests()
      guard requests.sent - current.written >= Self.interval else { return nil }
      run?.written = requests.sent
      return CommitGroup.Job(
        run: { transaction in
          try transaction.db.cachedStatement(
            sql: """
              UPDATE run SET requests = ?2, retries = ?3, throttled = ?4 WHERE id = ?1 AND state = 'running'
              """
          ).execute(arguments: [current.id, requests.sent, requests.retries, requests.throttled])
        }, tell: { _ in })
    }
  }
}
