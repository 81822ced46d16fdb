import CatalogJSON
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard input, output or error; each text is written completely.
struct StandardStream: Sendable {
  let descriptor: Int32

  static let input = StandardStream(descriptor: STDIN_FILENO)
  static let output = StandardStream(descriptor: STDOUT_FILENO)
  static let error = StandardStream(descriptor: STDERR_FILENO)

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal; `nil` for another stream, and for an unknown width.
  var columns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes the text. A closed reader (`… | head`) is not an error: the rest is dropped.
  ///
  /// - Throws: ``CommandError`` where the system refuses for another reason, such as a full disk.
  func write(_ text: String) throws { _ = try Array(text.utf8).withUnsafeBytes(write(bytes:)) }

  /// Writes bytes.
  ///
  /// - Returns: whether the reader is still open.
  /// - Throws: as ``write(_:)-(String)``.
  func write(bytes: UnsafeRawBufferPointer) throws -> Bool {
    try write(bytes) {
      CommandError(
        .failure, code: .output,
        message:
          "Could not write the output: \(String(cString: strerror(errno))). The catalog is unaffected.")
    }
  }

  /// Writes rows of text unchanged; on a terminal control characters are shown by their number.
  func write(rows: UnsafeRawBufferPointer) throws -> Bool {
    guard isTerminal else { return try write(bytes: rows) }
    return try Array(TerminalText.safeRows(rows).utf8).withUnsafeBytes(write(bytes:))
  }

  /// Writes all bytes, and throws `problem` where the system refuses.
  @discardableResult
  func write(_ bytes: UnsafeRawBufferPointer, orThrow problem: () -> CommandError) throws -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
        systemWrite(descriptor, $0.baseAddress, $0.count)
      }
      if written >= 0 {
        rest = rest.dropFirst(written)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitUntilWritable()
      case EPIPE: return false
      default: throw problem()
      }
    }
    return true
  }

  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }

  /// Turns a write into a closed pipe into an error instead of the end of the process.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}

private let systemWrite = write
