import CatalogStore
import FileSystem
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that a command writes for others: beside its place, and put there when it is whole.
///
/// Where there is a pipe or a device, nothing can be put in its place: it is written as it stands.
final class OutputFile {
  private enum Place {
    case draft(DraftFile)
    case standing(String)
  }

  private let place: Place
  private(set) var bytes = 0

  /// - Throws: `StoreError` where its folder is missing or may not be written.
  init(_ path: String) throws {
    let facts = FileFacts(path)
    place = facts?.isFolder == false && facts?.isRegular == false ? .standing(path) : .draft(try DraftFile(for: path))
  }

  /// Leaves nothing of what was not put in its place.
  deinit { if case .draft(let draft) = place { draft.discard() } }

  /// A file in whose place nothing may stand but a regular one.
  init(replacing path: String) throws { place = .draft(try DraftFile(for: path)) }

  /// Whether the path leads to standard output: `-`, `/dev/stdout`, and what standard output was directed to.
  static func isStandardOutput(_ path: String) -> Bool {
    guard path != "-" else { return true }
    return FileIdentity(path).map { $0 == FileIdentity(descriptor: StandardStream.output.descriptor) } ?? false
  }

  /// Writes a text, and puts it in its place.
  func write(_ text: String) throws {
    try publishing { sink in _ = try Array(text.utf8).withUnsafeBytes(sink) }
  }

  /// Runs the body, and puts what it wrote in its place, unless that is not worth it.
  ///
  /// - Throws: what the body throws, and ``CommandError`` where the system refuses; what stood there is then as it was, but for a
  ///   pipe or a device.
  func publishing<Value>(
    _ body: ((UnsafeRawBufferPointer) throws -> Bool) throws -> Value,
    unless isWorthless: (Value) -> Bool = { _ in false }
  ) throws -> Value {
    switch place {
    case .standing(let path): return try writing(to: path, body)
    case .draft(let draft):
      let value = try writing(to: draft.path, body)
      if !isWorthless(value) { try draft.publish() }
      return value
    }
  }

  private func writing<Value>(
    to path: String, _ body: ((UnsafeRawBufferPointer) throws -> Bool) throws -> Value
  ) throws -> Value {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw problem() }
    defer { close(descriptor) }
    let stream = StandardStream(descriptor: descriptor)
    let isTerminal = stream.isTerminal
    return try body { part in
      self.bytes += part.count
      guard isTerminal else { return try stream.write(part) { self.problem() } }
      return try Array(TerminalText.safeRows(part).utf8).withUnsafeBytes { rows in
        try stream.write(rows) { self.problem() }
      }
    }
  }

  private func problem() -> CommandError {
    let reason = String(cString: strerror(errno))
    let message =
      switch place {
      case .draft(let draft):
        "Writing \(draft.target) failed: \(reason). The existing file is unchanged. Free space or choose another file."
      case .standing(let path):
        "Writing \(path) failed: \(reason). Its content is incomplete. Choose another file."
      }
    return CommandError(.failure, code: "output", message: message)
  }
}
