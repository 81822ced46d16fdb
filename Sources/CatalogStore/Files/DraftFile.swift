import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is written beside its place and moved there when it is whole: who reads finds the old one or the new
/// one, never a part.
package struct DraftFile: Sendable {
  /// Where it shall stand; of a symbolic link, where that points.
  package let target: String
  /// Where it is written.
  package let path: String

  private static let ending = ".partial"

  /// Takes away what runs that were killed left of the same file.
  ///
  /// - Throws: ``StoreError/unreadable(path:reason:)`` where its folder is missing or may not be written.
  package init(for place: String) throws {
    target = URL(fileURLWithPath: place).resolvingSymlinksInPath().path
    let url = URL(fileURLWithPath: target)
    let folder = url.deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
      throw StoreError.unreadable(path: target, reason: "it is a folder")
    }
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw StoreError.unreadable(path: target, reason: "there is no folder \(folder)")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw StoreError.unreadable(path: target, reason: "\(folder): \(String(cString: strerror(errno)))")
    }
    let beginning = ".\(url.lastPathComponent)."
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(beginning) && name.hasSuffix(Self.ending) {
      let process = name.dropFirst(beginning.count).dropLast(Self.ending.count).prefix { $0.isNumber }
      if let process = Int32(process), kill(process, 0) != 0, errno == ESRCH {
        unlink("\(folder)/\(name)")
      }
    }
    path = "\(folder)/\(beginning)\(getpid())-\(UUID().uuidString.prefix(8))\(Self.ending)"
  }

  /// Makes it last, and puts it in its place.
  ///
  /// - Parameter mode: its permissions; `nil` leaves them.
  package func publish(mode: UInt32? = nil) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    if let mode, fchmod(descriptor, mode_t(mode)) != 0 { throw failure() }
    guard fsync(descriptor) == 0, rename(path, target) == 0 else { throw failure() }
    let folder = open(URL(fileURLWithPath: target).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  package func discard() {
    for ending in ["", "-journal", "-wal", "-shm"] { unlink(path + ending) }
  }

  private func failure() -> StoreError {
    StoreError.writeFailed(path: target, reason: String(cString: strerror(errno)))
  }
}
