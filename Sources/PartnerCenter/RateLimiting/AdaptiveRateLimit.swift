/// Finds the highest rate that a service accepts, from its 429s alone.
///
/// After a single 429 the rate is halved, and grows to the ceiling within a minute. After further 429s two bounds
/// enclose the limit: the service accepts the average rate from one 429 to the next, pauses included; it does not
/// accept the rate at which a 429 came. The search bisects the interval, whether the limit is counted in windows, in a
/// bucket, or from request to request. Near the limit it probes higher rates, seldom and in growing steps, since limits
/// are raised.
///
/// If the bounds cross, 429s do not depend on the rate (``SpuriousThrottling``): the rate is kept, and only their
/// pauses are obeyed.
///
/// Additive increase alone loses a quarter of the limit to its saw-tooth, and is refused at each tooth.
struct AdaptiveRateLimit: Sendable {
  /// Requests a second, as all rates here.
  let ceiling: Double
  private(set) var rate: Double

  /// The accepted rate; `nil` before a second 429.
  private var borne: Double?
  /// The refused rate.
  private var refused = Double.infinity
  private var stretch: Stretch?
  private var leg: Leg
  private var noise = SpuriousThrottling()
  /// Whether refusals outlast the pauses, as with limits counted in windows: a 429 then costs more.
  private var isWindowed = false
  private var exploration = Exploration()

  /// The time from one 429 to the next with enough requests between.
  private struct Stretch {
    var start: Duration
    var passed = 0
    /// The sum of the pauses asked for.
    var paused: Duration
    /// Whether the first request after a pause was refused again.
    var isDeaf = false
  }

  /// The time since the rate last changed.
  private struct Leg {
    var start: Duration
    var rate: Double
    var sent = 0
    /// The times of the last requests.
    var last: [Duration] = []
  }

  /// The probing of rates beyond the limit.
  private struct Exploration {
    var patience = AdaptiveRateLimit.recovery
    var step = AdaptiveRateLimit.firstStep
    var sent = 0
    /// The 429s caused by probing.
    var refusals = 0
  }

  /// The lowest rate: one request in ten seconds.
  static let floor = 0.1
  /// The time from a single 429 until the ceiling is reached again.
  static let recovery: Duration = .seconds(60)
  /// The number of requests between two 429s that an average needs.
  static let evidence = 5
  /// The time and the requests without a 429 that confirm a rate; the longer time where 429s cost more.
  static let proof = (time: Duration.seconds(8), requests: 12, windowed: Duration.seconds(30))
  /// The time from which an average outweighs a rate confirmed briefly.
  static let sure: Duration = .seconds(30)
  /// The length of a pause that indicates a window.
  static let longPause: Duration = .seconds(10)
  /// The ratio of bounds at which the limit counts as found.
  static let near = 1.035
  /// The share of a found limit that is used.
  static let caution = 0.97
  /// The next rate as a part of the interval between the bounds; less where a 429 costs more.
  static let boldness = (usual: 0.5, windowed: 0.15)
  /// The first step beyond a limit; each step doubles, up to the last.
  static let firstStep = 0.05
  static let lastStep = 0.8
  /// The longest time between probes of a confirmed limit, and the share of requests that probing may lose.
  static let longestPatience: Duration = .seconds(180)
  static let refusalsAllowed = 0.004
  static let leastBetweenSteps = 60

  init(ceiling: Double) {
    self.ceiling = ceiling
    rate = ceiling
    leg = Leg(start: .zero, rate: ceiling)
  }

  /// Whether there may be a limit: a recent 429.
  var isSearching: Bool { stretch != nil }

  mutating func sent(at now: Duration) {
    leg.sent += 1
    leg.last.append(now)
    if leg.last.count > 8 { leg.last.removeFirst() }
    stretch?.passed += 1
    exploration.sent += 1
  }

  /// Notes a 429 during a pause that is already obeyed.
  mutating func refusedDuringPause(endingAt end: Duration) {
    takeBack()
    leg.start = end
  }

  /// Notes a 429 that asks for a pause.
  mutating func refused(at now: Duration, pause: Duration) {
    advance(to: now)
    takeBack()
    if isAtLimit { exploration.refusals += 1 }
    let reached = reachedRate
    let end = now + pause
    if let stretch, tells(stretch, at: now) {
      noise.bore(Double(stretch.passed) / ((now - stretch.start) / .seconds(1)), at: now)
    }
    if leg.sent >= 2 { noise.refused(reached, at: now) }
    if let least = noise.leastRate(at: now) {
      forget()
      stretch = Stretch(start: now, paused: pause)
      return begin(max(rate / 2, least), at: end)
    }
    guard var known = stretch else {
      stretch = Stretch(start: now, paused: pause)
      refused = reached
      return begin(reached / 2, at: end)
    }
    if tells(known, at: now) {
      learn(from: known, reached: reached, at: now)
      stretch = Stretch(start: now, paused: pause)
      return tryNext(at: end)
    }
    known.paused += pause
    known.isDeaf = known.isDeaf || leg.sent == 0
    stretch = known
    if leg.sent > 0 {
      refused = min(refused, reached)
      if borne == nil { begin(rate / 2, at: end) } else { tryNext(at: end) }
    } else {
      exploration.refusals += 1
      begin(rate, at: end)
    }
  }

  /// Updates the rate to the time.
  mutating func advance(to now: Duration) {
    guard stretch != nil, now > leg.start else { return }
    let elapsed = now - leg.start
    guard let bears = borne else {
      rate = min(ceiling, leg.rate + (ceiling - leg.rate) * (elapsed / Self.recovery))
      if elapsed >= Self.recovery * 2 { forget() }
      return
    }
    if rate >= ceiling {
      if elapsed >= Self.recovery { forget() }
    } else if !isAtLimit {
      guard elapsed >= (isWindowed ? Self.proof.windowed : Self.proof.time), leg.sent >= Self.proof.requests else {
        return
      }
      borne = max(bears, rate)
      tryNext(at: now)
    } else if elapsed >= exploration.patience, leg.sent >= Self.leastBetweenSteps,
      Double(exploration.refusals) <= Self.refusalsAllowed * Double(exploration.sent)
    {
      borne = max(bears, rate)
      refused = max(bears, rate)
      begin(rate * (1 + exploration.step), at: now)
      exploration.step = min(Self.lastStep, exploration.step * 2)
      exploration.patience = Self.recovery
    }
  }

  /// Whether the limit is found.
  private var isAtLimit: Bool { borne.map { refused <= $0 * Self.near } ?? false }

  /// The rate of the last requests: lower than the allowed one where responses were slow.
  private var reachedRate: Double {
    guard let first = leg.last.first, let last = leg.last.last, last > first else { return rate }
    return min(rate, Double(leg.last.count - 1) / ((last - first) / .seconds(1)))
  }

  /// Whether there are enough requests, over some time, for an average.
  private func tells(_ stretch: Stretch, at now: Duration) -> Bool {
    stretch.passed >= Self.evidence && now > stretch.start
  }

  /// A refused request does not count as accepted.
  private mutating func takeBack() {
    stretch?.passed -= 1
    leg.sent = max(0, leg.sent - 1)
  }

  private mutating func learn(from stretch: Stretch, reached: Double, at now: Duration) {
    let time = now - stretch.start
    let average = Double(stretch.passed) / (time / .seconds(1))
    refused = max(refused <= average * 1.01 ? reached : min(refused, reached), average)
    if let bears = borne, time < Self.sure, bears < refused * 0.99 {
      borne = max(average, bears)
    } else {
      borne = average
    }
    isWindowed = stretch.isDeaf || stretch.paused >= Self.longPause
    exploration.patience = min(Self.longestPatience, exploration.patience * 1.5)
    exploration.step = Self.firstStep
  }

  private mutating func tryNext(at start: Duration) {
    guard let borne else { return }
    let boldness = isWindowed ? Self.boldness.windowed : Self.boldness.usual
    begin(isAtLimit ? borne * Self.caution : borne + (refused - borne) * boldness, at: start)
  }

  private mutating func begin(_ rate: Double, at start: Duration) {
    self.rate = max(min(rate, ceiling), min(Self.floor, ceiling))
    leg = Leg(start: start, rate: self.rate)
  }

  /// Discards the bounds; the rate stays.
  private mutating func forget() {
    borne = nil
    refused = .infinity
    stretch = nil
    isWindowed = false
    exploration = Exploration()
  }
}
