import UnixSignals

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs the body, and cancels it on SIGINT or SIGTERM.
///
/// The body then has time to save its progress. A second signal ends the process at once.
func cancelledByInterruption<Result: Sendable>(
  _ body: @Sendable @escaping () async throws -> Result
) async throws -> Result {
  let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
  return try await withThrowingTaskGroup(of: InterruptibleEvent<Result>.self) { group in
    group.addTask { .finished(try await body()) }
    group.addTask {
      for await _ in signals { break }
      return .interrupted
    }
    defer { group.cancelAll() }
    while let event = try await group.next() {
      switch event {
      case .finished(let result): return result
      case .interrupted:
        group.cancelAll()
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
      }
    }
    throw CancellationError()
  }
}

private enum InterruptibleEvent<Result: Sendable>: Sendable {
  case finished(Result)
  case interrupted
}
