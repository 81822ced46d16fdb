public import Foundation

/// The emulator's source of time; tests pass a virtual one.
public struct EmulatorClock: Sendable {
  /// The current time, of the `Date` headers, token lifetimes and the rate limit.
  public var now: @Sendable () -> Date
  /// Waits for a latency or a slow fault. Errors that it throws end the request.
  public var sleep: @Sendable (Duration) async throws -> Void

  /// Creates a clock, such as a virtual one.
  public init(
    now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The system's time and real waiting.
  public static let system = EmulatorClock(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
