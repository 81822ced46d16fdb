/// The permitted rate of requests of one client: a number at once, then a steady rate.
///
/// The generic cell rate algorithm, which is a token bucket with one time per key: the time at which the bucket is full again.
struct RateLimit<Key: Hashable & Sendable>: Sendable {
  /// The time in which one request is earned.
  let interval: Duration
  /// The number of requests at once.
  let burst: Int
  /// The largest number of keys that are remembered.
  let mostKeys: Int

  /// When the bucket of a key is full again; absent keys have a full one.
  private var full: [Key: Duration] = [:]
  /// The bucket that keys share where too many are remembered.
  private var shared = Duration.zero

  /// - Parameters:
  ///   - perSecond: requests a second, at least 1.
  ///   - burst: requests at once, at least 1.
  ///   - mostKeys: the limit of memory; further keys share one bucket.
  init(perSecond: Int, burst: Int, mostKeys: Int = 4096) {
    interval = .seconds(1) / max(1, perSecond)
    self.burst = max(1, burst)
    self.mostKeys = max(1, mostKeys)
  }

  /// Counts a request.
  ///
  /// - Parameters:
  ///   - key: the client.
  ///   - now: the time on a clock that never goes back.
  /// - Returns: `nil` where it is permitted; else the time after which the next one is.
  mutating func take(_ key: Key, at now: Duration) -> Duration? {
    if full[key] == nil, full.count >= mostKeys {
      full = full.filter { $0.value > now }
      if full.count >= mostKeys { return Self.take(&shared, at: now, interval, burst) }
    }
    return Self.take(&full[key, default: now], at: now, interval, burst)
  }

  /// The number of keys that are remembered.
  var keyCount: Int { full.count }

  private static func take(
    _ full: inout Duration, at now: Duration, _ interval: Duration, _ burst: Int
  ) -> Duration? {
    let next = max(full, now) + interval
    let early = next - now - interval * burst
    guard early <= .zero else { return early }
    full = next
    return nil
  }
}
