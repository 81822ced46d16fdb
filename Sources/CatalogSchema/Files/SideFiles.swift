import FileSystem
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files of SQLite beside a database: its log, and the journal of an unfinished transaction.
package struct SideFiles {
  /// The file itself, where symbolic links end: SQLite puts the others beside that.
  package let path: String

  package init(of path: String) { self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  package static let endings = ["-wal", "-shm", "-journal"]

  /// Whether a log exists that may hold more than the file.
  package var hasLog: Bool { FileFacts(path + "-wal").map { $0.size > 0 } ?? false }

  package enum Journal { case none, hot, ofSeveral }

  /// The journal of a transaction whose writer was killed or is still running; some of the file's content is then
  /// uncommitted.
  ///
  /// A journal that names further files is a case of its own: no transaction of ours spans several files, and rolling
  /// it back can make SQLite delete the named file. Source: SQLite file format, "The Rollback Journal".
  package var journal: Journal {
    let descriptor = open(path + "-journal", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .none }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_size > 0 else { return .none }
    func bytes(at offset: off_t) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: Self.magic.count)
      let count = pread(descriptor, &bytes, bytes.count, offset)
      return Array(bytes.prefix(max(0, count)))
    }
    // A journal that was kept begins with zeros once its transaction is over.
    guard bytes(at: 0) == Self.magic else { return .none }
    return facts.st_size > off_t(Self.magic.count) && bytes(at: facts.st_size - off_t(Self.magic.count)) == Self.magic
      ? .ofSeveral : .hot
  }

  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  /// Whether any of them lies there.
  package var areThere: Bool { Self.endings.contains { FileFacts(path + $0) != nil } }

  package func remove() {
    for ending in Self.endings { unlink(path + ending) }
  }
}
