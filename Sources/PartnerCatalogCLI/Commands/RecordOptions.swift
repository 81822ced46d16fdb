import ArgumentParser

/// The log and metrics options of every command that uses the service.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Append one JSON line for each run to this file.",
      discussion: "Also PARTNER_CATALOG_LOG_FILE. Reopened for each line, so that it can be rotated.",
      valueName: "file"), completion: .file())
  var logFile: String?

  @Option(
    help: ArgumentHelp(
      "Write metrics to this file after each run, for the textfile collector of Prometheus' node_exporter.",
      discussion: "Also PARTNER_CATALOG_METRICS_FILE. Replaced atomically. The collector reads names ending in .prom.",
      valueName: "file"), completion: .file())
  var metricsFile: String?

  func validate() throws {
    guard logFile != "", metricsFile != "" else {
      throw ValidationError("--log-file and --metrics-file need a path; it is empty.")
    }
  }
}
