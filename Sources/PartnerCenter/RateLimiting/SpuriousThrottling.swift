/// Distinguishes 429s that do not depend on the rate from those of a limit.
///
/// A limit that accepted an average rate from one 429 to the next does not refuse a much lower one. If it repeatedly
/// does, a lower rate does not help.
struct SpuriousThrottling: Sendable {
  /// The highest rate accepted recently, in requests a second, with its time.
  private var best: (rate: Double, at: Duration)?
  private var contradictions = 0
  private var endsAt: Duration?

  /// Refusals below this share of the accepted rate contradict it.
  static let margin = 0.7
  /// The number of contradictions that count.
  static let enough = 3
  /// The time for which an accepted rate is remembered: limits change.
  static let memory: Duration = .seconds(900)
  /// The time for which no limit is assumed, before the search starts again.
  static let span: Duration = .seconds(180)
  /// The lower bound of the rate meanwhile, as a share of the accepted rate.
  static let share = 0.5

  /// Notes an accepted average rate.
  mutating func bore(_ rate: Double, at now: Duration) {
    if let best, best.rate >= rate, now - best.at <= Self.memory { return }
    best = (rate, now)
    contradictions = 0
  }

  /// Notes a refused rate.
  mutating func refused(_ rate: Double, at now: Duration) {
    guard let best, now - best.at <= Self.memory, rate < best.rate * Self.margin else { return }
    contradictions += 1
    guard contradictions >= Self.enough else { return }
    contradictions = 0
    endsAt = now + Self.span
  }

  /// The lower bound of the rate while 429s do not depend on it; `nil` otherwise.
  func leastRate(at now: Duration) -> Double? {
    guard let endsAt, now < endsAt, let best else { return nil }
    return best.rate * Self.share
  }
}
