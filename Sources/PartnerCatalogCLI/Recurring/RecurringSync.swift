import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `sync --every`: repeated syncs as a service that notifies systemd and stops gracefully.
///
/// SIGINT and SIGTERM end the current round, which saves its progress and ends with exit code 3, or the wait between
/// two rounds, with exit code 0. A second signal ends the process at once.
struct RecurringSync: Sendable {
  var interval: Duration
  var console: Console
  var logger: Logger
  var manager: SystemdNotifier?

  typealias Rounds = Recurrence<ContinuousClock>

  func run(_ round: @escaping @Sendable () async throws -> Rounds.Round) async throws -> CommandResult {
    let ending = Mutex<Result<CommandResult, any Error>>(.failure(CancellationError()))
    let rounds = ClosureService {
      let result: Result<CommandResult, any Error>
      do {
        result = .success(try await self.rounds(round))
      } catch {
        result = .failure(error)
      }
      ending.withLock { $0 = result }
    }
    let watchdog = ClosureService {
      if let manager { try await manager.keepWatch() } else { try await gracefulShutdown() }
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(service: rounds, successTerminationBehavior: .gracefullyShutdownGroup, serviceName: "rounds"),
          .init(service: watchdog, successTerminationBehavior: .ignore, serviceName: "watchdog"),
        ], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
    try await group.run()
    return try ending.withLock { $0 }.get()
  }

  private func rounds(_ round: @escaping @Sendable () async throws -> Rounds.Round) async throws -> CommandResult {
    defer { manager?.tell("STOPPING=1") }
    manager?.tell("READY=1\nSTATUS=Beginning the first run")
    return try await withGracefulShutdownHandler {
      try await cancelWhenGracefulShutdown {
        try await Rounds(interval: interval, clock: ContinuousClock()).run(round) { end, pause in
          try tell(end, next: Date().addingTimeInterval(pause / .seconds(1)))
        }
      }
    } onGracefulShutdown: {
      manager?.tell("STOPPING=1\nSTATUS=Stopping")
      signal(SIGINT, SIG_DFL)
      signal(SIGTERM, SIG_DFL)
    }
  }

  private func tell(_ end: Result<CommandResult, CommandError>, next: Date) throws {
    let exitCode: Int32
    switch end {
    case .success(let answer):
      try console.write(answer.text)
      for warning in answer.warnings { console.warn(warning) }
      exitCode = answer.status.rawValue
    case .failure(let problem):
      try console.report(problem)
      exitCode = problem.status.rawValue
    }
    manager?.tell("STATUS=Last run ended with exit code \(exitCode); next at \(Formatting.time(next))")
  }
}
