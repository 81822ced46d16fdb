import CatalogJSON
import CatalogQuery
import CatalogService
import CatalogStore
import FileSystem
import Foundation

/// A file of metrics for the textfile collector of Prometheus' node_exporter, replaced atomically after each run.
struct MetricsFile: Sendable {
  var path: String
  /// The catalog file of the metrics.
  var database: String

  /// Checks whether the file can be written, without changing it.
  ///
  /// - Throws: ``CommandError`` with the reason why not.
  func check() throws {
    try translating { try DraftFile(for: path).discard() }
  }

  /// - Throws: ``CommandError``; the file is then unchanged.
  func write(after run: EndedRun) throws {
    let status = try? Catalog(path: database).status()
    let customers = try? Catalog(path: database).customers().count
    let text = ExpositionFormat.text(
      CatalogMetrics(
        database: URL(fileURLWithPath: database).standardizedFileURL.path, status: status, customers: customers,
        run: run
      ).families)
    try translating { try OutputFile(replacing: path).write(text) }
  }

  private func translating(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as FileError {
      throw problem(error.reason)
    }
  }

  private func problem(_ reason: String) -> CommandError {
    CommandError(
      .failure, code: .metricsFile,
      message: "The metrics file \(path) cannot be written: \(reason). "
        + "Create the folder, fix the permissions, or choose another file with --metrics-file.")
  }
}
