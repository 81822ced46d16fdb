import FileSystem
import Foundation
import MessageDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a snapshot that were received so far, in a hidden file beside the copy. A later pull of the same
/// snapshot continues them.
///
/// One process at a time holds it.
public final class SnapshotDownload: Sendable {
  /// The path of the file.
  public let path: String
  private let copy: String
  private let descriptor: Int32
  private static let ending = ".download"

  /// Opens or creates the file, and deletes those of other snapshots.
  ///
  /// - Throws: ``SnapshotError`` where another process holds it, `FileError` where it cannot be written.
  init(of sha256: String, for copy: String) throws {
    self.copy = copy
    let target = URL(fileURLWithPath: copy).resolvingSymlinksInPath()
    let folder = target.deletingLastPathComponent().path
    let beginning = ".\(target.lastPathComponent)."
    path = "\(folder)/\(beginning)\(sha256)\(Self.ending)"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw FileError.unusable(path: copy, reason: String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw SnapshotError.busy(copy: copy) }
    guard FileFacts(path)?.isRegular == true else {
      throw FileError.unusable(path: path, reason: "it is not a regular file")
    }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(beginning) && name.hasSuffix(Self.ending) && "\(folder)/\(name)" != path {
      unlink("\(folder)/\(name)")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The bytes received so far.
  public var size: Int { FileFacts(path)?.size ?? 0 }

  /// Adds the bytes of another file.
  ///
  /// - Parameters:
  ///   - file: the path of the other file.
  ///   - offset: its bytes before this one are left out.
  ///   - most: the size at which this file is complete; it grows no further.
  /// - Throws: `FileError` where the disk is full, the error of the system where the other file cannot be read.
  public func append(contentsOf file: String, from offset: Int = 0, atMost most: Int) throws {
    let source = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    defer { try? source.close() }
    try source.seek(toOffset: UInt64(max(0, offset)))
    var end = size
    while end < most, let part = try source.read(upToCount: min(1 << 20, most - end)), !part.isEmpty {
      var rest = part[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(end)) }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else {
          throw FileError.writeFailed(path: copy, reason: String(cString: strerror(errno)))
        }
        rest = rest.dropFirst(written)
        end += written
      }
    }
  }

  /// Forgets what was received.
  public func reset() { ftruncate(descriptor, 0) }

  /// Deletes the file: it does not continue.
  func discard() { unlink(path) }

  /// The digest of the bytes received.
  func digest() throws -> String { try SHA256.hexadecimal(ofFile: path) }

  /// Moves the file to the path of a draft.
  func move(to draft: DraftFile) throws(FileError) {
    guard rename(path, draft.path) == 0 else {
      throw FileError.writeFailed(path: copy, reason: String(cString: strerror(errno)))
    }
  }
}
