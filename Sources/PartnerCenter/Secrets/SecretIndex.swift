/// Every eight consecutive characters of the secrets, as one number each.
struct SecretIndex: Sendable {
  /// The number of consecutive characters that count as a part of a secret.
  static let width = 8

  private var parts: Set<UInt64> = []
  /// Secrets with fewer characters, which only match completely.
  private(set) var short: [[UInt8]] = []

  mutating func add(_ secret: String) {
    let plain = Self.compared(secret.utf8)
    if plain.count < Self.width {
      if plain.count >= 3 { short.append(plain) }
      return
    }
    Self.forEachPart(of: plain) { _, part in parts.insert(part) }
  }

  func contains(_ part: UInt64) -> Bool { parts.contains(part) }
  var isEmpty: Bool { parts.isEmpty && short.isEmpty }

  /// Bytes as they are compared: without blanks and control characters, letters in lower case.
  static func compared(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.compactMap(folded) }

  /// The byte as it is compared; `nil` for a byte that is ignored.
  ///
  /// `+` is a blank in forms, and is ignored with `-`; in base64url `-` and `_` replace `+` and `/`.
  static func folded(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: "+"), UInt8(ascii: "-"): nil
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "_"): UInt8(ascii: "/")
    default: byte
    }
  }

  /// Calls with the first index of every part, and the part as a number.
  static func forEachPart(of plain: [UInt8], _ body: (Int, UInt64) -> Void) {
    var part: UInt64 = 0
    for (position, byte) in plain.enumerated() {
      part = part << 8 | UInt64(byte)
      if position >= width - 1 { body(position - width + 1, part) }
    }
  }
}
