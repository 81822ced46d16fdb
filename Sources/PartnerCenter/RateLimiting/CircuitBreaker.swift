/// Opens when the service is down: then everyone pauses, and one request at a time tries whether it is back.
///
/// The pauses grow from a second to a minute. When that lasted for ten minutes, calls fail at once instead of waiting,
/// and a request that tries is sent once a minute at most. A single good answer closes it.
struct CircuitBreaker: Sendable {
  /// Failures in a row, of whatever calls, that open it: what eight calls at once make with five attempts each.
  static let threshold = 40
  static let firstPause: Duration = .seconds(1)
  static let longestPause: Duration = .seconds(60)
  /// How long it is open before calls are given up.
  static let patience: Duration = .seconds(600)

  private var failures = 0
  private var openedAt: Duration?
  private(set) var pausedUntil: Duration = .zero

  var isOpen: Bool { openedAt != nil }

  /// A good answer, or one that only a working service gives.
  mutating func succeeded() { self = CircuitBreaker() }

  /// An answer 5xx or 429, or none.
  mutating func failed(now: Duration) {
    failures += 1
    guard failures >= Self.threshold else { return }
    // Of those under way when it opened, none lengthens the pause.
    if openedAt != nil, now < pausedUntil { return failures -= 1 }
    openedAt = openedAt ?? now
    let doublings = min(failures - Self.threshold, 20)
    pausedUntil = now + min(Self.longestPause, Self.firstPause * (1 << doublings))
  }

  /// Whether a call that would have to wait is not worth waiting for.
  func isGivenUp(now: Duration) -> Bool {
    guard let openedAt else { return false }
    return now < pausedUntil && pausedUntil - openedAt > Self.patience
  }
}
