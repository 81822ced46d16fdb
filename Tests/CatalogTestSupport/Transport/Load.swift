import Synchronization

/// How many are at work at once.
package final class Load: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  package init() {}

  package var most: Int { counts.withLock { $0.most } }

  package func begin() {
    counts.withLock { counts in
      counts.now += 1
      counts.most = max(counts.most, counts.now)
    }
  }

  package func end() { counts.withLock { $0.now -= 1 } }
}
