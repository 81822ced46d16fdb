/// How fast requests may go, as a value: it says whether the next one may be sent, and learns from what came back.
///
/// Starts at the ceiling. A 429 halves the rate that was really reached, once per pause, and stops everyone until
/// the time the service named. Without a 429 the rate climbs back to the ceiling within a minute.
///
/// Times are durations since an origin of the caller's choosing.
public struct Pace: Sendable {
  /// Requests a second that are never exceeded, but for a burst of what one second allows.
  public let ceiling: Double
  /// Requests a second at the moment.
  public private(set) var rate: Double
  private var nextSlot: Duration = .zero
  private var pausedUntil: Duration = .zero
  private var throttle: Throttle?
  private var sentInWindow = 0
  private var windowStart: Duration = .zero

  private struct Throttle {
    /// When the pause ends and the rate begins to climb.
    var end: Duration
    /// The rate it climbs from.
    var rate: Double
  }

  /// Below this rate no 429 presses it: one request in ten seconds.
  static let floor = 0.1
  /// Unused time that may be caught up with a burst.
  static let burst: Duration = .seconds(1)
  /// How long after a pause the ceiling is reached again.
  static let recovery: Duration = .seconds(60)

  /// - Parameter requestsPerMinute: the ceiling, above zero.
  public init(requestsPerMinute: Double) {
    ceiling = max(requestsPerMinute, 0.001) / 60
    rate = ceiling
  }

  /// Takes the next slot where its time has come.
  ///
  /// - Returns: `nil` where the request goes now, and is counted; otherwise the time to ask again.
  public mutating func takeSlot(now: Duration) -> Duration? {
    recover(now: now)
    let earliest = max(nextSlot, now - Self.burst, pausedUntil)
    guard earliest <= now else { return earliest }
    nextSlot = earliest + .seconds(1 / rate)
    if now - windowStart > .seconds(10) {
      windowStart = now
      sentInWindow = 0
    }
    sentInWindow += 1
    return nil
  }

  /// Notes a 429: everyone pauses, and the rate falls.
  public mutating func throttled(now: Duration, pause: Duration) {
    recover(now: now)
    let isNewPause = now >= pausedUntil
    pausedUntil = max(pausedUntil, now + pause)
    if isNewPause {
      let elapsed = (now - windowStart) / .seconds(1)
      let measured = elapsed >= 1 ? Double(sentInWindow) / elapsed : rate
      rate = max(min(rate, measured) / 2, min(Self.floor, ceiling))
    }
    throttle = Throttle(end: pausedUntil, rate: rate)
  }

  /// Climbs back in a straight line, at the ceiling a minute after the last pause ended.
  private mutating func recover(now: Duration) {
    guard let throttle else { return }
    let share = max(0, (now - throttle.end) / Self.recovery)
    if share >= 1 {
      rate = ceiling
      self.throttle = nil
    } else {
      rate = throttle.rate + (ceiling - throttle.rate) * share
    }
  }
}
