import Foundation
import MessageDigest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file, read in parts.
package final class SheetBytes {
  package let path: String
  private let descriptor: Int32
  /// How many bytes the file has.
  package let count: Int

  /// - Throws: ``PriceSheetError`` where there is no regular file that can be read.
  package init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw PriceSheetError.unreadable(reason: String(cString: strerror(errno))) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw PriceSheetError.unreadable(reason: "it is not a regular file")
    }
    count = Int(facts.st_size)
  }

  deinit { close(descriptor) }

  /// Some bytes; fewer where the file ends.
  package func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    try read(from: offset, count: count) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Hands on a range of the file, part by part.
  package func read(from offset: Int, count: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(max(count, 1), 1 << 19), alignment: 16)
    defer { buffer.deallocate() }
    var (position, left) = (offset, count)
    while left > 0 {
      let got = pread(descriptor, buffer.baseAddress, min(left, buffer.count), off_t(position))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw PriceSheetError.unreadable(reason: String(cString: strerror(errno))) }
      guard got > 0 else { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      position += got
      left -= got
    }
  }

  /// The SHA-256 of the whole file.
  package func digest() throws -> [UInt8] {
    var hash = SHA256()
    try read(from: 0, count: count) { hash.update($0) }
    return hash.digest()
  }
}
