import CatalogSchema
import FileSystem
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets one process at a time write a store. The lock ends with the process, however that ends.
///
/// The lock is on the file itself, whatever name it was opened by. Earlier versions lock `NAME.lock` beside it, which
/// holds the process id; that file is locked as well if it is ours, and left alone otherwise.
package final class WriterLock: Sendable {
  private let file: Int32
  /// The descriptor of `NAME.lock`; `nil` where that file is not ours.
  private let note: Int32?

  /// Takes over locked descriptors.
  private init(locked file: Int32, note: Int32?) {
    self.file = file
    self.note = note
  }

  /// Locks a store's file.
  ///
  /// - Throws: `StoreError`; `StoreError` naming the process that holds it, whose
  ///   lock is left as it is.
  static func acquire(store path: String) throws -> WriterLock {
    // Opened for the lock alone; nothing is written through it.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { throw StoreError.missing(path: path) }
      throw StoreError.unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    return try acquire(store: path, file: file)
  }

  /// Locks a descriptor of the store's file, or of the draft that is about to become it. The descriptor belongs to the
  /// lock, also when this throws.
  static func acquire(store path: String, file: Int32) throws -> WriterLock {
    do {
      // On a network file system this lock would cover the bytes that SQLite locks.
      if !isRemote(file) { try lock(file, store: path) }
      let note = LockNote.descriptor(beside: path)
      do {
        if let note { try lock(note, store: path) }
      } catch {
        if let note { close(note) }
        throw error
      }
      if note == nil, isRemote(file) {
        throw StoreError.unreadable(
          path: path, reason: "\(LockNote.path(ofStore: path)) is not its lock file, which a network file system needs")
      }
      if let note { LockNote.write(note) }
      return WriterLock(locked: file, note: note)
    } catch {
      close(file)
      throw error
    }
  }

  /// Locks a file that another is about to replace, without a note beside it.
  ///
  /// - Returns: `nil` where there is no file yet, or none that this process may open.
  /// - Throws: `StoreError` naming the process that writes to it.
  static func acquire(replacing path: String) throws -> WriterLock? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    do {
      if !isRemote(file) {
        try lock(file, store: path)
      } else if let holder = holder(ofStore: path) {
        throw StoreError.busy(path: path, holder: holder)
      }
      return WriterLock(locked: file, note: nil)
    } catch {
      close(file)
      throw error
    }
  }

  /// Whether the file that is locked is still the one that a path leads to.
  func isOf(_ path: String) -> Bool { FileIdentity(descriptor: file) == FileIdentity(path) }

  private static func lock(_ descriptor: Int32, store path: String) throws {
    var attempts = 1
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let holder = LockNote.holder(ofStore: path) ?? holderInList(of: descriptor)
      guard isPassing(holder), attempts < mostAttempts else {
        throw StoreError.busy(path: path, holder: holder ?? "unknown process")
      }
      attempts += 1
      usleep(5_000)
    }
  }

  /// How often a lock that is likely to be let go of at once is tried: for half a second.
  private static let mostAttempts = 100

  /// Whether the holder may be about to finish: it has cleared its name, or is a store of this process, whose last task
  /// releases the lock a moment after its result is known.
  private static func isPassing(_ holder: String?) -> Bool {
    guard let holder else { return true }
    return LockNote.processID(in: holder) == getpid()
  }

  // MARK: - Who holds it

  /// The process that holds the lock of a store; `nil` for none. Neither locks nor creates anything.
  ///
  /// The system's list of locks decides, so that a crashed holder is none. Without such a list, the process named in
  /// the file counts while it lives.
  package static func holder(ofStore path: String) -> String? {
    let named = LockNote.holder(ofStore: path)
    guard let locks = SystemLocks() else {
      return named.flatMap { name in
        LockNote.processID(in: name).map { kill($0, 0) == 0 || errno == EPERM } == true ? name : nil
      }
    }
    for place in [path, LockNote.path(ofStore: path)] {
      var facts = stat()
      if stat(place, &facts) == 0, let process = locks.holder(of: UInt64(facts.st_ino)) {
        return named ?? "process \(process)"
      }
    }
    return nil
  }

  /// The process that holds the lock of a store and has noted its name; `nil` for none.
  ///
  /// Where the note is empty the system's list is not read, which takes Linux some milliseconds: a process that locks the
  /// store at this very moment is missed.
  package static func notedHolder(ofStore path: String) -> String? {
    if let note = SystemFile.text(LockNote.path(ofStore: path)), note.isEmpty { return nil }
    return holder(ofStore: path)
  }

  private static func holderInList(of descriptor: Int32) -> String? {
    var facts = stat()
    guard let locks = SystemLocks(), fstat(descriptor, &facts) == 0 else { return nil }
    return locks.holder(of: UInt64(facts.st_ino)).map { "process \($0)" }
  }

  private static func isRemote(_ descriptor: Int32) -> Bool {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, let mounts = SystemFile.text("/proc/self/mountinfo") else { return false }
    // Source: proc_pid_mountinfo(5); the numbers of a device as makedev(3) packs them.
    let device = UInt64(facts.st_dev)
    let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
    let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
    return mounts.split(separator: "\n").contains { line in
      let words = line.split(separator: " ")
      guard words.count > 2, words[2] == "\(major):\(minor)", let end = words.firstIndex(of: "-") else { return false }
      return words.dropFirst(end + 1).first.map { ["nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ceph"].contains($0) }
        ?? false
    }
  }

  deinit {
    if let note {
      ftruncate(note, 0)
      close(note)
    }
    close(file)
  }
}
