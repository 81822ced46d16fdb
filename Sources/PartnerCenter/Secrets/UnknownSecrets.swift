/// Texts that look like a secret, by the word before them or by their shape.
enum UnknownSecrets {
  static func places(in bytes: [UInt8]) -> [Range<Int>] {
    let lower = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    return schemes.flatMap { credentials(behind: $0, in: lower, of: bytes) } + webTokens(in: lower)
      + fields.flatMap { values(of: $0, in: lower) }
  }

  /// Source: RFC 6750, section 2.1; RFC 7617.
  private static let schemes = ["bearer", "basic"].map { Array($0.utf8) }

  /// Fields of sign-in requests and responses. Source: RFC 6749, RFC 7521.
  private static let fields = [
    "client_secret", "refresh_token", "access_token", "id_token", "client_assertion", "password",
  ].map { Array($0.utf8) }

  private static func positions(behind word: [UInt8], in lower: [UInt8]) -> [Int] {
    guard lower.count > word.count else { return [] }
    return (0...lower.count - word.count).filter { start in
      lower[start] == word[0] && lower[start..<start + word.count].elementsEqual(word)
    }.map { $0 + word.count }
  }

  private static func credentials(behind word: [UInt8], in lower: [UInt8], of bytes: [UInt8]) -> [Range<Int>] {
    positions(behind: word, in: lower).compactMap { position in
      let start = lower[position...].firstIndex { !isGap($0) } ?? lower.endIndex
      let end = lower[start...].firstIndex { !isTokenByte($0) } ?? lower.endIndex
      let token = lower[start..<end]
      // Plain words are kept: "Bearer token is missing".
      let isWord = bytes[start..<end].dropFirst().allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: ".")
      }
      return start > position && token.count >= 6 && (!isWord || token.count >= 20) ? start..<end : nil
    }
  }

  /// Source: RFC 7519: three parts of base 64, the first of which begins with `{"`.
  private static func webTokens(in lower: [UInt8]) -> [Range<Int>] {
    positions(behind: Array("eyj".utf8), in: lower).compactMap { position in
      let end = lower[position...].firstIndex { !SecretPlaces.isWordByte($0) } ?? lower.endIndex
      let token = lower[position..<end]
      return token.count >= 16 && (token.contains(UInt8(ascii: ".")) || token.count >= 40) ? position - 3..<end : nil
    }
  }

  private static func values(of field: [UInt8], in lower: [UInt8]) -> [Range<Int>] {
    positions(behind: field, in: lower).compactMap { position in
      let sign = lower[position...].firstIndex { !isGap($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
      guard let sign, lower[sign] == UInt8(ascii: "=") || lower[sign] == UInt8(ascii: ":") else { return nil }
      // `client_secret: must be given` is a sentence, `"client_secret":"…"` is not.
      if lower[sign] == UInt8(ascii: ":"), sign == position { return nil }
      let start = lower[(sign + 1)...].firstIndex { !isGap($0) } ?? lower.endIndex
      let end = lower[start...].firstIndex { $0 <= 0x20 || "\"'&<>,;)}".utf8.contains($0) } ?? lower.endIndex
      return end - start >= 4 ? start..<end : nil
    }
  }

  /// The bytes allowed between a name and its value.
  private static func isGap(_ byte: UInt8) -> Bool { byte <= 0x20 || "+:=\"'\\".utf8.contains(byte) }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    SecretPlaces.isWordByte(byte) || "~+/=".utf8.contains(byte)
  }
}
