package import Foundation
package import PartnerCenter
package import PartnerCenterEmulator
import Synchronization

/// Time that passes only by waiting, and at once; for the client and the service alike.
package final class SoakTime: Sendable {
  private let elapsed = Mutex(Duration.zero)
  /// When it begins.
  package let origin: Date

  package init(at origin: Date = Date(timeIntervalSince1970: 1_767_225_600)) { self.origin = origin }

  package var now: Date { origin.addingTimeInterval(elapsed.withLock { $0 } / .seconds(1)) }

  /// Lets time pass until then; never back.
  package func advance(to date: Date) {
    elapsed.withLock { $0 = max($0, .seconds(date.timeIntervalSince(origin))) }
  }

  package func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }

  package func requestClock() -> RequestClock {
    RequestClock(
      now: { self.elapsed.withLock { $0 } },
      sleepUntil: { end in
        try Task.checkCancellation()
        self.elapsed.withLock { $0 = max($0, end) }
      })
  }

  package var emulatorClock: EmulatorClock {
    EmulatorClock(now: { self.now }, sleep: { self.advance(by: $0) })
  }
}
