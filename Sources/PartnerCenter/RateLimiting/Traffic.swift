/// The requests of a run so far.
public struct RequestCounts: Sendable, Hashable {
  /// Requests sent, repetitions included; sign-in is not counted.
  public var requests = 0
  /// Requests that repeated an earlier one.
  public var retries = 0
  /// Responses with status 429.
  public var throttled = 0

  /// Creates counts, zero unless given.
  public init(requests: Int = 0, retries: Int = 0, throttled: Int = 0) {
    self.requests = requests
    self.retries = retries
    self.throttled = throttled
  }
}

/// The budget of requests or time is spent. Not a failure; progress is kept.
public struct BudgetExceeded: Error, Sendable, Hashable {
  /// The exhausted part of a budget.
  public enum Kind: String, Sendable { case requests, duration }
  /// Whether requests or time ran out.
  public var kind: Kind

  /// Creates the error.
  public init(kind: Kind) { self.kind = kind }
}

/// The bounds of a run.
public struct Budget: Sendable, Hashable {
  /// Requests, repetitions included; `nil` for no bound.
  public var requests: Int?
  /// Time since the limiter was created; `nil` for no bound.
  public var duration: Duration?

  /// Creates a budget, without bounds unless given.
  public init(requests: Int? = nil, duration: Duration? = nil) {
    self.requests = requests
    self.duration = duration
  }
}
