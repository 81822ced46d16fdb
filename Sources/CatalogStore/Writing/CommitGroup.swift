import GRDB
import Synchronization

/// Puts writes that wait at the same moment into one transaction: whoever waits goes along.
///
/// Each is done whole or not at all, for itself: one that fails is undone, and tells only the one who asked for it. They are
/// done in the order in which they were asked for. What was asked for is done, also where the asking task is cancelled
/// meanwhile.
final class CommitGroup: Sendable {
  /// One write, and how its end is told.
  struct Job: Sendable {
    /// Runs once more, by itself, where another of its transaction failed.
    var run: @Sendable (Database) throws -> Void
    /// Told once: `nil` when the transaction is in the file, otherwise why this write is not.
    var tell: @Sendable ((any Error)?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isWriting = false
  }

  private let state = Mutex(State())
  private let pool: DatabasePool
  private let first: @Sendable () -> Job?

  /// So many writes go into a transaction at most: readers of the file see soon what is done.
  static let most = 64

  /// - Parameter first: asked before each transaction for what is to go before all else.
  init(_ pool: DatabasePool, first: @escaping @Sendable () -> Job?) {
    self.pool = pool
    self.first = first
  }

  /// Runs a write in a transaction, perhaps with others.
  ///
  /// - Throws: what the body throws, why the transaction did not come into the file, or `CancellationError` before it
  ///   was asked for.
  func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try Task.checkCancellation()
    let result = Result<Value>()
    return try await withCheckedThrowingContinuation { continuation in
      let job = Job(
        run: { db in
          let value = try body(db)
          result.value.withLock { $0 = value }
        },
        tell: { error in
          if let value = result.value.withLock({ $0 }), error == nil {
            continuation.resume(returning: value)
          } else {
            continuation.resume(throwing: error ?? CancellationError())
          }
        })
      let leads = state.withLock { state in
        state.waiting.append(job)
        defer { state.isWriting = true }
        return !state.isWriting
      }
      if leads { writeNext() }
    }
  }

  private final class Result<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// Writes what waits, and goes on until nothing does.
  private func writeNext() {
    pool.asyncWriteWithoutTransaction { [self] db in
      // Asked for only now: what came while the file was busy goes along.
      var jobs = state.withLock { state in
        let jobs = Array(state.waiting.prefix(Self.most))
        state.waiting.removeFirst(jobs.count)
        return jobs
      }
      if let job = first() { jobs.insert(job, at: 0) }
      for (job, error) in zip(jobs, Self.run(jobs, db)) { job.tell(error) }
      let goesOn = state.withLock { state in
        state.isWriting = !state.waiting.isEmpty
        return state.isWriting
      }
      if goesOn { writeNext() }
    }
  }

  /// - Returns: of each why it is not in the file, `nil` where it is.
  private static func run(_ jobs: [Job], _ db: Database) -> [(any Error)?] {
    let error = commit(jobs, db)
    // One of them failed, and all were undone with it: each stands for itself then.
    if error != nil, jobs.count > 1 { return jobs.map { commit([$0], db) } }
    return Array(repeating: error, count: jobs.count)
  }

  private static func commit(_ jobs: [Job], _ db: Database) -> (any Error)? {
    do {
      try db.inTransaction(.immediate) {
        for job in jobs { try job.run(db) }
        return .commit
      }
      return nil
    } catch {
      return error
    }
  }
}
