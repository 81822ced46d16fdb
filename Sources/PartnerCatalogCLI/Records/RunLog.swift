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
/// The file is opened anew for each line, so that it may be rotated at any time, and each line is one write at the
/// file's end, so that several processes may share the file. A new file is for its owner alone: its lines quote what the
/// service says.
struct RunLog: Sendable {
  var path: String

  /// Makes the file where it is not there, and finds out whether it can be appended to.
  ///
  /// - Throws: ``CommandError`` saying why not.
  func check() throws { close(try open()) }

  /// - Throws: ``CommandError`` where the line cannot be written whole.
  func append(_ run: EndedRun) throws {
    let line = Array(try JSONText.line(RunLine(run: run)).utf8)
    let descriptor = try open()
    defer { close(descriptor) }
    let written = line.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
    guard written == line.count else { throw problem(written < 0 ? errno : ENOSPC) }
  }

  private func open() throws -> Int32 {
    // Without O_NONBLOCK a pipe that nobody reads would hold the run up.
    let descriptor = systemOpen(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw problem(errno) }
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    return descriptor
  }

  private func problem(_ code: Int32) -> CommandError {
    CommandError(
      .failure, code: "logFile",
      message: "The log file \(path) cannot be written: \(String(cString: strerror(code))). "
        + "Create the folder, fix the permissions, or choose another file with --log-file.")
  }
}

/// `open(2)` and `write(2)`, by names that no method hides.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private let systemWrite = write
