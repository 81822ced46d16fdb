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

  /// - Returns: `nil` where there is no such file.
  package init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    isFolder = facts.st_mode & S_IFMT == S_IFDIR
    isRegular = facts.st_mode & S_IFMT == S_IFREG
    permissions = facts.st_mode & 0o777
    owner = (facts.st_uid, facts.st_gid)
    size = Int(facts.st_size)
  }
}
