package import Foundation

/// The bytes of a response, before they are read as JSON.
package enum WireBytes {
  /// The body without its byte order mark.
  package static func withoutMark(_ body: Data) -> Data {
    body.starts(with: [0xEF, 0xBB, 0xBF]) ? body.dropFirst(3) : body
  }

  /// Reads the JSON value of a body. Pointers into the body are valid only inside `read`.
  ///
  /// - Throws: `JSONScanner.Malformed` also where something follows the value, ``ReadingAllowance/Spent`` where the body
  ///   means more than a response should, and what `read` throws.
  static func read<Result>(_ body: Data, _ read: (inout JSONScanner) throws -> Result) throws -> Result {
    guard body.count <= longest else { throw ReadingAllowance.Spent() }
    var allowance = ReadingAllowance.pieces
    return try withUnsafeMutablePointer(to: &allowance) { allowance in
      try inUTF8(body).withUnsafeBytes { raw in
        try raw.withMemoryRebound(to: UInt8.self) { bytes in
          var start = 0
          if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
          // A byte order mark that a gateway could not write. Source: "Checkout a cart", which prints it.
          if bytes.count >= 2, bytes[0] == UInt8(ascii: "?"), bytes[1] == UInt8(ascii: "{") { start = 1 }
          var scanner = JSONScanner(bytes, at: start, allowance: allowance)
          let value = try scanner.document(read)
          // A reader that ignored the exhausted allowance may have taken a member for absent.
          try ReadingAllowance.take(0, from: allowance)
          return value
        }
      }
    }
  }

  /// Positions in a body are stored in 32 bits.
  private static let longest = Int(Int32.max)

  /// Converts UTF-16, which early JSON allowed: recognized by its byte order mark or by the zero beside the first
  /// character.
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
