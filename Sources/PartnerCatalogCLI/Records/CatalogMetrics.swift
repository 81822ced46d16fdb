import CatalogPublication
import CatalogQuery
import CatalogService
import CatalogStore
import Foundation

/// The content of the metrics file after a run: of the catalog, of all runs so far, and of this one.
///
/// The file holds times, not ages: an alert rule subtracts them from `time()`, so that an abandoned file grows old by
/// itself. Each sample has the catalog file as `db`, which separates several catalogs of one machine.
struct CatalogMetrics: Sendable {
  /// Absolute, so that a file always has the same label.
  var database: String
  /// `nil` where the catalog cannot be read.
  var status: StoreStatus?
  var customers: Int?
  /// The run that just ended; it may not have reached the catalog.
  var run: EndedRun

  var families: [MetricFamily] {
    [
      gauge("build_info", "The version of partner-catalog that wrote this file.") {
        [sample(1, [.init("version", PartnerCatalog.version)])]
      },
      gauge("store_readable", "Whether the catalog file could be read after the last run (1) or not (0).") {
        [sample(status == nil ? 0 : 1)]
      },
    ] + lastRun + totals + markets + publications
  }

  // MARK: - Runs

  /// The last run of each command: this one instead of the stored one of its command.
  private var lastRuns: [(command: String, ending: RunEnding, succeededAt: Date?)] {
    let stored = (status?.jobs ?? []).filter { $0.command != run.command.rawValue }.map { job in
      (
        job.command,
        RunEnding(
          command: job.command, runID: nil, startedAt: job.startedAt, finishedAt: job.finishedAt,
          state: RunState(rawValue: job.state.rawValue) ?? .failed, exitCode: job.exitCode, errorCode: job.errorCode,
          requests: job.requests, retries: job.retries, throttled: job.throttled), job.succeededAt
      )
    }
    let known = status?.jobs.first { $0.command == run.command.rawValue }?.succeededAt
    let own = (run.command.rawValue, run.ending, run.status == .success ? run.finishedAt : known)
    return (stored + [own]).sorted { $0.0 < $1.0 }
  }

  private var lastRun: [MetricFamily] {
    let runs = lastRuns
    func each(_ value: (RunEnding) -> Double) -> [MetricFamily.Sample] {
      runs.map { sample(value($0.ending), [.init("command", $0.command)]) }
    }
    let states: [RunState] = [.complete, .partial, .failed]
    return [
      gauge("last_success_timestamp_seconds", "Time of the last run with exit code 0.") {
        runs.compactMap { run in
          run.succeededAt.map { sample($0.timeIntervalSince1970.rounded(.down), [.init("command", run.command)]) }
        }
      },
      gauge("last_run_start_timestamp_seconds", "Start of the last run.") {
        each { $0.startedAt.timeIntervalSince1970.rounded(.down) }
      },
      gauge("last_run_end_timestamp_seconds", "End of the last run, with any result.") {
        each { $0.finishedAt.timeIntervalSince1970.rounded(.down) }
      },
      gauge("last_run_duration_seconds", "Duration of the last run.") {
        each { max(0, $0.finishedAt.timeIntervalSince($0.startedAt).rounded()) }
      },
      gauge("last_run_exit_code", "The exit code of the last run.") { each { Double($0.exitCode) } },
      gauge("last_run_state", "The state of the last run: 1 for the one it ended in, 0 for the others.") {
        runs.flatMap { run in
          states.map { state in
            sample(
              run.ending.state == state ? 1 : 0, [.init("command", run.command), .init("state", state.rawValue)])
          }
        }
      },
      gauge("last_run_requests", "Requests that the last run sent, repetitions included.") {
        each { Double($0.requests) }
      },
      gauge("last_run_retries", "Requests of the last run that repeated an earlier one.") {
        each { Double($0.retries) }
      },
      gauge("last_run_throttled", "Requests of the last run that were answered 429.") {
        each { Double($0.throttled) }
      },
    ]
  }

  private var totals: [MetricFamily] {
    let jobs = status?.jobs ?? []
    func each(_ value: (JobStatus.Totals) -> Int) -> [MetricFamily.Sample] {
      jobs.map { sample(Double(value($0.totals)), [.init("command", $0.command)]) }
    }
    return [
      counter("runs_total", "Runs so far by exit code; those that could not open the catalog are not counted.") {
        jobs.flatMap { job in
          job.totals.runs.sorted { $0.key < $1.key }.map { code, runs in
            sample(Double(runs), [.init("command", job.command), .init("exit_code", "\(code)")])
          }
        }
      },
      counter("requests_total", "Requests sent by all runs, repetitions included.") { each(\.requests) },
      counter("request_retries_total", "Requests of all runs that repeated an earlier one.") { each(\.retries) },
      counter("requests_throttled_total", "Requests of all runs that were answered 429.") { each(\.throttled) },
    ]
  }

  // MARK: - The store

  private var markets: [MetricFamily] {
    guard let status else { return [] }
    func each(_ value: (MarketStatus) -> Double?) -> [MetricFamily.Sample] {
      status.markets.compactMap { market in
        value(market).map { sample($0, [.init("market", market.market.code)]) }
      }
    }
    return [
      gauge(
        "market_completed_timestamp_seconds",
        "Time since which a market is complete: that of its oldest complete list. Absent before that."
      ) { each { $0.completedAt?.timeIntervalSince1970 } },
      gauge("market_items", "Catalog items of a market.") { each { Double($0.items) } },
      gauge("market_removals_held_back", "Removals of a market that were held back because there were too many.") {
        each { Double($0.removalsHeldBack) }
      },
      gauge("partitions", "Product lists of a market by state.") {
        status.markets.flatMap { market in
          [
            ("complete", market.lists.complete), ("partial", market.lists.partial), ("unread", market.lists.unread),
            ("forbidden", market.lists.forbidden),
          ].map { state, lists in
            sample(Double(lists), [.init("market", market.market.code), .init("state", state)])
          }
        }
      },
      gauge("customers", "Customers in the catalog.") { customers.map { [sample(Double($0))] } ?? [] },
    ]
  }

  // MARK: - Publications

  private var publications: [MetricFamily] {
    func each(_ value: (PublicationStatus) -> Double?) -> [MetricFamily.Sample] {
      (status?.publications ?? []).compactMap { copy in
        value(copy).map { sample($0, [.init("database", copy.name)]) }
      }
    }
    let report = run.report as? PublicationReport
    return [
      gauge(
        "publication_completed_timestamp_seconds",
        "Time since which a database holds its version of the catalog. Absent before the first load."
      ) { each { $0.publishedAt?.timeIntervalSince1970 } },
      gauge("publication_version", "The version of the catalog that a database holds.") {
        each { $0.version.map(Double.init) }
      },
      gauge("publication_units_behind", "Products in a market scope that a database lacks.") {
        each { Double($0.unitsBehind) }
      },
      gauge("publication_rows", "Rows that the last publication sent.") {
        report.map { [sample(Double($0.rows), [.init("database", $0.database)])] } ?? []
      },
    ]
  }

  // MARK: - Writing

  private func gauge(_ name: String, _ help: String, _ samples: () -> [MetricFamily.Sample]) -> MetricFamily {
    MetricFamily(name: "partner_catalog_\(name)", kind: .gauge, help: help, samples: samples())
  }

  private func counter(_ name: String, _ help: String, _ samples: () -> [MetricFamily.Sample]) -> MetricFamily {
    MetricFamily(name: "partner_catalog_\(name)", kind: .counter, help: help, samples: samples())
  }

  private func sample(_ value: Double, _ labels: [MetricFamily.Label] = []) -> MetricFamily.Sample {
    MetricFamily.Sample(labels: [.init("db", database)] + labels, value: value)
  }
}
