import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The identity of a file: equal for all paths to it, through symbolic links, hard links or relative parts.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  /// Of a file that is not there yet: its name in the folder that the numbers are of.
  private let name: String?

  /// - Returns: `nil` where neither the file nor its folder is there.
  package init?(_ path: String) {
    if let found = Self.numbers(path) {
      (device, inode, name) = (found.device, found.inode, nil)
      return
    }
    guard let place = Self.end(ofLinks: path) else { return nil }
    let url = URL(fileURLWithPath: place)
    guard let folder = Self.numbers(url.deletingLastPathComponent().path) else { return nil }
    (device, inode, name) = (folder.device, folder.inode, url.lastPathComponent)
  }

  /// The target of a dangling link, where the file would be created; `nil` where links form a circle.
  package static func end(ofLinks path: String) -> String? {
    var place = path
    for _ in 0..<mostLinks {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else { return place }
      let folder = URL(fileURLWithPath: place).deletingLastPathComponent().path
      place = next.hasPrefix("/") ? next : folder + "/" + next
    }
    return nil
  }

  /// The identity of an open file; `nil` where the descriptor is not open.
  package init?(descriptor: Int32) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return nil }
    (device, inode, name) = (UInt64(facts.st_dev), UInt64(facts.st_ino), nil)
  }

  /// As many as Linux follows.
  private static let mostLinks = 40

  private static func numbers(_ path: String) -> (device: UInt64, inode: UInt64)? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return (UInt64(facts.st_dev), UInt64(facts.st_ino))
  }
}
