import PartnerCenter
import Synchronization

/// Time that passes only by sleeping, and at once.
final class StillClock: Sendable {
  private let time = Mutex(Duration.zero)

  var now: Duration { time.withLock { $0 } }

  func advance(by duration: Duration) { time.withLock { $0 += duration } }

  var gateClock: GateClock {
    GateClock(
      now: { self.now },
      sleepUntil: { end in
        try Task.checkCancellation()
        self.time.withLock { $0 = max($0, end) }
      })
  }
}
