import CatalogModel
import Foundation
import Synchronization

/// The offset of the service's clock from this machine's, from the `Date` of its responses.
final class ServiceClock: Sendable {
  private struct State {
    /// The header read last: it changes once a second, and many responses share it.
    var lastText = ""
    /// Seconds that the service was ahead, the latest last.
    var skews: [TimeInterval] = []
  }

  private let state = Mutex(State())

  /// The number of responses whose median counts, so that a wrong or late one changes nothing.
  static let remembered = 5
  /// The range of plausible dates, 2020 to 2200.
  static let believed = Date(timeIntervalSince1970: 1_577_836_800)..<Date(timeIntervalSince1970: 7_258_118_400)

  /// Seconds that the service is ahead of this machine; `nil` before the first response with a usable `Date`.
  var skew: TimeInterval? {
    state.withLock { state in
      state.skews.isEmpty ? nil : state.skews.sorted()[state.skews.count / 2]
    }
  }

  /// Notes the `Date` of a response received just now.
  func heard(_ headers: Headers, now: @Sendable () -> Date) {
    guard let text = headers["Date"] else { return }
    state.withLock { state in
      guard text != state.lastText else { return }
      state.lastText = text
      // The `Date` of a cached response is the time of its storage.
      guard headers["Age"] == nil, let date = HTTPDate.parse(text), Self.believed.contains(date) else { return }
      if state.skews.count == Self.remembered { state.skews.removeFirst() }
      // The header has a resolution of one second.
      state.skews.append(date.timeIntervalSince(now()) + 0.5)
    }
  }
}
