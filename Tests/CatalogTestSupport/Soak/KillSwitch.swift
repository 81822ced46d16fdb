import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Counts requests as they arrive, and kills a process when the one of a number does.
final class KillSwitch: Sendable {
  private struct State {
    var left: Int?
    var process: Int32?
    var delay = 0
  }

  private let state = Mutex(State())

  /// Kills the process when so many more requests have arrived, and so many milliseconds have gone by.
  func arm(_ requests: Int, process: Int32, afterMilliseconds delay: Int) {
    state.withLock { $0 = State(left: requests, process: process, delay: delay) }
  }

  func disarm() { state.withLock { $0 = State() } }

  /// Is told of each request before it is answered.
  func serve() async {
    let due = state.withLock { state -> (process: Int32, delay: Int)? in
      guard let left = state.left, let process = state.process else { return nil }
      state.left = left - 1
      guard left <= 1 else { return nil }
      let delay = state.delay
      state = State()
      return (process, delay)
    }
    guard let due else { return }
    if due.delay > 0 { try? await Task.sleep(for: .milliseconds(due.delay)) }
    kill(due.process, SIGKILL)
  }
}
