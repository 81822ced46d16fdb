import Synchronization

/// The one gate for everything sent to a tenant: rate, concurrency, pauses and budget in one place.
public final class RequestLimiter: Sendable {
  private struct State {
    var pacer: RequestPacer
    var breaker = CircuitBreaker()
    var count = RequestCounts()
    /// After a pause one request goes ahead; the others wait for its answer.
    var isProbing = false
    /// How many answers said that there is trouble.
    var troubles = 0
  }

  /// The service is down, and has been for so long that nobody waits for it any more.
  struct CircuitOpen: Error {}

  private let state: Mutex<State>
  /// How many requests are under way.
  private let places: AsyncSemaphore
  /// Who is next: only the first in line asks the pace, the others wait behind it.
  private let turn = AsyncSemaphore(1)
  private let clock: RequestClock
  private let budget: Budget

  /// - Parameters:
  ///   - requestsPerMinute: the ceiling of the rate.
  ///   - concurrency: how many requests are under way at once, at least one.
  ///   - budget: what the run may spend in all.
  ///   - clock: the real one unless a test brings its own.
  public init(
    requestsPerMinute: Double, concurrency: Int, budget: Budget = Budget(), clock: RequestClock = .continuous()
  ) {
    state = Mutex(State(pacer: RequestPacer(requestsPerMinute: requestsPerMinute)))
    places = AsyncSemaphore(concurrency)
    self.budget = budget
    self.clock = clock
  }

  /// What was sent so far.
  public var count: RequestCounts { state.withLock { $0.count } }

  /// Requests a minute at the moment.
  public var requestsPerMinute: Double { state.withLock { $0.pacer.rate * 60 } }

  /// Sends one request when its turn has come.
  ///
  /// `send` itself tells what came back: ``throttled(pause:)``, ``failed()`` or ``succeeded()``.
  /// - Throws: ``BudgetExceeded`` or ``CircuitOpen`` instead of sending, `CancellationError`, and what `send` throws.
  func pass<Response: Sendable>(isRetry: Bool, _ send: @Sendable () async throws -> Response) async throws -> Response {
    try await places.hold {
      let probed = try await turn.hold { () -> Response? in
        // Whoever goes ahead after a pause keeps the turn until the answer is there.
        guard let troubles = try await waitForSlot() else { return nil }
        let response = try await carry(isRetry: isRetry, send)
        state.withLock { state in
          if state.troubles == troubles { state.isProbing = false }
        }
        return response
      }
      if let probed { return probed }
      return try await carry(isRetry: isRetry, send)
    }
  }

  private func carry<Response: Sendable>(
    isRetry: Bool, _ send: @Sendable () async throws -> Response
  ) async throws -> Response {
    try Task.checkCancellation()
    state.withLock { state in if isRetry { state.count.retries += 1 } }
    return try await send()
  }

  /// Notes a 429: nobody sends until the pause is over, and then one alone.
  func throttled(pause: Duration) {
    state.withLock { state in
      let now = clock.now()
      state.count.throttled += 1
      state.troubles += 1
      state.isProbing = true
      state.pacer.throttled(now: now, pause: pause)
      state.breaker.failed(now: now)
    }
  }

  /// Notes that no whole answer came, or one that says that the service is not well.
  func failed() {
    state.withLock { state in
      state.troubles += 1
      state.breaker.failed(now: clock.now())
    }
  }

  /// Notes an answer that only a working service gives.
  func succeeded() { state.withLock { $0.breaker.succeeded() } }

  /// How long after the end of its time a run is let finish what it has under way.
  static let grace: Duration = .seconds(1)

  /// Runs the body, and cancels it a moment after the budget of time is spent, whatever it waits for then: a service or a
  /// sign-in that does not answer, a pause, a turn.
  ///
  /// - Returns: what the body came to, and whether it was cancelled for the time.
  package func endingInTime<Result: Sendable>(
    _ body: @escaping @Sendable () async -> Result
  ) async -> (result: Result, isTimeSpent: Bool) {
    guard let limit = budget.duration else { return (await body(), false) }
    let end = limit + Self.grace
    return await withTaskGroup(of: Ending<Result>.self) { [clock] group in
      group.addTask { .finished(await body()) }
      // Whoever is cancelled wakes up early, and has not seen the end.
      group.addTask { (try? await clock.sleep(end)) == nil ? .woken : .timeIsUp }
      var isTimeSpent = false
      while true {
        let ending = await group.next()
        group.cancelAll()
        switch ending {
        case .finished(let result): return (result, isTimeSpent)
        case .timeIsUp: isTimeSpent = true
        case .woken, nil: continue
        }
      }
    }
  }

  private enum Ending<Result: Sendable>: Sendable { case finished(Result), timeIsUp, woken }

  /// Waits before a repetition, within the budget of time.
  func wait(_ pause: Duration) async throws {
    let end = clock.now() + pause
    try checkBudget(at: end)
    try await clock.sleep(end)
  }

  /// Asks the pace until it grants a slot: a pause may be ordered while one waits for it.
  ///
  /// - Returns: `nil`, or for a request that goes ahead alone, how many troubles there were before it.
  private func waitForSlot() async throws -> Int? {
    while true {
      let now = clock.now()
      try checkBudget(at: now)
      let slot = try state.withLock { state -> Slot in
        if state.breaker.isGivenUp(now: now) { throw CircuitOpen() }
        if state.breaker.isOpen, state.breaker.pausedUntil > now { return .later(state.breaker.pausedUntil) }
        if let later = state.pacer.takeSlot(now: now) { return .later(later) }
        state.count.requests += 1
        return .now(probing: state.isProbing || state.breaker.isOpen ? state.troubles : nil)
      }
      switch slot {
      case .now(let probing): return probing
      case .later(let next):
        try checkBudget(at: next)
        try await clock.sleep(next)
      }
    }
  }

  private enum Slot {
    case now(probing: Int?)
    case later(Duration)
  }

  private func checkBudget(at time: Duration) throws {
    if let limit = budget.duration, time > limit { throw BudgetExceeded(kind: .duration) }
    if let limit = budget.requests, state.withLock({ $0.count.requests }) >= limit {
      throw BudgetExceeded(kind: .requests)
    }
  }
}
