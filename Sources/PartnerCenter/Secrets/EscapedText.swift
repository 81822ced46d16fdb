/// Bytes of a decoded text, each with its range in the original text.
struct EscapedText {
  private(set) var bytes: [UInt8] = []
  /// The range of each byte in the original text.
  private(set) var origins: [Range<Int>] = []

  /// The kinds of escapes to undo.
  struct Escapes: OptionSet {
    var rawValue: Int
    /// `%2B`, `%u002B`.
    static let percent = Escapes(rawValue: 1)
    /// `&amp;`, `&#43;`, `&#x2b;`.
    static let entities = Escapes(rawValue: 2)
    /// `\/`, `\u002b`, `\x2b`.
    static let backslash = Escapes(rawValue: 4)
    static let all: Escapes = [.percent, .entities, .backslash]
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    origins = bytes.indices.map { $0..<$0 + 1 }
  }

  private init() {}

  private mutating func append(_ byte: UInt8, from origin: Range<Int>) {
    bytes.append(byte)
    origins.append(origin)
  }

  /// The same text with one layer of escapes undone.
  func undoing(_ escapes: Escapes) -> EscapedText {
    var plain = EscapedText()
    plain.bytes.reserveCapacity(bytes.count)
    plain.origins.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let found: (bytes: [UInt8], length: Int)? =
        switch bytes[position] {
        case UInt8(ascii: "%") where escapes.contains(.percent): percent(at: position)
        case UInt8(ascii: "&") where escapes.contains(.entities): entity(at: position)
        case UInt8(ascii: "\\") where escapes.contains(.backslash): backslash(at: position)
        default: nil
        }
      if let found {
        let origin = origins[position].lowerBound..<origins[position + found.length - 1].upperBound
        for byte in found.bytes { plain.append(byte, from: origin) }
        position += found.length
      } else {
        plain.append(bytes[position], from: origins[position])
        position += 1
      }
    }
    return plain
  }

  private func number(at start: Int, digits: Int, radix: Int = 16) -> Int? {
    guard start + digits <= bytes.count, digits > 0 else { return nil }
    var number = 0
    for byte in bytes[start..<start + digits] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80, digit < radix else { return nil }
      number = number * radix + digit
    }
    return number
  }

  private static func encoded(_ number: Int) -> [UInt8]? {
    UInt32(exactly: number).flatMap { Unicode.Scalar($0) }.map { Array(String(Character($0)).utf8) }
  }

  private func percent(at position: Int) -> (bytes: [UInt8], length: Int)? {
    if let byte = number(at: position + 1, digits: 2) { return ([UInt8(byte)], 3) }
    guard position + 1 < bytes.count, bytes[position + 1] | 0x20 == UInt8(ascii: "u"),
      let scalar = number(at: position + 2, digits: 4).flatMap(Self.encoded)
    else { return nil }
    return (scalar, 6)
  }

  private func backslash(at position: Int) -> (bytes: [UInt8], length: Int)? {
    guard position + 1 < bytes.count else { return nil }
    switch bytes[position + 1] {
    case UInt8(ascii: "u"): return number(at: position + 2, digits: 4).flatMap(Self.encoded).map { ($0, 6) }
    case UInt8(ascii: "x"): return number(at: position + 2, digits: 2).map { ([UInt8($0)], 4) }
    case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      return ([bytes[position + 1]], 2)
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return ([0x0A], 2)
    default: return nil
    }
  }

  private func entity(at position: Int) -> (bytes: [UInt8], length: Int)? {
    let rest = bytes[(position + 1)...].prefix(Self.longestEntity)
    let name = rest.prefix { SecretPlaces.isWordByte($0) || $0 == UInt8(ascii: "#") }
    let isClosed = position + 1 + name.count < bytes.count && bytes[position + 1 + name.count] == UInt8(ascii: ";")
    let length = 1 + name.count + (isClosed ? 1 : 0)
    if name.first == UInt8(ascii: "#") {
      let isHex = name.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
      let start = position + (isHex ? 3 : 2)
      let digits = min(name.count - (isHex ? 2 : 1), 7)
      return number(at: start, digits: digits, radix: isHex ? 16 : 10).flatMap(Self.encoded).map { ($0, length) }
    }
    guard isClosed, let byte = Self.entities[String(decoding: name, as: UTF8.self).lowercased()] else { return nil }
    return ([byte], length)
  }

  private static let longestEntity = 12

  /// The ASCII characters that HTML has names for. Source: "HTML", named character references.
  private static let entities: [String: UInt8] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "plus": 0x2B, "sol": 0x2F, "equals": 0x3D,
    "num": 0x23, "percnt": 0x25, "period": 0x2E, "colon": 0x3A, "semi": 0x3B, "commat": 0x40, "excl": 0x21,
    "dollar": 0x24, "lpar": 0x28, "rpar": 0x29, "ast": 0x2A, "comma": 0x2C, "lsqb": 0x5B, "lbrack": 0x5B,
    "bsol": 0x5C, "rsqb": 0x5D, "rbrack": 0x5D, "hat": 0x5E, "lowbar": 0x5F, "grave": 0x60, "lcub": 0x7B,
    "lbrace": 0x7B, "vert": 0x7C, "verbar": 0x7C, "rcub": 0x7D, "rbrace": 0x7D, "quest": 0x3F, "nbsp": 0x20,
    "tab": 0x09, "newline": 0x0A, "hyphen": 0x2D, "dash": 0x2D, "tilde": 0x7E,
  ]
}
