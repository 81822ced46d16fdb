/// Opens when the service is down: then all calls pause, and one request at a time probes the service.
///
/// The pauses grow from a second to a minute. After ten minutes calls fail at once instead of waiting, and at most one
/// probe a minute is sent. A single good response closes the circuit.
struct CircuitBreaker: Sendable {
  /// Consecutive failures, over all calls, that open the circuit: eight simultaneous calls with five attempts each.
  static let threshold = 40
  static let firstPause: Duration = .seconds(1)
  static let longestPause: Duration = .seconds(60)
  /// The time after which calls fail instead of waiting.
  static let patience: Duration = .seconds(600)

  private var failures = 0
  private var openedAt: Duration?
  private(set) var pausedUntil: Duration = .zero

  var isOpen: Bool { openedAt != nil }

  /// A good response, or another one that only a working service sends.
  mutating func succeeded() { self = CircuitBreaker() }

  /// A 5xx or 429, or no response.
  mutating func failed(now: Duration) {
    failures += 1
    guard failures >= Self.threshold else { return }
    // Failures of requests in flight do not extend the pause.
    if openedAt != nil, now < pausedUntil { return failures -= 1 }
    openedAt = openedAt ?? now
    let doublings = min(failures - Self.threshold, 20)
    pausedUntil = now + min(Self.longestPause, Self.firstPause * (1 << doublings))
  }

  /// Whether a call fails instead of waiting.
  func isGivenUp(now: Duration) -> Bool {
    guard let openedAt else { return false }
    return now < pausedUntil && pausedUntil - openedAt > Self.patience
  }
}
