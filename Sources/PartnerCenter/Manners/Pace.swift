/// How fast requests may go, as a value: it says whether the next one may be sent, and learns from what came back.
///
/// Starts at the ceiling. A 429 halves the rate that was really reached, once per pause, and stops everyone until
/// the time the service named. After a single 429 the rate climbs back to the ceiling within a minute. Where 429s come
/// again, they tell the limit of the service (``RateMemory``): the rate is soon just below that,
/// and feels its way beyond it slowly.
///
/// Times are durations since an origin of the caller's choosing.
public struct Pace: Sendable {
  /// Requests a second that are never exceeded, but for a burst of what one second allows.
  public let ceiling: Double
  /// Requests a second at the moment.
  public private(set) var rate: Double
  private var nextSlot: Duration = .zero
  private var pausedUntil: Duration = .zero
  private var climb: Climb?
  private var memory = RateMemory()
  private var sentInWindow = 0
  private var windowStart: Duration = .zero

  /// The way back up after a pause.
  private struct Climb {
    /// When the pause ends and the rate begins to climb.
    var start: Duration
    /// The rate it climbs from.
    var rate: Double
    /// Requests sent on the way.
    var sent = 0
  }

  /// Below this rate no 429 presses it: one request in ten seconds.
  static let floor = 0.1
  /// Unused time that may be caught up with a burst.
  static let burst: Duration = .seconds(1)
  /// How long after a pause the ceiling is reached again, where no limit is known.
  static let recovery: Duration = .seconds(60)
  /// No limit below this share of the ceiling is believed: 429s that come whatever the rate is would press it to nothing.
  static let leastLimit = 0.1
  /// How long after a pause the rate is just below the known limit.
  static let approach: Duration = .seconds(10)
  /// That much of the known limit is taken first.
  static let caution = 0.9
  /// Each step beyond adds so much of the known limit, and takes a minute and a hundred requests at least.
  static let step = (share: 0.05, time: Duration.seconds(60), requests: 100.0)
  /// After so many steps without a 429 the limit is taken to be lifted.
  static let stepsToForget = 4.0

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
    climb?.sent += 1
    memory.sent()
    return nil
  }

  /// Notes a 429: everyone pauses, and the rate falls.
  public mutating func throttled(now: Duration, pause: Duration) {
    recover(now: now)
    let isNewPause = now >= pausedUntil
    if isNewPause {
      let elapsed = (now - windowStart) / .seconds(1)
      let reached = min(rate, elapsed >= 1 ? Double(sentInWindow) / elapsed : rate)
      memory.refused(now: now, at: reached, after: now - pausedUntil)
      rate = max(reached / 2, min(Self.floor, ceiling))
    } else {
      memory.refused()
    }
    pausedUntil = max(pausedUntil, now + pause)
    climb = Climb(start: pausedUntil, rate: rate)
  }

  private mutating func recover(now: Duration) {
    guard let climb else { return }
    let elapsed = max(.zero, now - climb.start)
    if let limit = memory.limit, limit < ceiling {
      recover(climb, elapsed: elapsed, below: max(limit, ceiling * Self.leastLimit), now: now)
    } else if elapsed >= Self.recovery {
      rate = ceiling
      self.climb = nil
    } else {
      rate = climb.rate + (ceiling - climb.rate) * (elapsed / Self.recovery)
    }
  }

  /// Soon to just below the known limit, then beyond it step by step.
  private mutating func recover(_ climb: Climb, elapsed: Duration, below limit: Double, now: Duration) {
    let base = limit * Self.caution
    if elapsed < Self.approach {
      let start = min(climb.rate, base)
      rate = start + (base - start) * (elapsed / Self.approach)
      return
    }
    let steps = min((elapsed - Self.approach) / Self.step.time, Double(climb.sent) / Self.step.requests)
    rate = min(ceiling, limit * (Self.caution + Self.step.share * steps))
    if steps >= Self.stepsToForget || rate == ceiling {
      memory.forget()
      self.climb = Climb(start: now, rate: rate)
    }
  }
}
