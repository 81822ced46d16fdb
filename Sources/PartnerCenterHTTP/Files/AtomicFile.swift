package import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replaces a file as a whole: written beside it, made lasting, moved into its place.
///
/// Whoever reads meanwhile, and whatever breaks meanwhile, the file holds the old content or the new, whole.
package enum AtomicFile {
  /// What the system refused.
  package struct Failure: Error, Sendable, Hashable {
    package var code: Int32
    /// The system's words, such as `Permission denied`.
    package var words: String { String(cString: strerror(code)) }

    static func last() -> Failure { Failure(code: errno) }
  }

  /// - Parameters:
  ///   - url: a symbolic link stays one; its target is replaced.
  ///   - mode: of the new file, whatever the process's mask.
  /// - Throws: ``Failure``; the file is then as it was.
  package static func replace(_ url: URL, with content: Data, mode: mode_t) throws(Failure) {
    let target = url.resolvingSymlinksInPath()
    let draft = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    do throws(Failure) {
      try write(content, toNew: draft.path, mode: mode)
      guard rename(draft.path, target.path) == 0 else { throw Failure.last() }
    } catch {
      unlink(draft.path)
      throw error
    }
    synchronizeFolder(of: target)
  }

  private static func write(_ bytes: Data, toNew path: String, mode: mode_t) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure.last() }
    defer { close(descriptor) }
    guard fchmod(descriptor, mode) == 0 else { throw Failure.last() }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Failure.last() }
      rest = rest.dropFirst(written)
    }
    guard fsync(descriptor) == 0 else { throw Failure.last() }
  }

  /// Makes the new name last through a loss of power. A file system that cannot do that does not fail the writing.
  private static func synchronizeFolder(of file: URL) {
    let folder = open(file.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}

/// `write(2)`, by a name that no method hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
