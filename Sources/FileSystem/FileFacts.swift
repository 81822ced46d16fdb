#if canImport(Glibc)
  package import Glibc
#elseif canImport(Musl)
  package import Musl
#elseif canImport(Darwin)
  package import Darwin
#endif

/// The facts about a file, from one system call, so that shell completion stays fast.
package struct FileFacts {
  package var isFolder: Bool
  /// Neither a folder nor a pipe, a socket or a device.
  package var isRegular: Bool
  /// The permission bits.
  package var permissions: mode_t
  package var owner: (user: uid_t, group: gid_t)
  /// In bytes.
  package var size: Int

  /// - Returns: `nil` where there is no such file, or ``obstacle(_:)``.
  package init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    isFolder = facts.st_mode & S_IFMT == S_IFDIR
    isRegular = facts.st_mode & S_IFMT == S_IFREG
    permissions = facts.st_mode & 0o777
    owner = (facts.st_uid, facts.st_gid)
    size = Int(facts.st_size)
  }

  /// The obstacle between this process and a file: a folder that it may not enter, a loop of links, a name that is too
  /// long.
  ///
  /// - Returns: `nil` where the facts can be read, and where there is no such file.
  package static func obstacle(_ path: String) -> String? {
    var facts = stat()
    guard stat(path, &facts) != 0 else { return nil }
    let failure = errno
    guard ![ENOENT, ENOTDIR].contains(failure) else { return nil }
    let reason = String(cString: strerror(failure)).lowercased()
    guard failure == EACCES, let folder = closedFolder(above: path) else { return reason }
    return "\(reason) (folder \(folder))"
  }

  /// The first folder of a path that this process may not enter.
  private static func closedFolder(above path: String) -> String? {
    let parts = path.split(separator: "/").dropLast()
    var folder = path.hasPrefix("/") ? "" : "."
    for part in parts {
      folder += "/" + part
      if access(folder, X_OK) != 0 { return folder }
    }
    return nil
  }
}
