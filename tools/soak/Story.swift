import Synchronization

/// What befell a script, in the order in which it did.
final class Story: Sendable {
  private let lines = Mutex<[String]>([])

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  @Sendable func add(_ line: String) { lines.withLock { $0.append(line) } }
}
