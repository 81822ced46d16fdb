package import Foundation

/// The bytes of an answer before they are read as JSON.
package enum WireBytes {
  /// The body without the byte order mark that some answers begin with.
  package static func withoutMark(_ body: Data) -> Data {
    body.starts(with: [0xEF, 0xBB, 0xBF]) ? body.dropFirst(3) : body
  }
}
