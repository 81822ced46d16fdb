import FileSystem
import Foundation
import GRDB

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
  private static let headerSize = 100

  package init(of path: String) {
    guard let header = LastingDescriptors.beginning(of: path, count: Self.headerSize) else {
      self = .foreign
      return
    }
    if header.isEmpty {
      self = Self.looked(into: path)
    } else if header.count < Self.headerSize || !header.starts(with: Self.magic) {
      self = .foreign
    } else {
      let mark = header[Self.markOffset..<Self.markOffset + 4].reduce(Int32(0)) { $0 << 8 | Int32($1) }
      switch mark {
      case Migrations.applicationID: self = .ours
      case 0: self = Self.looked(into: path)
      default: self = .foreign
      }
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
