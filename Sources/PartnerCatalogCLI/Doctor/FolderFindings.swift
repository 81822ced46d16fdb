import CatalogStore
import FileSystem
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Checks of the catalog file's folder: it exists or can be created, is writable, has space, and its file system suits
/// SQLite.
enum FolderFindings {
  static func all(of database: String) -> [Finding] {
    let folder = URL(fileURLWithPath: database).standardizedFileURL.deletingLastPathComponent().path
    let (base, found) = access(folder)
    guard found.verdict == .ok else { return [found] }
    return [found, freeSpace(on: base), fileSystem(of: base)].compactMap(\.self)
  }

  /// The folder, or its nearest existing parent, in which missing folders would be created.
  private static func access(_ folder: String) -> (base: String, Finding) {
    var base = folder
    var isFolder: ObjCBool = false
    while !FileManager.default.fileExists(atPath: base, isDirectory: &isFolder), base != "/" {
      base = URL(fileURLWithPath: base).deletingLastPathComponent().path
    }
    let meaning = "Existing catalogs can be read; a sync cannot write one."
    guard isFolder.boolValue else {
      return (
        base,
        .problem(
          "folder", "\(folder) cannot be created: \(base) is not a folder", meaning: meaning,
          remedy: "Name another file with --db.")
      )
    }
    guard systemAccess(base, W_OK | X_OK) == 0 else {
      return (
        base,
        .problem(
          "folder", "\(base) cannot be written: \(String(cString: strerror(errno)))", meaning: meaning,
          remedy: "Give the user of the sync write permission, or choose another file with --db.")
      )
    }
    return (base, .ok("folder", base == folder ? "\(folder) can be written" : "\(folder) will be created by a sync"))
  }

  private static func freeSpace(on folder: String) -> Finding? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return freeSpace(bytes: UInt64(status.f_bavail) * UInt64(status.f_frsize), on: folder)
  }

  static func freeSpace(bytes: UInt64, on folder: String) -> Finding {
    let megabytes = bytes / 1_000_000
    let found = "\(megabytes) MB free at \(folder)"
    // A market takes about ten megabytes; a run writes the log of its changes beside the file.
    if megabytes < 50 {
      return .problem(
        "free space", found, meaning: "The next sync will probably fill the disk; completed data stays intact.",
        remedy: "Free space, or choose a file on another disk with --db.")
    }
    if megabytes < 500 {
      return .warning(
        "free space", found, meaning: "Many markets may not fit: a market takes some ten megabytes.",
        remedy: "Free space before the first sync of many markets.")
    }
    return .ok("free space", found)
  }

  private static func fileSystem(of folder: String) -> Finding? {
    let mounts = SystemFile.text("/proc/self/mounts")
    let place = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    return mounts.flatMap { MountTable($0).kind(of: place) }.map { fileSystem(kind: $0, of: folder) }
  }

  /// The finding for a file system, by its name in the table of mounts: `ext4`, `nfs4`, `fuse.sshfs`.
  static func fileSystem(kind: String, of folder: String) -> Finding {
    let remote: Set = [
      "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "lustre", "gfs2", "ocfs2", "ceph", "glusterfs",
    ]
    if remote.contains(kind) || ["fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone"].contains(kind) {
      return .problem(
        "file system", "\(folder) is on a network file system (\(kind))",
        meaning: "SQLite's write-ahead log needs memory shared between processes, which does not work over a network: "
          + "the file may be damaged.", remedy: "Keep the catalog on a local disk: choose a file there with --db.")
    }
    if kind.hasPrefix("fuse") || ["9p", "virtiofs", "vboxsf", "drvfs"].contains(kind) {
      return .warning(
        "file system", "\(folder) is on \(kind)",
        meaning: "SQLite's write-ahead log may not work there; that depends on the underlying file system.",
        remedy: "If that is a network or another machine, keep the catalog on a local disk with --db.")
    }
    return .ok("file system", "\(folder) is on \(kind)")
  }
}

/// The table of mounts. Source: proc(5), `/proc/pid/mounts`, fstab(5).
struct MountTable {
  private var mounts: [(point: String, kind: String)]

  init(_ text: String) {
    mounts = text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      return fields.count > 2 ? (Self.unescaped(fields[1]), String(fields[2])) : nil
    }
  }

  /// The file system of a path: that of the deepest mount above it, the last of several.
  func kind(of path: String) -> String? {
    let above = mounts.filter { mount in
      mount.point == "/" || path == mount.point || path.hasPrefix(mount.point + "/")
    }
    return above.enumerated().max {
      ($0.element.point.utf8.count, $0.offset) < ($1.element.point.utf8.count, $1.offset)
    }?
    .element.kind
  }

  /// `\040` → a blank.
  private static func unescaped(_ text: Substring) -> String {
    String(text).replacing("\\040", with: " ").replacing("\\011", with: "\t").replacing("\\012", with: "\n")
      .replacing("\\134", with: "\\")
  }
}

/// `access(2)`, under a name that no method shadows.
private let systemAccess = access
