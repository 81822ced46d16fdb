import CatalogStore
import CatalogSync
import PartnerCenter

/// Opens store and client, runs one sync, and turns what it came to into an answer.
struct SyncRunner: Sendable {
  var session: Session
  var service: Service
  var locale: String
  var budget: Budget

  /// - Parameter isOneOfMany: then JSON comes on one line each.
  func sync(_ options: SyncOptions, isOneOfMany: Bool) async throws -> Answer {
    let progress = ProgressDisplay(session.console)
    let report = try await withSynchronizer { synchronizer in
      await synchronizer.sync(options) { now in progress.show(SyncText.progress(now)) }
    }
    progress.clear()
    if report.runId == 0, let stop = report.stop { throw stop }
    return try outcome(report, stop: report.stop, state: report.state, isOneOfMany: isOneOfMany) {
      SyncText.text(report, console: session.console)
    }
  }

  func syncCustomers(_ options: CustomerSyncOptions) async throws -> Answer {
    let progress = ProgressDisplay(session.console)
    let report = try await withSynchronizer { synchronizer in
      await synchronizer.syncCustomers(options) { done, all in progress.show("\(done)/\(all) customers") }
    }
    progress.clear()
    return try outcome(report, stop: report.stop, state: report.state, isOneOfMany: false) {
      SyncText.text(report)
    }
  }

  /// Opens store and client for as long as the body runs.
  func withSynchronizer<Report: Sendable>(
    _ body: (CatalogSynchronizer) async throws -> Report
  ) async throws -> Report {
    let store = try CatalogStore(
      path: session.database, source: service.source(session.settings, locale: locale))
    return try await service.withClient(in: session, locale: locale, budget: budget) { client in
      try await body(
        CatalogSynchronizer(
          store: store, client: client, concurrency: session.settings.concurrency.value, logger: session.logger))
    }
  }

  private func outcome(
    _ report: some Encodable, stop: SyncStop?, state: RunState, isOneOfMany: Bool, text: () -> String
  ) throws -> Answer {
    let problem = stop.map { Problem($0) }
    let status = problem?.status ?? (state == .complete ? .success : state == .partial ? .partial : .failure)
    guard session.console.isJSON else {
      if let problem, status != .partial { try session.console.report(problem) }
      return Answer(text: text(), status: status, warnings: status == .partial ? [problem?.message ?? again] : [])
    }
    // What a failed run came to is still told, and why it failed beside it.
    let whole = StoppedReport(report: report, problem: status == .success || status == .partial ? nil : problem)
    return Answer(text: isOneOfMany ? try JSONText.line(whole) : try JSONText.pretty(whole), status: status)
  }
}

/// Said of a run that went to its end and could not read everything.
private let again =
  "Not everything could be read (--verbose tells each failure). What was read is kept; run the command again to go on."

/// A report, and beside its keys the error that ended the run.
private struct StoppedReport<Report: Encodable>: Encodable {
  var report: Report
  var problem: Problem?

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    try problem?.encode(to: encoder)
  }
}
