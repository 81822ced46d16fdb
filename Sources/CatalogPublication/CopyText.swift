/// Lines of `COPY` in PostgreSQL's text format.
///
/// Source: PostgreSQL 15, COPY, "Text Format".
struct CopyText {
  private var bytes: [UInt8] = []
  private static let portion = 1 << 18

  init() { bytes.reserveCapacity(Self.portion + 1 << 12) }

  var isFull: Bool { bytes.count >= Self.portion }

  mutating func flush(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    try bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func separate() { bytes.append(UInt8(ascii: "\t")) }
  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }
  mutating func appendNull() { bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")] }

  mutating func append(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  mutating func append(escaping text: String) {
    for byte in Self.storable(text).utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += [byte, byte]
      case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      default: bytes.append(byte)
      }
    }
  }

  /// The text without U+0000, which PostgreSQL holds in no text.
  static func storable(_ text: String) -> String {
    text.utf8.contains(0)
      ? String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })) : text
  }
}
