import PartnerCenter

/// Runs an operation, and cancels it when the time is over.
///
/// - Throws: `TransportFailure.timedOut`, or what the operation throws.
func withDeadline<Result: Sendable>(
  _ time: Duration, _ operation: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result?.self) { group in
    group.addTask { try await operation() }
    group.addTask {
      try await Task.sleep(for: time)
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let result = first else { throw TransportFailure.timedOut }
    return result
  }
}
