import Synchronization

/// The limiter of all requests to a tenant: rate, concurrency, pauses and budget in one place.
public final class RequestLimiter: Sendable {
  private struct State {
    var pacer: RequestPacer
    var breaker = CircuitBreaker()
    var count = RequestCounts()
    /// After a pause one request probes; the others wait for its response.
    var isProbing = false
    /// The number of responses that reported trouble.
    var troubles = 0
  }

  /// The service has been down for so long that no call waits any more.
  struct CircuitOpen: Error {}

  private let state: Mutex<State>
  /// The requests in flight.
  private let places: AsyncSemaphore
  /// The queue of calls: only the first waits for the pacer, the others behind it.
  private let turn = AsyncSemaphore(1)
  private let clock: RequestClock
  private let budget: Budget

  /// Creates a limiter whose budget of time starts now.
  ///
  /// - Parameters:
  ///   - requestsPerMinute: the ceiling of the rate.
  ///   - concurrency: simultaneous requests, at least 1.
  ///   - budget: the bounds of the whole run.
  ///   - clock: the real one, except in tests.
  public init(
    requestsPerMinute: Double, concurrency: Int, budget: Budget = Budget(), clock: RequestClock = .continuous()
  ) {
    state = Mutex(State(pacer: RequestPacer(requestsPerMinute: requestsPerMinute)))
    places = AsyncSemaphore(concurrency)
    self.budget = budget
    self.clock = clock
  }

  /// The requests sent so far.
  public var count: RequestCounts { state.withLock { $0.count } }

  /// The current rate, in requests a minute.
  public var requestsPerMinute: Double { state.withLock { $0.pacer.rate * 60 } }

  /// How long no request is sent because the service asked for it, or is down; `nil` for no pause.
  public var pauseLeft: Duration? {
    let end = state.withLock { max($0.pacer.pausedUntil, $0.breaker.isOpen ? $0.breaker.pausedUntil : .zero) }
    let left = end - clock.now()
    return left > .zero ? left : nil
  }

  /// Sends one request when its turn has come.
  ///
  /// `send` itself reports its result: ``throttled(pause:)``, ``failed()`` or ``succeeded()``.
  /// - Throws: ``BudgetExceeded`` or ``CircuitOpen`` instead of sending, `CancellationError`, and the errors of `send`.
  func pass<Response: Sendable>(isRetry: Bool, _ send: @Sendable () async throws -> Response) async throws -> Response {
    try await places.hold {
      let probed = try await turn.hold { () -> Response? in
        // The probe keeps the turn until its response arrives.
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

  /// Notes a 429: no call is sent until the pause is over, then one alone.
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

  /// Notes a missing response, or one of a service in trouble.
  func failed() {
    state.withLock { state in
      state.troubles += 1
      state.breaker.failed(now: clock.now())
    }
  }

  /// Notes a response that only a working service sends.
  func succeeded() { state.withLock { $0.breaker.succeeded() } }

  /// The time after the end of the budget in which requests in flight may finish.
  static let grace: Duration = .seconds(1)

  /// Runs the body, and cancels it a moment after the budget of time is spent, whatever it waits for: a service or a
  /// sign-in that does not respond, a pause, a turn.
  ///
  /// - Returns: the result of the body, and whether the time ran out.
  package func endingInTime<Result: Sendable>(
    _ body: @escaping @Sendable () async -> Result
  ) async -> (result: Result, isTimeSpent: Bool) {
    guard let limit = budget.duration else { return (await body(), false) }
    let end = limit + Self.grace
    return await withTaskGroup(of: Ending<Result>.self) { [clock] group in
      group.addTask { .finished(await body()) }
      // A cancelled sleep ends early, before the time is up.
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

  /// Waits until the pacer grants a slot; pauses may begin meanwhile.
  ///
  /// - Returns: `nil`, or for a probe the number of troubles before it.
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
