import CatalogStore
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that a command writes for others: beside its place, and put there when it is whole.
final class OutputFile {
  private let draft: DraftFile
  private(set) var bytes = 0

  /// - Throws: `StoreError` where its folder is missing or may not be written.
  init(_ path: String) throws { draft = try DraftFile(for: path) }

  /// Writes a text into the place of a file.
  static func write(_ path: String, _ text: String) throws {
    try OutputFile(path).publishing { sink in _ = try Array(text.utf8).withUnsafeBytes(sink) }
  }

  /// Runs the body, and puts what it wrote in its place.
  ///
  /// - Throws: what the body throws, and ``Problem`` where the system refuses; what stood there is then as it was.
  func publishing<Value>(_ body: ((UnsafeRawBufferPointer) throws -> Bool) throws -> Value) throws -> Value {
    let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw problem() }
    do {
      let value: Value
      do {
        defer { close(descriptor) }
        value = try body { part in
          try StandardStream(descriptor: descriptor).write(part) { self.problem() }
          self.bytes += part.count
          return true
        }
      }
      try draft.publish()
      return value
    } catch {
      draft.discard()
      throw error
    }
  }

  private func problem() -> Problem {
    Problem(
      .failure, code: "output",
      message:
        "Writing \(draft.target) failed: \(String(cString: strerror(errno))). What stood there is as it was. Make room or choose another file."
    )
  }
}
