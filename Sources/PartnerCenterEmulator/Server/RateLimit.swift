import Foundation

/// A rate limit: a bucket that holds ten seconds' worth of requests.
struct RateLimit: Sendable {
  private let perSecond: Double
  private let capacity: Double
  private var level: Double
  private var last: Date?

  init(perMinute: Int) {
    perSecond = Double(max(1, perMinute)) / 60
    capacity = max(1, perSecond * 10)
    level = capacity
  }

  /// - Returns: `nil` for an allowed request, otherwise the whole seconds until the next allowed one.
  mutating func take(now: Date) -> Int? {
    if let last { level = min(capacity, level + max(0, now.timeIntervalSince(last)) * perSecond) }
    last = now
    if level >= 1 {
      level -= 1
      return nil
    }
    return max(1, Int(((1 - level) / perSecond).rounded(.up)))
  }
}
