import Synchronization

/// A counting semaphore: permits are granted by rank, then in the order of requests.
package final class AsyncSemaphore: Sendable {
  private struct State {
    var free: Int
    var waiting: [Waiter] = []
    var nextWaiter: UInt64 = 0
  }

  private struct Waiter {
    var id: UInt64
    var rank: Int
    var continuation: CheckedContinuation<Bool, Never>
  }

  private let state: Mutex<State>

  package init(_ count: Int) { state = Mutex(State(free: max(1, count))) }

  /// Runs the operation while holding one permit.
  ///
  /// - Parameters:
  ///   - rank: the lowest is served first; equal ranks in the order of their requests.
  ///   - operation: runs once, on the caller's task.
  /// - Returns: the result of the operation.
  /// - Throws: `CancellationError` while waiting, and the errors of the operation.
  package func hold<Result: Sendable>(
    rank: Int = 0, _ operation: () async throws -> Result
  ) async throws -> Result {
    try await take(rank: rank)
    defer { giveBack() }
    return try await operation()
  }

  private func take(rank: Int) async throws {
    try Task.checkCancellation()
    let id: UInt64? = state.withLock { state in
      if state.free > 0 {
        state.free -= 1
        return nil
      }
      state.nextWaiter += 1
      return state.nextWaiter
    }
    guard let id else { return }
    let isTaken = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDecided: Bool? = state.withLock { state in
          if Task.isCancelled { return false }
          if state.free > 0 {
            state.free -= 1
            return true
          }
          var place = state.waiting.endIndex
          while place > 0, state.waiting[place - 1].rank > rank { place -= 1 }
          state.waiting.insert(Waiter(id: id, rank: rank, continuation: continuation), at: place)
          return nil
        }
        if let isDecided { continuation.resume(returning: isDecided) }
      }
    } onCancel: {
      let cancelled = state.withLock { state in
        state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
      }
      cancelled?.continuation.resume(returning: false)
    }
    guard isTaken else { throw CancellationError() }
  }

  private func giveBack() {
    let next = state.withLock { state -> Waiter? in
      if state.waiting.isEmpty {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.continuation.resume(returning: true)
  }
}
