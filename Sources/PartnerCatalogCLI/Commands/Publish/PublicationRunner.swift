import CatalogJSON
import CatalogModel
import CatalogPublication
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PostgresConnection
import Synchronization

/// Publishes a catalog, and records the end of each round that did something.
struct PublicationRunner: Sendable {
  var path: String
  var target: PostgresTarget
  var console: Console

  /// The name of the connection at the server: it says who publishes.
  private var application: String {
    "partner-catalog publish (\(ProcessInfo.processInfo.hostName), process \(ProcessInfo.processInfo.processIdentifier))"
  }

  /// The options of the first round; a load that was asked for is not repeated.
  final class First: Sendable {
    private let options: Mutex<Publisher.Options>

    init(_ options: Publisher.Options) { self.options = Mutex(options) }

    var next: Publisher.Options { options.withLock { $0 } }
    func isDone() { options.withLock { ($0.isFull, $0.verifies) = (false, false) } }
  }

  func plan(_ options: Publisher.Options) async throws -> CommandResult {
    let plan = try await PublicationThread.run(to: target, application: application) { [path, target] database, _ in
      try Publisher(path, to: database, name: target.name).plan(options)
    }
    return CommandResult(
      text: console.isJSON ? try JSONText.pretty(plan) : PublicationText.text(plan))
  }

  /// The end of a publication, without a connection.
  private struct End: Encodable {
    var database: String
    var wasRegistered: Bool
  }

  func end() throws -> CommandResult {
    let name = target.name
    let end = End(database: name, wasRegistered: try PublicationLog(path).unregister(name))
    let text =
      end.wasRegistered
      ? "Nothing is noted for \(name) any more. Its copy stays as it is; another publication would load everything again.\n"
      : "The file has no publication into \(name).\n"
    return CommandResult(
      text: console.isJSON ? try JSONText.pretty(end) : text, status: end.wasRegistered ? .success : .nothingMatched)
  }

  func publish(_ options: Publisher.Options, _ records: RunRecords) async throws -> CommandResult {
    let startedAt = Date()
    do {
      let report = try await PublicationThread.run(to: target, application: application) {
        [path, target] database, isStopped in
        try Publisher(path, to: database, name: target.name).publish(options, isCancelled: isStopped)
      }
      if report.steps > 0 || report.differences != nil { records.record(EndedRun(.publish, report)) }
      return CommandResult(
        text: console.isJSON ? try JSONText.pretty(report) : PublicationText.text(report),
        warnings: PublicationText.warnings(report))
    } catch {
      records.record(
        EndedRun(.publish, failed: CommandError(error), startedAt: startedAt, finishedAt: Date()))
      throw error
    }
  }

  /// One round of many: without text where there was nothing to do, and with a longer pause after a failure.
  func round(_ first: First, _ records: RunRecords) async throws -> RecurringSync.Rounds.Round {
    do {
      let answer = try await publish(first.next, records)
      first.isDone()
      return .init(answer: PublicationText.isIdle(answer.text) ? CommandResult(text: "") : answer, goesOn: true)
    } catch {
      let problem = CommandError(error)
      guard problem.mayPass, !(error is CancellationError) else { throw error }
      try console.report(problem)
      try await Task.sleep(for: Self.pauseAfterFailure)
      return .init(answer: CommandResult(text: ""), goesOn: true)
    }
  }

  private static let pauseAfterFailure = Duration.seconds(15)
}

extension PublicationReport: RunReport {
  var catalogRun: Int64? { nil }
  var state: RunState { .complete }
  var traffic: RequestCounts { RequestCounts() }
  var stop: SyncStop? {
    get { nil }
    set {}
  }
  var firstFailure: FailedPart? { nil }
  var reachedNothing: Bool { false }
}
