import CatalogJSON
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that gets one JSON line for each run.
///
/// The file is reopened for each line, so that it can be rotated at any time, and each line is one write at its end, so
/// that several processes can share it. A new file is readable by its owner only: its lines quote the service.
struct RunLog: Sendable {
  var path: String

  /// Creates the file if missing, and checks whether it can be appended to.
  ///
  /// - Throws: ``CommandError`` with the reason why not.
  func check() throws { close(try open()) }

  /// - Throws: ``CommandError`` where the line cannot be written completely.
  func append(_ run: EndedRun) throws {
    let line = Array(try JSONText.line(RunLine(run: run)).utf8)
    let descriptor = try open()
    defer { close(descriptor) }
    let written = line.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
    guard written == line.count else { throw problem(written < 0 ? errno : ENOSPC) }
  }

  private func open() throws -> Int32 {
    // Without O_NONBLOCK a pipe without a reader would block the run.
    let descriptor = systemOpen(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw problem(errno) }
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    return descriptor
  }

  private func problem(_ code: Int32) -> CommandError {
    CommandError(
      .failure, code: .logFile,
      message: "The log file \(path) cannot be written: \(String(cString: strerror(code))). "
        + "Create the folder, fix the permissions, or choose another file with --log-file.")
  }
}

/// `open(2)` and `write(2)`, under names that no method shadows.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private let systemWrite = write
