import CatalogJSON
import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes lines one after the other, on a thread of its own: a write waits while the reader does.
struct LineOutput: Sendable {
  private let stream: StandardStream
  private let thread = DispatchQueue(label: "output")

  init(_ stream: StandardStream) { self.stream = stream }

  /// Writes a line with its end. A reader that is gone is no error: the input ends then.
  @Sendable func write(_ line: [UInt8]) async {
    await withCheckedContinuation { continuation in
      thread.async {
        _ = try? (line + [UInt8(ascii: "\n")]).withUnsafeBytes(stream.write(bytes:))
        continuation.resume()
      }
    }
  }
}

extension StandardStream {
  /// Standard output for the caller alone: whatever else the process prints goes to standard error.
  ///
  /// - Throws: ``CommandError`` where the system has no further descriptor.
  static func reservingOutput() throws -> StandardStream {
    let descriptor = dup(StandardStream.output.descriptor)
    guard descriptor >= 0, dup2(StandardStream.error.descriptor, StandardStream.output.descriptor) >= 0 else {
      throw CommandError(
        .failure, code: .output,
        message: "Could not reserve standard output: \(String(cString: strerror(errno))). Nothing was answered.")
    }
    return StandardStream(descriptor: descriptor)
  }

  /// Waits until something can be read.
  func waitUntilReadable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&request, 1, -1)
  }
}
