/// Finds the rate that a service bears, from its 429s alone.
///
/// After a single 429 half of the rate that was reached is taken, and the ceiling is reached again within a minute. Where
/// 429s come again, two bounds enclose the limit: the service bears on average what it let through from one 429 to
/// the next, pauses included; it does not bear the rate at which a 429 came. The search halves the way between them,
/// whatever the limit is counted in: windows, a bucket, or from request to request. Near the limit it feels its way
/// beyond it, seldom and in growing steps, for limits are lifted.
///
/// Bounds that contradict each other tell that the 429s come whatever the rate is (``SpuriousThrottling``): then only their
/// pauses are obeyed, lest the search press the rate to nothing.
///
/// Why not additive increase alone: a saw-tooth loses a quarter of the limit, and is refused at each tooth.
struct AdaptiveRateLimit: Sendable {
  /// Requests a second, as all rates here.
  let ceiling: Double
  private(set) var rate: Double

  /// What the service bears; `nil` while no second 429 told it.
  private var borne: Double?
  /// What it does not bear.
  private var refused = Double.infinity
  private var stretch: Stretch?
  private var leg: Leg
  private var noise = SpuriousThrottling()
  /// Whether the service refuses for longer than its pauses say, as one that counts in windows does: a 429 costs more.
  private var isWindowed = false
  private var exploration = Exploration()

  /// From one 429 on, until the next that tells something.
  private struct Stretch {
    var start: Duration
    var passed = 0
    /// The pauses that were ordered.
    var paused: Duration
    /// Whether the first request after a pause was refused again.
    var isDeaf = false
  }

  /// The time since the rate was last set.
  private struct Leg {
    var start: Duration
    var rate: Double
    var sent = 0
    /// When the last requests were sent.
    var last: [Duration] = []
  }

  /// The way beyond what is known.
  private struct Exploration {
    var patience = AdaptiveRateLimit.recovery
    var step = AdaptiveRateLimit.firstStep
    var sent = 0
    /// 429s that came of it.
    var refusals = 0
  }

  /// Below this rate no 429 presses it: one request in ten seconds.
  static let floor = 0.1
  /// How long after a single 429 the ceiling is reached again.
  static let recovery: Duration = .seconds(60)
  /// Fewer requests between two 429s tell no average.
  static let evidence = 5
  /// A rate is borne after so much without a 429; where 429s cost more, after so long.
  static let proof = (time: Duration.seconds(8), requests: 12, windowed: Duration.seconds(30))
  /// An average over this time tells more than a rate that seemed to be borne for a moment.
  static let sure: Duration = .seconds(30)
  /// A pause of this length tells of a window.
  static let longPause: Duration = .seconds(10)
  /// Bounds this near to each other are the limit.
  static let near = 1.035
  /// That much of a limit is taken once it is found.
  static let caution = 0.97
  /// The part of the way between the bounds that is tried next; less where a 429 costs more.
  static let boldness = (usual: 0.5, windowed: 0.15)
  /// The first step beyond a limit; each doubles, up to the last.
  static let firstStep = 0.05
  static let lastStep = 0.8
  /// How long a limit that was found again is left alone, and how many of all requests may be refused for looking.
  static let longestPatience: Duration = .seconds(180)
  static let refusalsAllowed = 0.004
  static let leastBetweenSteps = 60

  init(ceiling: Double) {
    self.ceiling = ceiling
    rate = ceiling
    leg = Leg(start: .zero, rate: ceiling)
  }

  /// Whether there may be a limit: there was a 429 not long ago.
  var isSearching: Bool { stretch != nil }

  mutating func sent(at now: Duration) {
    leg.sent += 1
    leg.last.append(now)
    if leg.last.count > 8 { leg.last.removeFirst() }
    stretch?.passed += 1
    exploration.sent += 1
  }

  /// Notes a 429 of a pause that is known already.
  mutating func refusedDuringPause(endingAt end: Duration) {
    takeBack()
    leg.start = end
  }

  /// Notes the 429 that orders a pause.
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

  /// Lets the rate follow the time.
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

  /// Whether the bounds are so near that the limit is found.
  private var isAtLimit: Bool { borne.map { refused <= $0 * Self.near } ?? false }

  /// The rate of the last requests: less than the one allowed where the answers were slow.
  private var reachedRate: Double {
    guard let first = leg.last.first, let last = leg.last.last, last > first else { return rate }
    return min(rate, Double(leg.last.count - 1) / ((last - first) / .seconds(1)))
  }

  /// Whether an average can be told of it: enough requests, in a time that passed.
  private func tells(_ stretch: Stretch, at now: Duration) -> Bool {
    stretch.passed >= Self.evidence && now > stretch.start
  }

  /// A refused request was not let through.
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

  /// Nothing is known any more; the rate stays as it is.
  private mutating func forget() {
    borne = nil
    refused = .infinity
    stretch = nil
    isWindowed = false
    exploration = Exploration()
  }
}
