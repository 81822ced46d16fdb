import CatalogJSON
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

/// An output file of a command: written beside its target, which it replaces when it is complete.
///
/// A pipe or a device cannot be replaced, and is written directly.
final class OutputFile {
  private enum Place {
    case draft(DraftFile)
    case standing(String)
  }

  private let place: Place
  private(set) var bytes = 0

  /// - Throws: `StoreError` where its folder is missing or not writable.
  init(_ path: String) throws {
    let facts = FileFacts(path)
    place = facts?.isFolder == false && facts?.isRegular == false ? .standing(path) : .draft(try DraftFile(for: path))
  }

  /// Removes an unfinished draft.
  deinit { if case .draft(let draft) = place { draft.discard() } }

  /// A file whose target must be a regular file.
  init(replacing path: String) throws { place = .draft(try DraftFile(for: path)) }

  /// Whether the path leads to standard output: `-`, `/dev/stdout`, and the file that standard output was redirected
  /// to.
  static func isStandardOutput(_ path: String) -> Bool {
    guard path != "-" else { return true }
    return FileIdentity(path).map { $0 == FileIdentity(descriptor: StandardStream.output.descriptor) } ?? false
  }

  /// Writes a text, and replaces the target with it.
  func write(_ text: String) throws {
    try publishing { sink in _ = try Array(text.utf8).withUnsafeBytes(sink) }
  }

  /// Runs the body, and replaces the target with its output, unless `unless` rejects it.
  ///
  /// - Throws: the errors of the body, and ``CommandError`` where the system refuses; the target is then unchanged,
  ///   except a pipe or a device.
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
    return CommandError(.failure, code: .output, message: message)
  }
}
