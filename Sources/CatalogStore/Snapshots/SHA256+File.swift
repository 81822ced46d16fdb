import Foundation
import MessageDigest

extension SHA256 {
  /// The digest of a file, as 64 hexadecimal digits in lower case. The file is read in parts.
  ///
  /// - Throws: the error of the system where it cannot be read.
  static func hexadecimal(ofFile path: String) throws -> String {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var hash = SHA256()
    while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { hash.update(part) }
    return hash.hexadecimal
  }
}
