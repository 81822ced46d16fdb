package import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is written beside its place and renamed when it is complete: readers find the old file or the new one,
/// never a part.
///
/// The new file keeps the permissions of the file it replaces, and its owner if the process may set it; without such a
/// file the umask decides. Until it is complete, only its owner can read it.
package struct DraftFile: Sendable {
  /// The path of the finished file, symbolic links resolved.
  package let target: String
  /// The path of the draft.
  package let path: String
  /// The permissions of the finished file.
  private let permissions: mode_t
  /// The owner of the replaced file; `nil` where it is the process's own.
  private let owner: (user: uid_t, group: gid_t)?

  private static let ending = ".partial"

  /// Creates an empty draft, and deletes drafts of the same file that killed processes left behind.
  ///
  /// - Parameters:
  ///   - place: the path of the finished file; symbolic links are followed.
  ///   - asked: the permissions of the new file, regardless of the umask and of the replaced file; `nil` keeps those of
  ///     the replaced file.
  /// - Throws: ``FileError`` where the folder is missing or not writable, or where the path names no regular file but a
  ///   folder, a pipe or a device.
  package init(for place: String, permissions asked: mode_t? = nil) throws(FileError) {
    target = URL(fileURLWithPath: place).resolvingSymlinksInPath().path
    let url = URL(fileURLWithPath: target)
    let folder = url.deletingLastPathComponent().path
    let replaced = FileFacts(place)
    if replaced?.isFolder == true { throw FileError.unusable(path: target, reason: "it is a folder") }
    if replaced?.isRegular == false { throw FileError.unusable(path: target, reason: "it is not a regular file") }
    guard FileFacts(folder)?.isFolder == true else {
      throw FileError.unusable(path: target, reason: "there is no folder \(folder)")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw FileError.unusable(path: target, reason: "\(folder): \(String(cString: strerror(errno)))")
    }
    let beginning = ".\(url.lastPathComponent)."
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(beginning) && name.hasSuffix(Self.ending) {
      let process = name.dropFirst(beginning.count).dropLast(Self.ending.count).prefix { $0.isNumber }
      if let process = Int32(process), kill(process, 0) != 0, errno == ESRCH {
        unlink("\(folder)/\(name)")
      }
    }
    path = "\(folder)/\(beginning)\(getpid())-\(UUID().uuidString.prefix(8))\(Self.ending)"
    // Create it 0600 first: never readable by more users than the file it replaces.
    let made = try Self.make(path, for: target, mode: asked ?? (replaced == nil ? 0o666 : 0o600))
    permissions = asked ?? replaced?.permissions ?? made.permissions
    owner = replaced.flatMap { $0.owner == made.owner ? nil : $0.owner }
  }

  /// Creates the file, and returns its facts with the permissions that the umask leaves. No other way to read the umask
  /// is safe while other threads run.
  private static func make(_ path: String, for target: String, mode: mode_t) throws(FileError) -> FileFacts {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(target) }
    defer { close(descriptor) }
    guard let facts = FileFacts(path), fchmod(descriptor, 0o600) == 0 else {
      let failure = failure(target)
      unlink(path)
      throw failure
    }
    return facts
  }

  /// Writes its whole content.
  package func write(_ content: Data) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Self.failure(target) }
    defer { close(descriptor) }
    var rest = content[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Self.failure(target) }
      rest = rest.dropFirst(written)
    }
  }

  /// Replaces a file atomically: writes a draft beside it, syncs it to the disk and renames it.
  ///
  /// - Parameters:
  ///   - path: the file; it need not exist.
  ///   - content: the new content.
  ///   - permissions: those of the new file, regardless of the umask.
  /// - Throws: ``FileError``; the file is then unchanged.
  package static func replace(_ path: String, with content: Data, permissions: mode_t) throws(FileError) {
    let draft = try DraftFile(for: path, permissions: permissions)
    do throws(FileError) {
      try draft.write(content)
      try draft.publish()
    } catch {
      draft.discard()
      throw error
    }
  }

  /// Syncs the draft to the disk and renames it to its path, replacing a file there.
  ///
  /// - Throws: ``FileError``; the replaced file is then unchanged.
  package func publish() throws(FileError) {
    try finish()
    guard rename(path, target) == 0 else { throw Self.failure(target) }
    syncFolder()
  }

  /// Syncs the draft to the disk and moves it to its path if there is no file yet.
  ///
  /// - Returns: `false` where a file exists: it is unchanged, and the draft is kept.
  /// - Throws: ``FileError``.
  package func place() throws(FileError) -> Bool {
    try finish()
    if link(path, target) == 0 {
      unlink(path)
    } else if errno == EEXIST {
      return false
    } else {
      // A file system without hard links.
      if access(target, F_OK) == 0 { return false }
      guard rename(path, target) == 0 else { throw Self.failure(target) }
    }
    syncFolder()
    return true
  }

  private func finish() throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(target) }
    defer { close(descriptor) }
    // A process that may not change the owner or group keeps its own.
    if let owner, fchown(descriptor, owner.user, owner.group) != 0 { _ = fchown(descriptor, uid_t.max, owner.group) }
    guard fchmod(descriptor, permissions) == 0, fsync(descriptor) == 0 else { throw Self.failure(target) }
  }

  private func syncFolder() {
    let folder = open(URL(fileURLWithPath: target).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  package func discard() {
    for ending in ["", "-journal", "-wal", "-shm"] { unlink(path + ending) }
  }

  private static func failure(_ target: String) -> FileError {
    FileError.writeFailed(path: target, reason: String(cString: strerror(errno)))
  }
}

/// `write(2)`, by a name that no method hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
