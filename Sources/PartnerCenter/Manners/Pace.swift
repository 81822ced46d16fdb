/// How fast requests may go, as a value: it says when the next one may be sent, and learns from what came back.
///
/// Starts at the ceiling. A 429 halves the rate that was really reached, once per pause, and stops everyone until
/// the time the service named. Without a 429 the rate climbs back to the ceiling within a minute.
///
/// Times are durations since an origin of the caller's choosing.
public struct Pace: Sendable {
  /// Requests a second that are never exceeded.
  public let ceiling: Double
  /// Requests a second at the moment.
  public private(set) var rate: Double
  private var nextSlot: Duration = .zero
  private var pausedUntil: Duration = .zero
  private var lastThrottle: Duration?
  private var sentInWindow = 0
  private var windowStart: Duration = .zero

  /// Below this rate no 429 presses it: one request in ten seconds.
  static let floor = 0.1
  /// Unused time that may be caught up with a burst.
  static let burst: Duration = .seconds(1)

  /// - Parameter requestsPerMinute: the ceiling, above zero.
  public init(requestsPerMinute: Double) {
    ceiling = max(requestsPerMinute, 0.001) / 60
    rate = ceiling
  }

  /// Takes the next slot.
  ///
  /// - Returns: when the request may go: `now` or later. A pause that is ordered meanwhile holds for it too, so ask
  ///   ``mayGo(at:)`` again after waiting.
  public mutating func takeSlot(now: Duration) -> Duration {
    recover(now: now)
    let earliest = max(nextSlot, now - Self.burst, pausedUntil)
    nextSlot = earliest + .seconds(1 / rate)
    return max(earliest, now)
  }

  /// When a request whose slot has come may really go: later than `now` while everyone is paused.
  public func mayGo(at now: Duration) -> Duration { max(now, pausedUntil) }

  /// Notes that a request was sent.
  public mutating func sent(now: Duration) {
    if now - windowStart > .seconds(10) {
      windowStart = now
      sentInWindow = 0
    }
    sentInWindow += 1
  }

  /// Notes a 429: everyone pauses, and the rate falls.
  public mutating func throttled(now: Duration, pause: Duration) {
    recover(now: now)
    let isNewPause = now >= pausedUntil
    pausedUntil = max(pausedUntil, now + pause)
    nextSlot = max(nextSlot, pausedUntil)
    if isNewPause {
      let elapsed = (now - windowStart) / .seconds(1)
      let measured = elapsed >= 1 ? Double(sentInWindow) / elapsed : rate
      rate = max(min(rate, measured) / 2, min(Self.floor, ceiling))
    }
    lastThrottle = pausedUntil
    rateAtThrottle = rate
  }

  private var rateAtThrottle: Double = 0

  /// Climbs back in a straight line, at the ceiling a minute after the last pause ended.
  private mutating func recover(now: Duration) {
    guard let lastThrottle else { return }
    let share = max(0, (now - lastThrottle) / .seconds(60))
    if share >= 1 {
      rate = ceiling
      self.lastThrottle = nil
    } else {
      rate = rateAtThrottle + (ceiling - rateAtThrottle) * share
    }
  }
}
