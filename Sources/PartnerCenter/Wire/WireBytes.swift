package import Foundation

/// The bytes of an answer before they are read as JSON.
package enum WireBytes {
  /// The body without the byte order mark that some answers begin with.
  package static func withoutMark(_ body: Data) -> Data {
    body.starts(with: [0xEF, 0xBB, 0xBF]) ? body.dropFirst(3) : body
  }

  /// Reads the one JSON value of a body. What points into the body is good only inside `read`.
  ///
  /// - Throws: `JSONScanner.Malformed` also where something follows the value, ``ReadingAllowance/Spent`` where the body
  ///   means more than an answer should, and what `read` throws.
  static func read<Result>(_ body: Data, _ read: (inout JSONScanner) throws -> Result) throws -> Result {
    guard body.count <= longest else { throw ReadingAllowance.Spent() }
    var allowance = ReadingAllowance.pieces
    return try withUnsafeMutablePointer(to: &allowance) { allowance in
      try inUTF8(body).withUnsafeBytes { raw in
        try raw.withMemoryRebound(to: UInt8.self) { bytes in
          var start = 0
          if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
          var scanner = JSONScanner(bytes, at: start, allowance: allowance)
          let value = try scanner.document(read)
          // Whoever met the end of it may have taken that for a member which is not there.
          try ReadingAllowance.take(0, from: allowance)
          return value
        }
      }
    }
  }

  /// Places in a body are kept in 32 bits.
  private static let longest = Int(Int32.max)

  /// UTF-16, which JSON once could be in, is told by its byte order mark or by the zero beside the first character.
  private static func inUTF8(_ body: Data) -> Data {
    guard body.count >= 2 else { return body }
    let (first, second) = (body[body.startIndex], body[body.startIndex + 1])
    let encoding: String.Encoding? =
      switch (first, second) {
      case (0xFE, 0xFF), (0xFF, 0xFE): .utf16
      case (0, 1...): .utf16BigEndian
      case (1..., 0): .utf16LittleEndian
      default: nil
      }
    guard let encoding, let text = String(data: body, encoding: encoding) else { return body }
    return Data(text.utf8)
  }
}
