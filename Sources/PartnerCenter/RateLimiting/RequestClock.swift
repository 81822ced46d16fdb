/// The time of the limiter: durations since the clock was created.
public struct RequestClock: Sendable {
  package let now: @Sendable () -> Duration
  /// Sleeps until that time; returns at once when it has passed.
  package let sleep: @Sendable (Duration) async throws -> Void

  /// Creates a virtual clock, for tests.
  public init(now: @escaping @Sendable () -> Duration, sleepUntil: @escaping @Sendable (Duration) async throws -> Void)
  {
    self.now = now
    sleep = sleepUntil
  }

  /// Real time, from now on.
  public static func continuous() -> RequestClock {
    let clock = ContinuousClock()
    let origin = clock.now
    return RequestClock(
      now: { clock.now - origin },
      sleepUntil: { time in
        if time > clock.now - origin { try await clock.sleep(until: origin + time) }
      })
  }
}
