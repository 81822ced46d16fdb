import CatalogJSON
import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter

/// Opens catalog and client, runs one sync, records its end, and renders its result.
struct SyncRunner: Sendable {
  var session: CommandContext
  var service: Service
  var locale: String
  var budget: Budget
  /// The records of the run; `nil` for none.
  var records: RunRecords?
  /// The choices of the price sync beside a sync of the catalog; `nil` for none.
  var prices: PriceSyncOptions?
  /// Called with the progress of the run, for the supervisor of the process.
  var tellProgress: (@Sendable (String) -> Void)?

  /// Runs one sync; `isOneOfMany` writes its JSON on one line.
  func sync(_ options: SyncOptions, isOneOfMany: Bool) async throws -> (answer: CommandResult, run: EndedRun) {
    var outcome = PriceOutcome()
    var catalog = self
    let isPricedFirst = hasSheets
    if isPricedFirst {
      // What differs from the sheets before is what the catalog is asked for next.
      outcome = await syncPrices(spent: 0)
      catalog.budget.requests = budget.requests.map { max(0, $0 - (outcome.report?.traffic.requests ?? 0)) }
    }
    let progress = ProgressDisplay(session.console)
    let start = ContinuousClock.now
    let runner = catalog
    let (report, run) = try await progress.whileRunning {
      try await runner.recorded(.sync) { synchronizer, client in
        await synchronizer.sync(options) { now in
          @Sendable func pace(_ elapsed: Duration) -> SyncPace {
            SyncPace(progress: now, requests: client.traffic.requests, elapsed: elapsed, pause: client.pauseLeft)
          }
          progress.show { pace($0).text }
          tellProgress?(pace(ContinuousClock.now - start).text)
        }
      }
    }
    if report.runId == 0, let stop = report.stop { throw stop }
    if !isPricedFirst, report.stop == nil, run.status == .success || run.status == .partial {
      outcome = await syncPrices(spent: run.traffic.requests)
    }
    var result = try answer(report, run, isOneOfMany: isOneOfMany, prices: outcome.report) {
      SyncText.text(report, console: session.console)
        + (outcome.report.map { "\n" + PriceSyncText.text($0, console: session.console) } ?? "")
    }
    if result.status == .success { result.status = outcome.status }
    result.warnings += outcome.warnings
    return (result, run)
  }

  /// Whether there are price sheets to compare new ones with: those are read first. First sheets come behind the catalog,
  /// whose items they are joined to.
  private var hasSheets: Bool {
    guard prices != nil else { return false }
    return (try? session.catalogIfThere()?.priceSheets().contains { $0.month != nil }) == true
  }

  /// What became of the prices.
  private struct PriceOutcome: Sendable {
    var report: PriceSyncReport?
    var status = ExitStatus.success
    var warnings: [String] = []
  }

  /// Reads prices. Their failure leaves the catalog as it is.
  private func syncPrices(spent requests: Int) async -> PriceOutcome {
    guard var options = prices else { return PriceOutcome() }
    if let most = budget.requests {
      guard most > requests else { return PriceOutcome() }
      options.mostRequests = most - requests
    }
    // A demo has no settings to record runs for.
    let isConfigured = session.settings.prices.value
    let runner = PriceSyncRunner(
      session: session, service: service, locale: locale, records: isConfigured ? records : nil)
    do {
      let (report, run) = try await runner.sync(options)
      return PriceOutcome(
        report: report, status: run.status,
        warnings: PriceSyncText.warnings(report) + (run.problem.map { [$0.message] } ?? []))
    } catch {
      let problem = CommandError(error)
      return PriceOutcome(status: problem.status, warnings: [problem.message])
    }
  }

  func syncCustomers(_ options: CustomerSyncOptions, isOneOfMany: Bool = false) async throws -> CommandResult {
    let progress = ProgressDisplay(session.console)
    let (report, run) = try await progress.whileRunning {
      try await recorded(.customersSync) { synchronizer, _ in
        await synchronizer.syncCustomers(options) { done, all in
          progress.show { "\(done)/\(all) customers  \(Formatting.duration($0))" }
        }
      }
    }
    return try answer(report, run, isOneOfMany: isOneOfMany) { SyncText.text(report) }
  }

  /// Opens catalog and client while the body runs.
  private func withSynchronizer<Report: Sendable>(
    _ body: (CatalogSynchronizer, CatalogStore, PartnerCenterClient) async throws -> Report
  ) async throws -> Report {
    let store = try CatalogStore(
      path: session.database, source: service.source(session.settings, locale: locale))
    return try await service.withClient(in: session, locale: locale, budget: budget) { client in
      try await body(
        CatalogSynchronizer(
          store: store, client: client, concurrency: session.settings.concurrency.value, logger: session.logger), store,
        client)
    }
  }

  /// Runs, and records the end in the catalog, the log and the metrics, also of a run that could not begin.
  private func recorded<Report: RunReport>(
    _ command: EndedRun.Command, _ work: @escaping @Sendable (CatalogSynchronizer, PartnerCenterClient) async -> Report
  ) async throws -> (Report, EndedRun) {
    let startedAt = Date()
    do {
      let (report, run) = try await withSynchronizer { synchronizer, store, client in
        var (report, isTimeSpent) = await client.endingInTime { await work(synchronizer, client) }
        // A cancellation at the end of the time is the end of the budget, not an interruption.
        if isTimeSpent, case .cancelled? = report.stop { report.stop = .budget(BudgetExceeded(kind: .duration)) }
        if let skew = client.clockSkew, abs(skew) > PartnerCenterClient.toleratedSkew {
          session.console.warn(ClockFinding.warning(skew))
        }
        let run = EndedRun(command, report)
        await session.console.record(run, in: store)
        return (report, run)
      }
      records?.record(run)
      return (report, run)
    } catch {
      records?.record(EndedRun(command, failed: CommandError(error), startedAt: startedAt, finishedAt: Date()))
      throw error
    }
  }

  private func answer(
    _ report: some RunReport, _ run: EndedRun, isOneOfMany: Bool, prices: PriceSyncReport? = nil, text: () -> String
  ) throws -> CommandResult {
    guard session.console.isJSON else {
      if let failure = run.failure { try session.console.report(failure) }
      return CommandResult(
        text: text(), status: run.status,
        warnings: run.status == .partial ? [run.problem?.message ?? SyncText.again(report.firstFailure)] : [])
    }
    // The result of a failed run is still shown, with its error.
    let whole = StoppedReport(report: report, problem: run.failure ?? run.pause, prices: prices)
    return CommandResult(text: isOneOfMany ? try JSONText.line(whole) : try JSONText.pretty(whole), status: run.status)
  }
}

/// A report, with the error that ended the run beside its keys.
struct StoppedReport<Report: Encodable>: Encodable {
  var report: Report
  var problem: CommandError?
  var prices: PriceSyncReport?

  private enum Keys: String, CodingKey { case prices }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    try problem?.encode(to: encoder)
    guard let prices else { return }
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(prices, forKey: .prices)
  }
}
