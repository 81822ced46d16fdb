import Synchronization

/// When things happened.
final class Instants: Sendable {
  private let times = Mutex<[Duration]>([])

  var all: [Duration] { times.withLock { $0 } }

  func add(_ time: Duration) { times.withLock { $0.append(time) } }

  /// The largest number of instants within any stretch of that length.
  func most(within length: Duration) -> Int {
    let sorted = all.sorted()
    return sorted.indices.map { first in sorted[first...].prefix { $0 - sorted[first] < length }.count }.max() ?? 0
  }
}
