import Dispatch
import Foundation
import Synchronization

/// Work on many values at once, by as many threads as there are processors.
enum Parallel {
  private static let mostThreads = 4

  /// Applies a function to all items.
  ///
  /// - Parameters:
  ///   - items: the arguments.
  ///   - least: fewer values than this are not worth another thread.
  ///   - body: the function.
  /// - Returns: its values, in the order of the items.
  /// - Throws: the error of the first item that has one.
  static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], least: Int = 64, _ body: @Sendable (Item) throws -> Value
  ) throws -> [Value] {
    let parts = min(ProcessInfo.processInfo.activeProcessorCount, mostThreads, items.count / least)
    guard parts > 1 else { return try items.map(body) }
    let size = (items.count + parts - 1) / parts
    let results = Mutex<[Int: Result<[Value], any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let own = items[min(part * size, items.count)..<min((part + 1) * size, items.count)]
      let result = Result { try own.map(body) }
      results.withLock { $0[part] = result }
    }
    return try results.withLock { results in
      try (0..<parts).flatMap { part in try results[part]?.get() ?? [] }
    }
  }
}
