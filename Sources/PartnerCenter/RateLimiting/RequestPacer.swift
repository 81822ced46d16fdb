/// How fast requests may go, as a value: it says whether the next one may be sent, and learns from what came back.
///
/// Starts at the ceiling. A 429 stops everyone until the time the service named; how fast it goes on then is for
/// ``AdaptiveRateLimit`` to say.
///
/// Times are durations since an origin of the caller's choosing.
struct RequestPacer: Sendable {
  /// Requests a second that are never exceeded, but for a burst of what one second allows.
  let ceiling: Double
  /// Requests a second at the moment.
  var rate: Double { search.rate }
  private var search: AdaptiveRateLimit
  private var nextSlot: Duration = .zero
  private var pausedUntil: Duration = .zero

  /// Unused time that may be caught up with a burst, while nothing was refused.
  static let burst: Duration = .seconds(1)
  /// The same, in requests, once there was a 429: the limit may be one that allows no burst.
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

  /// Notes a 429: everyone pauses, and the rate falls, once per pause.
  mutating func throttled(now: Duration, pause: Duration) {
    if now >= pausedUntil {
      search.refused(at: now, pause: pause)
    } else {
      search.refusedDuringPause(endingAt: max(pausedUntil, now + pause))
    }
    pausedUntil = max(pausedUntil, now + pause)
  }
}
