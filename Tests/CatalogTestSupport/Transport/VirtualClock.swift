package import PartnerCenter
import Synchronization

/// Time that passes only by sleeping, and at once: no test waits for a pace, a pause or a machine that is busy.
package final class VirtualClock: Sendable {
  private let time = Mutex(Duration.zero)

  package init() {}

  package var now: Duration { time.withLock { $0 } }

  package func advance(by duration: Duration) { time.withLock { $0 += duration } }

  package var requestClock: RequestClock {
    RequestClock(
      now: { self.now },
      sleepUntil: { end in
        try Task.checkCancellation()
        self.time.withLock { $0 = max($0, end) }
      })
  }
}
