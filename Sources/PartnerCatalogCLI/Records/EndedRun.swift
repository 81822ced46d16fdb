import CatalogJSON
import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter

/// The result of a run, as far as it is common to every command that uses the service.
protocol RunReport: Encodable, Sendable {
  /// `nil` where the command reads no catalog.
  var catalogRun: Int64? { get }
  var state: RunState { get }
  var startedAt: Date { get }
  var finishedAt: Date { get }
  var traffic: RequestCounts { get }
  /// The error that made further work pointless; `nil` for a run that went to its end.
  var stop: SyncStop? { get set }
  /// The first part that could not be read, where the run reports it.
  var firstFailure: FailedPart? { get }
  /// Whether every part of the run failed because the service could not be reached.
  var reachedNothing: Bool { get }
}

extension SyncReport: RunReport {
  var catalogRun: Int64? { runId == 0 ? nil : runId }

  var reachedNothing: Bool {
    items == ItemCounts() && !partitions.isEmpty
      && partitions.allSatisfy { $0.state != .complete && $0.reason == PartialReason.unavailable.rawValue }
  }
}

extension CustomerSyncReport: RunReport {
  var catalogRun: Int64? { nil }

  var reachedNothing: Bool { if case .unreachable? = stop { read == 0 } else { false } }
}

/// An ended run: the source of the log, the metrics and the exit code.
struct EndedRun: Sendable {
  /// The commands whose runs are recorded.
  enum Command: String, Sendable {
    case sync
    case customersSync = "customers sync"
    case pricesSync = "prices sync"
    case publish
  }

  var command: Command
  var startedAt: Date
  var finishedAt: Date
  var status: ExitStatus
  var problem: CommandError?
  /// `nil` for a run that could not begin.
  var report: (any RunReport)?

  init(_ command: Command, _ report: any RunReport) {
    self.command = command
    self.report = report
    startedAt = report.startedAt
    finishedAt = report.finishedAt
    problem = report.reachedNothing ? .unreached(report) : report.stop.map { CommandError($0) }
    status = problem?.status ?? (report.state == .complete ? .success : report.state == .partial ? .partial : .failure)
  }

  /// A run that could not begin.
  init(_ command: Command, failed problem: CommandError, startedAt: Date, finishedAt: Date) {
    self.command = command
    self.problem = problem
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    status = problem.status
  }

  /// The error of a failed run; `nil` for a complete run, and for one that ended early and can continue.
  var failure: CommandError? { status == .success || status == .partial ? nil : problem }

  /// The wait, asked for by the service, that ended the run; `nil` for any other end.
  var pause: CommandError? { if case .paused? = report?.stop { problem } else { nil } }

  var state: RunState { report?.state ?? .failed }
  var traffic: RequestCounts { report?.traffic ?? RequestCounts() }

  /// Whether the next run may succeed without any action.
  var mayPass: Bool { status == .success || status == .partial || problem?.mayPass == true }

  /// The run as stored in the catalog file.
  var ending: RunEnding {
    RunEnding(
      command: command.rawValue, runID: report?.catalogRun, startedAt: startedAt, finishedAt: finishedAt, state: state,
      exitCode: Int(status.rawValue), errorCode: problem.map { "\($0.code)" }, requests: traffic.requests,
      retries: traffic.retries,
      throttled: traffic.throttled)
  }
}

extension CommandError {
  /// A run that got no answer at all: the service or the network is down, and the file is as it was.
  fileprivate static func unreached(_ report: any RunReport) -> CommandError {
    let stopped: String? = if case .unreachable(let failure)? = report.stop { "\(failure)" } else { nil }
    let why = (stopped ?? report.firstFailure?.reason).map { ": \($0)" } ?? ""
    return CommandError(
      .failure, code: .unreachable,
      message:
        "The service cannot be reached\(why.hasSuffix(".") ? String(why.dropLast()) : why). Nothing was read, and nothing changed. "
        + "Try again later; `partner-catalog doctor` examines the connection.")
  }
}

extension Console {
  /// Records an ended run in the catalog file, also one that was cancelled. A record that cannot be written is a warning, unless
  /// the run itself failed.
  func record(_ run: EndedRun, in store: CatalogStore) async {
    // A task of its own: cancelling the run must not cancel the record of its end.
    let unwritten = await Task { () -> CommandError? in
      do {
        try await store.record(run.ending)
        return nil
      } catch {
        return CommandError(error)
      }
    }.value
    if let unwritten, run.failure == nil { warn(unwritten.message) }
  }
}
