/// The pace of requests, as a value: it grants the next slot, and learns from responses.
///
/// Starts at the ceiling. A 429 stops all calls until the time that the service named; ``AdaptiveRateLimit`` decides
/// the rate after that.
///
/// Times are durations since an origin of the caller's choosing.
struct RequestPacer: Sendable {
  /// The bound of requests a second, except for a burst of one second's worth.
  let ceiling: Double
  /// The current rate, in requests a second.
  var rate: Double { search.rate }
  private var search: AdaptiveRateLimit
  private var nextSlot: Duration = .zero
  private(set) var pausedUntil: Duration = .zero

  /// The unused time that a burst may use before the first 429.
  static let burst: Duration = .seconds(1)
  /// The same, in requests, after a 429: the limit may allow no burst.
  static let burstAtLimit = 0.3

  /// - Parameter requestsPerMinute: the ceiling, above zero.
  init(requestsPerMinute: Double) {
    ceiling = max(requestsPerMinute, 0.001) / 60
    search = AdaptiveRateLimit(ceiling: ceiling)
  }

  /// Takes the next slot where its time has come.
  ///
  /// - Returns: `nil` where the request goes now, and is counted; otherwise the time to ask again.
  mutating func takeSlot(now: Duration) -> Duration? {
    search.advance(to: now)
    let burst = search.isSearching ? min(Self.burst, .seconds(Self.burstAtLimit / rate)) : Self.burst
    let earliest = max(nextSlot, now - burst, pausedUntil)
    guard earliest <= now else { return earliest }
    nextSlot = earliest + .seconds(1 / rate)
    search.sent(at: now)
    return nil
  }

  /// Notes a 429: all calls pause, and the rate falls, once per pause.
  mutating func throttled(now: Duration, pause: Duration) {
    if now >= pausedUntil {
      search.refused(at: now, pause: pause)
    } else {
      search.refusedDuringPause(endingAt: max(pausedUntil, now + pause))
    }
    pausedUntil = max(pausedUntil, now + pause)
  }
}
