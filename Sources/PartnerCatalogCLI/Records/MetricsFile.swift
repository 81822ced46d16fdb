import CatalogQuery
import Foundation
import PartnerCenterHTTP

/// A file of metrics for the textfile collector of Prometheus' node_exporter, replaced as a whole after each run.
struct MetricsFile: Sendable {
  var path: String
  /// The catalog file that the metrics are of.
  var database: String

  private static let mode: mode_t = 0o644

  /// Finds out whether the file can be written; leaves it as it is.
  ///
  /// - Throws: ``Problem`` saying why not.
  func check() throws {
    let probe = URL(fileURLWithPath: path + ".\(UUID().uuidString)")
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw problem("it is a folder")
    }
    do {
      try AtomicFile.replace(probe, with: Data(), mode: Self.mode)
    } catch {
      throw problem(error.words)
    }
    try? FileManager.default.removeItem(at: probe)
  }

  /// - Throws: ``Problem``; the file is then as it was.
  func write(after run: EndedRun) throws {
    let status = try? Catalog(path: database).status()
    let customers = try? Catalog(path: database).customers().count
    let text = ExpositionFormat.text(
      CatalogMetrics(
        database: URL(fileURLWithPath: database).standardizedFileURL.path, status: status, customers: customers,
        run: run
      ).families)
    do {
      try AtomicFile.replace(URL(fileURLWithPath: path), with: Data(text.utf8), mode: Self.mode)
    } catch {
      throw problem(error.words)
    }
  }

  private func problem(_ reason: String) -> Problem {
    Problem(
      .failure, code: "metricsFile",
      message: "The metrics file \(path) cannot be written: \(reason). "
        + "Make its folder, mend its permissions, or name another with --metrics-file.")
  }
}
