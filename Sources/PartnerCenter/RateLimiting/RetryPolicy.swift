/// How often and after which pause a call is sent again. Retries happen in ``PartnerCenterClient`` and nowhere else.
public struct RetryPolicy: Sendable, Hashable {
  /// How often one call is sent at most, the first time included.
  public var attempts: Int
  /// The same where the last answer was 429: everyone pauses then, so that asking again costs the service little, and
  /// a window of a minute may outlast a few pauses of two seconds.
  public var throttledAttempts: Int
  /// The pause before the second attempt is drawn from zero to this; it doubles with every further one.
  public var firstPause: Duration
  /// No pause grows longer than this, unless `Retry-After` asks for it.
  public var longestPause: Duration
  /// A `Retry-After` longer than this is not waited for, nor are several of one call that come to three times as much: the run ends with
  /// ``ServicePause``.
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

  /// What to wait on a 429: what the service asks for, and from the second 429 of a call on an exponentially growing
  /// part on top. Without `Retry-After` the service is taken to ask for the growing part alone, at least half of it.
  func throttlePause(before attempt: Int, retryAfter: Duration?, jitter: Double) -> Duration {
    guard let retryAfter else { return ceiling(before: attempt + 1) * (0.5 + jitter / 2) }
    return retryAfter + (attempt > 2 ? ceiling(before: attempt) * jitter : .zero)
  }

  private func ceiling(before attempt: Int) -> Duration {
    min(longestPause, firstPause * (1 << min(max(attempt - 2, 0), 20)))
  }
}
