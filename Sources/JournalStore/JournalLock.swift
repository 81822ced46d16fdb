import FileSystem
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets one process at a time write a journal. The lock ends with the process, however that ends.
///
/// The lock is on `NAME.lock` beside the file: on a network file system a lock of the file itself would cover the bytes
/// that SQLite locks.
final class JournalLock: Sendable {
  private let descriptor: Int32

  /// The time until a lock counts as held.
  private static let patience: Duration = .seconds(3)

  /// Locks the journal at a path; symbolic links are resolved, and its folder exists.
  init(journal path: String) throws(JournalError) {
    descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      throw JournalError.readOnly(path: path, reason: "\(path).lock: \(String(cString: strerror(errno)))")
    }
    // A process that is being started has the descriptors of this one for a moment, and with them a lock that ended.
    let deadline = ContinuousClock.now + Self.patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      if errno == EWOULDBLOCK, ContinuousClock.now < deadline {
        usleep(5_000)
        continue
      }
      let holder = Self.holder(of: descriptor)
      close(descriptor)
      throw JournalError.locked(path: path, holder: holder ?? "another process")
    }
  }

  /// The process that holds the lock, as the system lists it; `nil` where it has no such list.
  private static func holder(of descriptor: Int32) -> String? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    return SystemLocks()?.holder(of: UInt64(facts.st_ino)).map { "process \($0)" }
  }

  deinit { close(descriptor) }
}
