/// Does something again and again: at fixed times since the first, never twice at once, late rounds left out.
struct Recurrence: Sendable {
  var interval: Duration
  var clock = ContinuousClock()

  /// Runs until it is cancelled, or until an answer says that going on is pointless.
  ///
  /// - Returns: the last answer; those before it are printed.
  func run(printing console: Console, _ body: () async throws -> Answer) async throws -> Answer {
    let start = clock.now
    while true {
      let answer: Answer
      do {
        answer = try await body()
      } catch {
        let problem = Problem(error)
        guard problem.status == .busy else { throw error }
        try console.report(problem)
        answer = Answer(text: "", status: problem.status)
      }
      let goesOn = [.success, .partial, .busy].contains(answer.status)
      guard goesOn, !Task.isCancelled else { return answer }
      try console.write(answer.text)
      for warning in answer.warnings { console.warn(warning) }
      do {
        try await clock.sleep(until: start + Self.next(after: clock.now - start, interval: interval))
      } catch {
        return Answer(text: "", status: answer.status)
      }
    }
  }

  /// The first multiple of the interval that is still to come.
  static func next(after elapsed: Duration, interval: Duration) -> Duration {
    interval * (Int(elapsed / interval) + 1)
  }
}
