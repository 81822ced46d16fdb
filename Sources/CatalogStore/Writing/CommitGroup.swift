import GRDB
import Synchronization

/// Combines concurrent writes into one transaction.
///
/// Each write is done completely or not at all, independent of the others: one that fails is undone, and only its
/// caller gets the error. Writes are done in the order of their requests, even if the requesting task is cancelled in
/// the meantime.
final class CommitGroup: Sendable {
  /// One write, with a completion handler.
  struct Job: Sendable {
    /// Runs again, alone, if another write of its transaction failed.
    var run: @Sendable (WriteTransaction) throws -> Void
    /// Called once: with `nil` when the transaction is in the file, otherwise with the error of this write.
    var tell: @Sendable ((any Error)?) -> Void
  }

  private struct State {
    /// In the order of requests. The first waiter leads now, or leads next.
    var waiting: [Waiter] = []
    var isLed = false
  }

  private struct Waiter: Sendable {
    var run: @Sendable (WriteTransaction) throws -> Void
    var continuation: CheckedContinuation<Turn, Never>
  }

  /// The reason to wake a waiting task.
  private enum Turn: Sendable {
    /// It leads: it writes for all waiters, itself first.
    case lead
    /// Its write is done, or failed with an error.
    case done((any Error)?)
  }

  private let state = Mutex(State())
  private let pool: DatabasePool
  private let first: @Sendable () -> [Job]

  /// The most writes in one transaction, so that readers soon see them.
  static let most = 64

  /// Commits to a pool; `first` gives the jobs that precede all others of a transaction.
  init(_ pool: DatabasePool, first: @escaping @Sendable () -> [Job]) {
    self.pool = pool
    self.first = first
  }

  /// Runs a write in a transaction, perhaps with others.
  ///
  /// - Parameter body: the write; it may run twice, the second time alone.
  /// - Returns: the value of the body.
  /// - Throws: the error of the body or of the commit, or `CancellationError` before the write was requested.
  func write<Value: Sendable>(_ body: @Sendable @escaping (WriteTransaction) throws -> Value) async throws -> Value {
    try Task.checkCancellation()
    let result = Result<Value>()
    let turn = await withCheckedContinuation { continuation in
      let leads = state.withLock { state in
        let waiter = Waiter(
          run: { transaction in
            let value = try body(transaction)
            result.value.withLock { $0 = value }
          }, continuation: continuation)
        state.waiting.append(waiter)
        defer { state.isLed = true }
        return !state.isLed
      }
      if leads { continuation.resume(returning: .lead) }
    }
    let error: (any Error)? =
      switch turn {
      case .lead: await lead()
      case .done(let error): error
      }
    if let error { throw error }
    guard let value = result.value.withLock({ $0 }) else { throw CancellationError() }
    return value
  }

  private final class Result<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// Writes for all who wait, and lets the next of those who came meanwhile lead.
  ///
  /// - Returns: why the first of them, who leads, was not written for.
  private func lead() async -> (any Error)? {
    let waiters = state.withLock { state in
      let waiters = Array(state.waiting.prefix(Self.most))
      state.waiting.removeFirst(waiters.count)
      return waiters
    }
    let before = first()
    let jobs = before.map(\.run) + waiters.map(\.run)
    // A separate task, so that cancelling the leader does not affect the others. When it ends it has released the file,
    // so that its callers can close it.
    let written = Task { [pool] in try await pool.writeWithoutTransaction { db in Self.run(jobs, db) } }
    var errors: [(any Error)?]
    do {
      errors = try await written.value
    } catch {
      errors = Array(repeating: error, count: jobs.count)
    }
    for (job, error) in zip(before, errors) { job.tell(error) }
    errors.removeFirst(before.count)
    for (waiter, error) in zip(waiters, errors).dropFirst() { waiter.continuation.resume(returning: .done(error)) }
    let next = state.withLock { state in
      state.isLed = !state.waiting.isEmpty
      return state.waiting.first
    }
    next?.continuation.resume(returning: .lead)
    return errors.first ?? nil
  }

  /// - Returns: of each why it is not in the file, `nil` where it is.
  private static func run(_ jobs: [@Sendable (WriteTransaction) throws -> Void], _ db: Database) -> [(any Error)?] {
    let error = commit(jobs, db)
    // One failed and undid all: commit each on its own.
    if error != nil, jobs.count > 1 { return jobs.map { commit([$0], db) } }
    return Array(repeating: error, count: jobs.count)
  }

  private static func commit(_ jobs: [@Sendable (WriteTransaction) throws -> Void], _ db: Database) -> (any Error)? {
    do {
      try db.inTransaction(.immediate) {
        let transaction = WriteTransaction(db)
        for job in jobs { try job(transaction) }
        try transaction.end()
        return .commit
      }
      return nil
    } catch {
      return error
    }
  }
}
