import CatalogQuery
import CatalogStore
import Foundation

/// Where a command leaves records of its runs: the log and the metrics, as far as they are asked for.
struct RunRecords: Sendable {
  var log: RunLog?
  var metrics: MetricsFile?
  var console: Console

  /// What the settings ask for, tried out.
  ///
  /// - Throws: ``CommandError`` where a file cannot be written, and `StoreError` where it is the catalog: better now than after an hour of requests.
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

  /// Writes down how a run ended. What cannot be written is told; it does not change how the run ended.
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
