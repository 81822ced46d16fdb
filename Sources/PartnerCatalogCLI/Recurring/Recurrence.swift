/// Repeats an action at fixed times since the first, without overlap; missed times are skipped.
struct Recurrence<Time: Clock<Duration>>: Sendable {
  var interval: Duration
  var clock: Time

  /// The result of one round.
  struct Round: Sendable {
    var answer: CommandResult
    /// Whether to continue: the next round may succeed without any action.
    var goesOn: Bool
  }

  /// Repeats a round until it is cancelled, or until a round says that repetition is pointless.
  ///
  /// - Parameters:
  ///   - round: one round.
  ///   - finished: called with the result of each round but the last, and the pause before the next.
  /// - Returns: the result of the last round; success where it was cancelled between two.
  /// - Throws: the error of a round, unless it may pass.
  func run(
    _ round: () async throws -> Round, finished: (Result<CommandResult, CommandError>, _ pause: Duration) throws -> Void
  ) async throws -> CommandResult {
    let start = clock.now
    while true {
      let end: Result<CommandResult, CommandError>
      do {
        let done = try await round()
        guard done.goesOn, !Task.isCancelled else { return done.answer }
        end = .success(done.answer)
      } catch {
        let problem = CommandError(error)
        guard problem.mayPass, !(error is CancellationError), !Task.isCancelled else { throw error }
        end = .failure(problem)
      }
      let next = RecurrenceTimes.next(after: start.duration(to: clock.now), interval: interval)
      try finished(end, next - start.duration(to: clock.now))
      do {
        try await clock.sleep(until: start.advanced(by: next), tolerance: nil)
      } catch {
        return CommandResult(text: "")
      }
    }
  }
}

/// The schedule of rounds.
enum RecurrenceTimes {
  /// The next multiple of the interval.
  static func next(after elapsed: Duration, interval: Duration) -> Duration {
    interval * (Int(elapsed / interval) + 1)
  }
}
