/// The number of attempts of a call, and the pauses between them. Only ``PartnerCenterClient`` repeats calls.
public struct RetryPolicy: Sendable, Hashable {
  /// The attempts of one call, the first included.
  public var attempts: Int
  /// The attempts of a call whose last response was 429: all calls pause then, so that a repetition costs the service
  /// little, and a window of a minute may outlast a few pauses of two seconds.
  public var throttledAttempts: Int
  /// The upper bound of the pause before the second attempt, which is drawn from zero to this; it doubles with each
  /// attempt.
  public var firstPause: Duration
  /// The upper bound of every pause, except one that `Retry-After` asks for.
  public var longestPause: Duration
  /// The longest `Retry-After` that is waited for, and a third of the longest sum of several of one call; beyond, the
  /// run ends with ``ServicePause``.
  public var longestRetryAfter: Duration

  /// Creates a policy with the defaults of the service's guidance and Microsoft's SDK.
  ///
  /// - Parameters:
  ///   - attempts: at least 1.
  ///   - throttledAttempts: twice `attempts` unless given.
  ///   - firstPause: the upper bound of the first pause.
  ///   - longestPause: the upper bound of every pause.
  ///   - longestRetryAfter: a longer `Retry-After` ends the run.
  public init(
    attempts: Int = 5, throttledAttempts: Int? = nil, firstPause: Duration = .milliseconds(500),
    longestPause: Duration = .seconds(30),
    longestRetryAfter: Duration = .seconds(300)
  ) {
    self.attempts = attempts
    self.throttledAttempts = throttledAttempts ?? attempts * 2
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.longestRetryAfter = longestRetryAfter
  }

  /// The pause before an attempt, with full jitter.
  ///
  /// - Parameters:
  ///   - attempt: the number of the next attempt; 2 is the first repetition.
  ///   - jitter: from 0 to 1.
  /// - Returns: `jitter` times the upper bound of that attempt.
  package func pause(before attempt: Int, jitter: Double) -> Duration { ceiling(before: attempt) * jitter }

  /// The wait after a 429: the time that the service asks for, and from the second 429 of a call on an exponentially
  /// growing part on top. Without `Retry-After` the growing part alone counts, at least half of it.
  func throttlePause(before attempt: Int, retryAfter: Duration?, jitter: Double) -> Duration {
    guard let retryAfter else { return ceiling(before: attempt + 1) * (0.5 + jitter / 2) }
    return retryAfter + (attempt > 2 ? ceiling(before: attempt) * jitter : .zero)
  }

  private func ceiling(before attempt: Int) -> Duration {
    min(longestPause, firstPause * (1 << min(max(attempt - 2, 0), 20)))
  }
}
