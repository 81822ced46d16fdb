public import Foundation

/// What time it is, and how waiting is done: tests bring their own.
public struct EmulatorClock: Sendable {
  public var now: @Sendable () -> Date
  public var sleep: @Sendable (Duration) async throws -> Void

  public init(
    now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  public static let system = EmulatorClock(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
