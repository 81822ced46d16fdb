import FileSystem
import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kind of a file by its first bytes. SQLite is not asked, for it creates files beside the one it opens.
package enum FileKind {
  /// A catalog: it bears the mark.
  case ours
  /// Nothing yet: no bytes, or a database without tables and mark, as a process leaves it that was killed at its
  /// beginning.
  case empty
  case foreign

  /// Source: SQLite file format, "The Database Header".
  private static let magic = Array("SQLite format 3\0".utf8)
  private static let markOffset = 68

  package init(of path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      self = .foreign
      return
    }
    var header = [UInt8](repeating: 0, count: 100)
    let count = pread(descriptor, &header, header.count, 0)
    close(descriptor)
    let mark = header[Self.markOffset..<Self.markOffset + 4].reduce(Int32(0)) { $0 << 8 | Int32($1) }
    if count <= 0 {
      self = count == 0 ? Self.looked(into: path) : .foreign
    } else if count < header.count || !header.starts(with: Self.magic) {
      self = .foreign
    } else if mark == Migrations.applicationID {
      self = .ours
    } else {
      self = mark == 0 ? Self.looked(into: path) : .foreign
    }
  }

  /// As large as a file may be whose beginning an earlier version did not finish, with its log.
  private static let most = (file: 1 << 16, side: 1 << 26)

  /// Examines a copy of a small file without a mark, together with its log; SQLite would leave files beside the
  /// original.
  private static func looked(into path: String) -> FileKind {
    let files = SideFiles(of: path)
    guard let size = FileFacts(path)?.size, size <= most.file, files.journal != .ofSeveral,
      SideFiles.endings.allSatisfy({ FileFacts(files.path + $0).map { $0.isRegular && $0.size <= most.side } ?? true })
    else { return .foreign }
    if size == 0, !files.areThere { return .empty }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("partner-catalog-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appendingPathComponent("copy.sqlite").path
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      for ending in ["", "-wal", "-journal"] where FileFacts(files.path + ending) != nil {
        try FileManager.default.copyItem(atPath: files.path + ending, toPath: copy + ending)
      }
      return try DatabaseQueue(path: copy).read { db in
        if try Int32.fetchOne(db, sql: "PRAGMA application_id") == Migrations.applicationID { return .ours }
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version")
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
        return version == 0 && tables == 0 ? .empty : .foreign
      }
    } catch {
      return .foreign
    }
  }
}
