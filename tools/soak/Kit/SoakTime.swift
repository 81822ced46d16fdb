import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Synchronization

/// Time that passes only by waiting, and at once; for the client and the service alike.
final class SoakTime: Sendable {
  private let elapsed = Mutex(Duration.zero)
  private static let origin = Date(timeIntervalSince1970: 1_767_225_600)

  var now: Date { Self.origin.addingTimeInterval(elapsed.withLock { $0 } / .seconds(1)) }

  func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }

  func gateClock() -> GateClock {
    GateClock(
      now: { self.elapsed.withLock { $0 } },
      sleepUntil: { end in
        try Task.checkCancellation()
        self.elapsed.withLock { $0 = max($0, end) }
      })
  }

  var emulatorClock: EmulatorClock {
    EmulatorClock(now: { self.now }, sleep: { self.advance(by: $0) })
  }
}
