import CatalogQuery
import CatalogStore
import Foundation

/// The records of a command's runs: the log and the metrics, where configured.
struct RunRecords: Sendable {
  var log: RunLog?
  var metrics: MetricsFile?
  var console: Console

  /// The records of the settings, checked for writing.
  ///
  /// - Throws: ``CommandError`` where a file cannot be written, and `StoreError` where it is the catalog: at the start,
  ///   not after an hour of requests.
  init(_ session: CommandContext) throws {
    console = session.console
    log = session.settings.logFile.map { RunLog(path: $0.value) }
    metrics = session.settings.metricsFile.map { MetricsFile(path: $0.value, database: session.database) }
    for place in [log?.path, metrics?.path].compactMap(\.self) {
      try CatalogFiles(of: session.database).refuse(place)
    }
    try log?.check()
    try metrics?.check()
  }

  /// Records the end of a run. A failure to record is reported, but does not change the result of the run.
  func record(_ run: EndedRun) {
    do {
      try log?.append(run)
    } catch {
      console.warn(CommandError(error).message)
    }
    do {
      try metrics?.write(after: run)
    } catch {
      console.warn(CommandError(error).message)
    }
  }
}
