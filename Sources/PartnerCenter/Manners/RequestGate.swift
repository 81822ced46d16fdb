import Synchronization

/// The one gate for everything sent to a tenant: rate, concurrency, pauses and budget in one place.
public final class RequestGate: Sendable {
  private struct State {
    var pace: Pace
    var count = TrafficCount()
  }

  private let state: Mutex<State>
  /// How many requests are under way.
  private let places: Permits
  /// Who is next: only the first in line asks the pace, the others wait behind it.
  private let turn = Permits(1)
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
    state = Mutex(State(pace: Pace(requestsPerMinute: requestsPerMinute)))
    places = Permits(concurrency)
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
    try await places.hold {
      try await turn.hold { try await waitForSlot() }
      try Task.checkCancellation()
      state.withLock { state in if isRetry { state.count.retries += 1 } }
      return try await send()
    }
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

  /// Asks the pace until it grants a slot: a pause may be ordered while one waits for it.
  private func waitForSlot() async throws {
    while true {
      let now = clock.now()
      try checkBudget(at: now)
      let next = state.withLock { state -> Duration? in
        if let later = state.pace.takeSlot(now: now) { return later }
        state.count.requests += 1
        return nil
      }
      guard let next else { return }
      try checkBudget(at: next)
      try await clock.sleep(next)
    }
  }

  private func checkBudget(at time: Duration) throws {
    if let limit = budget.duration, time > limit { throw BudgetSpent(kind: .duration) }
    if let limit = budget.requests, state.withLock({ $0.count.requests }) >= limit {
      throw BudgetSpent(kind: .requests)
    }
  }
}
