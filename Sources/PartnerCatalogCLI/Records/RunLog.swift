import CatalogJSON
import Foundation

/// A file that gets one JSON line for each run. Its lines quote the service.
struct RunLog: Sendable {
  var path: String

  /// Creates the file if missing, and checks whether it can be appended to.
  ///
  /// - Throws: ``CommandError`` with the reason why not.
  func check() throws {
    do { try LineFile(path: path).check() } catch { throw problem(error) }
  }

  /// - Throws: ``CommandError`` where the line cannot be written completely.
  func append(_ run: EndedRun) throws {
    let line = Array(try JSONText.line(RunLine(run: run)).utf8)
    do { try LineFile(path: path).append(line) } catch { throw problem(error) }
  }

  private func problem(_ failure: LineFile.Failure) -> CommandError {
    CommandError(
      .failure, code: .logFile,
      message: "The log file \(path) cannot be written: \(failure.reason). "
        + "Create the folder, fix the permissions, or choose another file with --log-file.")
  }
}
