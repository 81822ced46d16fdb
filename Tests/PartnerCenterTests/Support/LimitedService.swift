import CatalogTestSupport
import Foundation
import PartnerCenter
import Synchronization

/// A service with a limit, in the time of a virtual clock.
final class LimitedService: Transport {
  private struct State {
    var limit: Limit
    var answers: [(at: Duration, status: Int)] = []
  }

  private let clock: VirtualClock
  private let state: Mutex<State>

  init(perMinute: Double, counting: Limit.Counting, clock: VirtualClock) {
    self.clock = clock
    state = Mutex(State(limit: Limit(perMinute: perMinute, counting: counting)))
  }

  /// When each answer was given, and its status.
  var answers: [(at: Duration, status: Int)] { state.withLock { $0.answers } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let now = clock.now
    return state.withLock { state in
      guard let pause = state.limit.take(at: now) else {
        state.answers.append((now, 200))
        return .json(200, #"{"id":"P"}"#)
      }
      state.answers.append((now, 429))
      return .json(429, "", headers: [.init("Retry-After", "\(Int(pause / .seconds(1)))")])
    }
  }
}
