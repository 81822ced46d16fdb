import Synchronization

/// The one gate for everything sent to a tenant: rate, concurrency, pauses and budget in one place.
public final class RequestGate: Sendable {
  private struct State {
    var pace: Pace
    var count = TrafficCount()
    var free: Int
    var waiting: [Waiter] = []
    var nextWaiter: UInt64 = 0
  }

  private struct Waiter {
    var id: UInt64
    var continuation: CheckedContinuation<Bool, Never>
  }

  private let state: Mutex<State>
  private let clock: GateClock
  private let budget: Budget

  /// - Parameters:
  ///   - requestsPerMinute: the ceiling of the rate.
  ///   - concurrency: how many requests are under way at once, at least one.
  ///   - budget: what the run may spend in all.
  ///   - clock: the real one unless a test brings its own.
  public init(
    requestsPerMinute: Double, concurrency: Int, budget: Budget = Budget(), clock: GateClock = .continuous()
  ) {
    state = Mutex(State(pace: Pace(requestsPerMinute: requestsPerMinute), free: max(1, concurrency)))
    self.budget = budget
    self.clock = clock
  }

  /// What was sent so far.
  public var count: TrafficCount { state.withLock { $0.count } }

  /// Requests a minute at the moment.
  public var requestsPerMinute: Double { state.withLock { $0.pace.rate * 60 } }

  /// Sends one request when its turn has come.
  ///
  /// - Throws: ``BudgetSpent`` instead of sending, `CancellationError`, and what `send` throws.
  func pass<Answer: Sendable>(isRetry: Bool, _ send: @Sendable () async throws -> Answer) async throws -> Answer {
    try await enter()
    defer { leave() }
    var slot = state.withLock { $0.pace.takeSlot(now: clock.now()) }
    while true {
      try checkBudget(at: slot)
      try await clock.sleep(slot)
      let mayGo = state.withLock { $0.pace.mayGo(at: clock.now()) }
      if mayGo <= clock.now() { break }
      slot = mayGo
    }
    try Task.checkCancellation()
    try state.withLock { state in
      if let limit = budget.requests, state.count.requests >= limit { throw BudgetSpent(kind: .requests) }
      state.count.requests += 1
      if isRetry { state.count.retries += 1 }
      state.pace.sent(now: clock.now())
    }
    return try await send()
  }

  /// Notes a 429: nobody sends until the pause is over.
  func throttled(pause: Duration) {
    state.withLock { state in
      state.count.throttled += 1
      state.pace.throttled(now: clock.now(), pause: pause)
    }
  }

  /// Waits before a repetition, within the budget of time.
  func wait(_ pause: Duration) async throws {
    let end = clock.now() + pause
    try checkBudget(at: end)
    try await clock.sleep(end)
  }

  private func checkBudget(at time: Duration) throws {
    if let limit = budget.duration, time > limit { throw BudgetSpent(kind: .duration) }
    if let limit = budget.requests, state.withLock({ $0.count.requests }) >= limit {
      throw BudgetSpent(kind: .requests)
    }
  }

  private func enter() async throws {
    try Task.checkCancellation()
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    let entered = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDecided: Bool? = state.withLock { state in
          if Task.isCancelled { return false }
          if state.free > 0 {
            state.free -= 1
            return true
          }
          state.waiting.append(Waiter(id: id, continuation: continuation))
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
    guard entered else { throw CancellationError() }
  }

  private func leave() {
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

/// Time as the gate sees it: durations since the gate's clock was made.
public struct GateClock: Sendable {
  let now: @Sendable () -> Duration
  /// Sleeps until that time; returns at once when it has come.
  let sleep: @Sendable (Duration) async throws -> Void

  /// A clock of one's own, for tests.
  public init(now: @escaping @Sendable () -> Duration, sleepUntil: @escaping @Sendable (Duration) async throws -> Void)
  {
    self.now = now
    sleep = sleepUntil
  }

  /// Real time, from now on.
  public static func continuous() -> GateClock {
    let clock = ContinuousClock()
    let origin = clock.now
    return GateClock(
      now: { clock.now - origin },
      sleepUntil: { time in
        if time > clock.now - origin { try await clock.sleep(until: origin + time) }
      })
  }
}
