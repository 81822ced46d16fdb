import Foundation
import PartnerCenter
import Synchronization

/// A service that lets so many requests a minute through and answers 429 beyond that, with `Retry-After: 2`, or with
/// the rest of the minute where it counts by the minute.
final class LimitedService: Transport {
  enum Counting: Sendable, CaseIterable {
    /// A bucket that holds ten seconds' worth.
    case bucket
    /// A bucket that holds one request: no burst at all.
    case strict
    /// So many in each minute of the clock.
    case minutes
  }

  private struct State {
    var level: Double
    var last: Duration = .zero
    var answers: [(at: Duration, status: Int)] = []
  }

  private let clock: VirtualClock
  private let perMinute: Double
  private let counting: Counting
  private let state: Mutex<State>

  init(perMinute: Double, counting: Counting, clock: VirtualClock) {
    self.perMinute = perMinute
    self.counting = counting
    self.clock = clock
    let level =
      switch counting {
      case .bucket: perMinute / 6
      case .strict: 1.0
      case .minutes: perMinute
      }
    state = Mutex(State(level: level))
  }

  /// When each answer was given, and its status.
  var answers: [(at: Duration, status: Int)] { state.withLock { $0.answers } }

  func send(_ request: TransportRequest) async throws -> TransportAnswer {
    let now = clock.now
    return state.withLock { state in
      refill(&state, now: now)
      guard state.level >= 0.999 else {
        state.answers.append((now, 429))
        let rest = 60 - Int(now / .seconds(1)) % 60
        return .json(429, "", headers: [.init("Retry-After", counting == .minutes ? "\(rest)" : "2")])
      }
      state.level -= 1
      state.answers.append((now, 200))
      return .json(200, #"{"id":"P"}"#)
    }
  }

  private func refill(_ state: inout State, now: Duration) {
    let earned = (now - state.last) / .seconds(60) * perMinute
    switch counting {
    case .bucket: state.level = min(perMinute / 6, state.level + earned)
    case .strict: state.level = min(1, state.level + earned)
    case .minutes:
      if Int(now / .seconds(60)) > Int(state.last / .seconds(60)) { state.level = perMinute }
    }
    state.last = now
  }
}
