import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Lets one process at a time write a store. The lock goes with the process, however it ends.
final class WriterLock: Sendable {
  private let descriptor: Int32

  /// - Throws: ``StoreError/busy(path:holder:)`` naming the process that holds it.
  init(store path: String) throws {
    let lock = path + ".lock"
    descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder =
        (try? String(contentsOfFile: lock, encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
      close(descriptor)
      throw StoreError.busy(path: path, holder: holder.isEmpty ? "unknown process" : holder)
    }
    let text = "process \(getpid()), since \(Date().formatted(.iso8601))\n"
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
