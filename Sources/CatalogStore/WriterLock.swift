import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Lets one process at a time write a store. The lock goes with the process, however it ends.
package final class WriterLock: Sendable {
  private let descriptor: Int32

  /// - Parameter descriptor: of a file that is locked; it belongs to the object from now on. Nothing after this may
  ///   throw: an initializer that throws late runs `deinit`, and a descriptor closed twice is somebody else's file.
  private init(locked descriptor: Int32) { self.descriptor = descriptor }

  /// Takes the lock beside a store.
  ///
  /// - Throws: ``StoreError/busy(path:holder:)`` naming the process that holds it; its lock is left as it is.
  static func acquire(store path: String) throws -> WriterLock {
    let file = path + ".lock"
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    var attempts = 1
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let holder = try? String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
      guard isPassing(holder ?? ""), attempts < Self.mostAttempts else {
        close(descriptor)
        throw StoreError.busy(path: path, holder: holder.flatMap { $0.isEmpty ? nil : $0 } ?? "unknown process")
      }
      attempts += 1
      usleep(5_000)
    }
    let text = "process \(getpid()), since \(Date().formatted(.iso8601))\n"
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    return WriterLock(locked: descriptor)
  }

  /// How often a lock that is likely to be let go of at once is tried: for half a second.
  private static let mostAttempts = 100

  /// Whether a holder may be about to go: it has struck out its name, or is a store of this process, which the last task to
  /// end lets go of a moment after its reading was told to be over.
  private static func isPassing(_ holder: String) -> Bool { holder.isEmpty || processID(in: holder) == getpid() }

  /// Who holds the lock of a store; `nil` where nobody does. Takes nothing and makes nothing.
  ///
  /// The system's own list of locks is asked, so that a holder that crashed is none. Where there is no such list, the
  /// process named in the file counts as long as it lives.
  package static func holder(ofStore path: String) -> String? {
    var status = stat()
    guard stat(path + ".lock", &status) == 0 else { return nil }
    let text = (try? String(contentsOfFile: path + ".lock", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let named = text.flatMap { $0.isEmpty ? nil : $0 }
    guard let locks = SystemFile.text("/proc/locks") else {
      return named.flatMap { name in processID(in: name).map { kill($0, 0) == 0 || errno == EPERM } == true ? name : nil
      }
    }
    let isHeld = locks.split(separator: "\n").contains { line in
      let words = line.split(separator: " ")
      return words.contains("FLOCK") && words.contains { $0.hasSuffix(":\(status.st_ino)") }
    }
    return isHeld ? named ?? "unknown process" : nil
  }

  /// `process 4711, since …` → 4711.
  private static func processID(in text: String) -> Int32? {
    text.split { !$0.isNumber }.first.flatMap { Int32($0) }
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
