import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that gets lines at its end.
///
/// The file is reopened for each line, so that it can be rotated at any time, and each line is one write, so that several
/// processes can share it. A new file is readable by its owner alone.
struct LineFile: Sendable {
  var path: String

  /// A refusal of the system, in its own words.
  struct Failure: Error, Sendable, Hashable {
    var reason: String

    fileprivate init(_ code: Int32) { reason = String(cString: strerror(code)) }
  }

  /// Creates the file if missing, and checks whether it can be appended to.
  func check() throws(Failure) { close(try open()) }

  /// Adds a line, which ends with a line end.
  ///
  /// - Throws: ``Failure`` where it cannot be written completely.
  func append(_ line: [UInt8]) throws(Failure) {
    let descriptor = try open()
    defer { close(descriptor) }
    let written = line.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
    guard written == line.count else { throw Failure(written < 0 ? errno : ENOSPC) }
  }

  private func open() throws(Failure) -> Int32 {
    // Without O_NONBLOCK a pipe without a reader would block the command.
    let descriptor = systemOpen(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw Failure(errno) }
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    return descriptor
  }
}

/// `open(2)` and `write(2)`, under names that no method shadows.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private let systemWrite = write
