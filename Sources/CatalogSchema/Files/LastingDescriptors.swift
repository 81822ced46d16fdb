import FileSystem
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Descriptors of database files that stay open.
///
/// SQLite holds POSIX locks, and the system drops all locks of this process on a file when it closes any descriptor of it:
/// a writer of another process then takes itself for the last connection and removes the log under the readers of this
/// one. Source: SQLite, "How To Corrupt An SQLite Database File", 2.2.
enum LastingDescriptors {
  private static let held = Mutex<[FileIdentity: Int32]>([:])
  /// Beyond this number, those of deleted files are closed.
  private static let usual = 64

  /// Reads the beginning of a file.
  ///
  /// - Returns: as many bytes as there are, at most `count`; `nil` where the file cannot be opened or read.
  static func beginning(of path: String, count: Int) -> [UInt8]? {
    held.withLock { held in
      guard let descriptor = descriptor(of: path, in: &held) else { return nil }
      var bytes = [UInt8](repeating: 0, count: count)
      let found = pread(descriptor, &bytes, count, 0)
      guard found >= 0 else { return nil }
      return Array(bytes[..<found])
    }
  }

  private static func descriptor(of path: String, in held: inout [FileIdentity: Int32]) -> Int32? {
    if let identity = FileIdentity(path), let descriptor = held[identity] { return descriptor }
    if held.count >= usual { held = held.filter { !isDeleted($0.value) } }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0, let identity = FileIdentity(descriptor: descriptor) else { return nil }
    // Where another file has come to the path meanwhile, its own descriptor is there already, and both stay.
    if held[identity] == nil { held[identity] = descriptor }
    return descriptor
  }

  /// Closes the descriptor of a file that no path leads to: nobody can open it any more.
  private static func isDeleted(_ descriptor: Int32) -> Bool {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_nlink == 0 else { return false }
    close(descriptor)
    return true
  }
}
