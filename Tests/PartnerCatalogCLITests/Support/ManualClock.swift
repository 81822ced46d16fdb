import Synchronization

/// Time that passes only by sleeping, and at once.
final class ManualClock: Clock, Sendable {
  struct Instant: InstantProtocol {
    var offset: Swift.Duration

    func advanced(by duration: Swift.Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Swift.Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let time = Mutex(Swift.Duration.zero)

  var now: Instant { Instant(offset: time.withLock { $0 }) }
  let minimumResolution = Swift.Duration.nanoseconds(1)

  func advance(by duration: Swift.Duration) { time.withLock { $0 += duration } }

  func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {
    try Task.checkCancellation()
    time.withLock { $0 = max($0, deadline.offset) }
  }
}
