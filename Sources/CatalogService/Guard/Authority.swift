/// A name and a port, as in a `Host` field: the usual spellings, and no other.
///
/// Refused are user names, escapes, numbers in other bases, a final dot, an empty port, blanks and everything beyond
/// ASCII: a browser sends none of them for the names of this service.
struct Authority: Sendable, Hashable {
  /// In lower case; an IPv6 address with its brackets.
  var name: String
  /// `nil` where none is given.
  var port: Int?

  /// - Returns: `nil` for every other spelling.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...Self.longest).contains(bytes.count) else { return nil }
    let end: Int
    if bytes[0] == UInt8(ascii: "[") {
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")), bracket > 1,
        bytes[1..<bracket].allSatisfy({ Self.isHexadecimal($0) || $0 == UInt8(ascii: ":") })
      else { return nil }
      end = bracket + 1
    } else {
      end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
      let labels = bytes[..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isNameByte) }) else { return nil }
    }
    name = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
    guard end < bytes.count else { return }
    let digits = bytes[(end + 1)...]
    guard bytes[end] == UInt8(ascii: ":"), (1...5).contains(digits.count), digits.allSatisfy(Self.isDigit),
      digits.first != UInt8(ascii: "0"), let port = Int(String(decoding: digits, as: UTF8.self)), port <= 65_535
    else { return nil }
    self.port = port
  }

  /// A name of the DNS with its port is shorter.
  private static let longest = 262

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
