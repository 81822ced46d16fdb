import CatalogModel
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `NAME.lock` beside a store: one line that names the writer. A file with other content is left alone.
enum LockNote {
  /// Longer ones are not ours.
  private static let most = 200

  /// Beside the file itself, where symbolic links end.
  static func path(ofStore path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path + ".lock"
  }

  /// The descriptor; `nil` where another file exists there, or none can be created.
  static func descriptor(beside store: String) -> Int32? {
    let place = path(ofStore: store)
    var facts = stat()
    // A link, a pipe or a device is not even opened.
    if lstat(place, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG { return nil }
    let descriptor = open(place, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { return nil }
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_nlink == 1,
      facts.st_size == 0 || text(descriptor) != nil
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  static func write(_ descriptor: Int32) {
    let text = "process \(getpid()), since \(Date().iso8601Text)\n"
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  /// The process of the line; `nil` without a line of ours.
  static func holder(ofStore store: String) -> String? {
    let descriptor = open(path(ofStore: store), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return text(descriptor)
  }

  /// The line, where it is one of ours: `process 4711, since …`.
  private static func text(_ descriptor: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: most + 1)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard (1...most).contains(count) else { return nil }
    let text = String(decoding: bytes[..<count], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.hasPrefix("process ") && processID(in: text) != nil ? text : nil
  }

  /// `process 4711, since …` → 4711.
  static func processID(in text: String) -> Int32? {
    text.split { !$0.isNumber }.first.flatMap { Int32($0) }
  }
}
