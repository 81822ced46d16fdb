/// Lets so many requests a minute through, counted in one of the ways in which services count.
struct Limit: Sendable {
  /// What a limit is counted in, and what `Retry-After` says.
  enum Counting: Sendable, CustomStringConvertible {
    /// A bucket that holds so many seconds' worth, one request at least; `Retry-After: 2`.
    case bucket(Double)
    /// So many in each minute of the clock; `Retry-After` is the rest of the minute where it is told, otherwise 2.
    case minutes(isToldRest: Bool)
    /// So many in any such number of seconds; `Retry-After: 2`.
    case window(Double)

    var description: String {
      switch self {
      case .bucket(let seconds): "a bucket of \(seconds) s"
      case .minutes(let isToldRest): isToldRest ? "minutes" : "minutes with too short a Retry-After"
      case .window(let seconds): "a window of \(seconds) s"
      }
    }
  }

  var perMinute: Double
  var counting: Counting
  private var level: Double
  private var last: Duration = .zero
  /// When the requests of the present window were let through.
  private var passed: [Duration] = []

  init(perMinute: Double, counting: Counting) {
    self.perMinute = perMinute
    self.counting = counting
    level = if case .bucket(let seconds) = counting { max(1, perMinute / 60 * seconds) } else { perMinute }
  }

  /// Takes one request.
  ///
  /// - Returns: `nil` where it is let through, otherwise what `Retry-After` says.
  mutating func take(at now: Duration) -> Duration? {
    defer { last = now }
    var pause = Duration.seconds(2)
    switch counting {
    case .bucket(let seconds):
      level = min(max(1, perMinute / 60 * seconds), level + (now - last) / .seconds(60) * perMinute)
    case .minutes(let isToldRest):
      if Int(now / .seconds(60)) > Int(last / .seconds(60)) { level = perMinute }
      if isToldRest { pause = .seconds(60 - Int(now / .seconds(1)) % 60) }
    case .window(let seconds):
      passed.removeAll { $0 <= now - .seconds(seconds) }
      guard Double(passed.count) < perMinute / 60 * seconds else { return pause }
      passed.append(now)
      return nil
    }
    guard level >= 0.999 else { return pause }
    level -= 1
    return nil
  }
}
