/// Tells 429s that come whatever the rate is from those of a limit.
///
/// A limit that bore a rate on average from one 429 to the next does not refuse a much lower one. Where that happens again
/// and again, lowering the rate does not help.
struct SpuriousThrottling: Sendable {
  /// The most that was borne lately, in requests a second, and when.
  private var best: (rate: Double, at: Duration)?
  private var contradictions = 0
  private var endsAt: Duration?

  /// Refusals below this share of what was borne contradict it.
  static let margin = 0.7
  /// So many contradictions are enough.
  static let enough = 3
  /// How long what was borne is remembered: limits change.
  static let memory: Duration = .seconds(900)
  /// How long it is believed that there is no limit, before one is looked for again.
  static let span: Duration = .seconds(180)
  /// The rate then stays above this share of what was borne.
  static let share = 0.5

  /// Notes an average that was borne.
  mutating func bore(_ rate: Double, at now: Duration) {
    if let best, best.rate >= rate, now - best.at <= Self.memory { return }
    best = (rate, now)
    contradictions = 0
  }

  /// Notes a rate that was refused.
  mutating func refused(_ rate: Double, at now: Duration) {
    guard let best, now - best.at <= Self.memory, rate < best.rate * Self.margin else { return }
    contradictions += 1
    guard contradictions >= Self.enough else { return }
    contradictions = 0
    endsAt = now + Self.span
  }

  /// What the rate must not fall below, while 429s seem to come whatever it is.
  func leastRate(at now: Duration) -> Double? {
    guard let endsAt, now < endsAt, let best else { return nil }
    return best.rate * Self.share
  }
}
