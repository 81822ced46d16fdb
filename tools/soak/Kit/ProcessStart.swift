package import Foundation
import Synchronization

/// Starts processes one after the other: Foundation's `Process.run` crashes on Linux where several threads are in it.
package enum ProcessStart {
  private static let turn = Mutex(())

  package static func run(_ process: Process) throws {
    try turn.withLock { _ in try process.run() }
  }
}
