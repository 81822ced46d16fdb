import Foundation
import Synchronization

/// How far the service's clock is from this machine's, from the `Date` of its answers.
final class ServiceClock: Sendable {
  private struct State {
    /// The header that was read last: it changes once a second, and is read as often.
    var lastText = ""
    /// Seconds that the service was ahead, the latest last.
    var skews: [TimeInterval] = []
  }

  private let state = Mutex(State())

  /// The median of as many answers counts: one that is wrong, or late, moves nothing.
  static let remembered = 5
  /// No service of today lives outside of these: 2020 and 2200.
  static let believed = Date(timeIntervalSince1970: 1_577_836_800)..<Date(timeIntervalSince1970: 7_258_118_400)

  /// Seconds that the service is ahead of this machine; `nil` before the first answer that tells.
  var skew: TimeInterval? {
    state.withLock { state in
      state.skews.isEmpty ? nil : state.skews.sorted()[state.skews.count / 2]
    }
  }

  /// Notes what an answer says that was received just now.
  func heard(_ headers: Headers, now: @Sendable () -> Date) {
    guard let text = headers["Date"] else { return }
    state.withLock { state in
      guard text != state.lastText else { return }
      state.lastText = text
      // What a cache kept tells when it was put there.
      guard headers["Age"] == nil, let date = HTTPDate.parse(text), Self.believed.contains(date) else { return }
      if state.skews.count == Self.remembered { state.skews.removeFirst() }
      // The header names whole seconds.
      state.skews.append(date.timeIntervalSince(now()) + 0.5)
    }
  }
}
