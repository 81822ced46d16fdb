/// Scans JSON in place: finds the ends of values, and builds nothing.
///
/// Checks the grammar of everything it scans, except the content of numbers and strings: that is checked when it is
/// read, so that an odd number in an unused member does no harm.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  /// The rest of the allowance: see ``ReadingAllowance``.
  let allowance: UnsafeMutablePointer<Int>

  /// Text that is not JSON.
  struct Malformed: Error {}

  /// The bound of nesting, which protects the stack.
  static let deepest = 512

  init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0, allowance: UnsafeMutablePointer<Int>) {
    self.bytes = bytes
    self.position = position
    self.allowance = allowance
  }

  /// Scans the inside of a value that was passed before.
  init(_ value: WireValue) { self.init(value.bytes, at: Int(value.start), allowance: value.allowance) }

  /// Reads a text that holds exactly one value, with blanks around it.
  mutating func document<Value>(_ read: (inout JSONScanner) throws -> Value) throws -> Value {
    skipBlanks()
    let value = try read(&self)
    skipBlanks()
    guard position == bytes.count else { throw Malformed() }
    return value
  }

  /// Whether a value of that kind begins here.
  func isAt(_ byte: UInt8) -> Bool { position < bytes.count && bytes[position] == byte }

  /// Passes a value.
  mutating func value(depth: Int = 0) throws(Malformed) -> WireValue {
    let start = position
    try skipValue(depth: depth)
    return WireValue(self, from: start)
  }

  mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// Passes a string, the quotes included.
  ///
  /// - Returns: whether there is an escape in it.
  @discardableResult
  mutating func skipString() throws(Malformed) -> Bool {
    guard let base = bytes.baseAddress, position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw Malformed()
    }
    position += 1
    var isEscaped = false
    while true {
      // Eight bytes at a time, as long as none of them is a quote, a backslash or a control character.
      while position + 8 <= bytes.count {
        let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
        let quotes = word ^ 0x2222_2222_2222_2222
        let slashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let found =
          ((quotes &- 0x0101_0101_0101_0101) & ~quotes) | ((slashes &- 0x0101_0101_0101_0101) & ~slashes)
          | ((word &- 0x2020_2020_2020_2020) & ~word)
        let hits = found & 0x8080_8080_8080_8080
        if hits != 0 {
          // On little-endian machines the first byte is the lowest.
          position += UInt64(littleEndian: hits).trailingZeroBitCount / 8
          break
        }
        position += 8
      }
      guard position < bytes.count else { throw Malformed() }
      switch base[position] {
      case UInt8(ascii: "\""):
        position += 1
        return isEscaped
      case UInt8(ascii: "\\"):
        isEscaped = true
        guard position + 1 < bytes.count else { throw Malformed() }
        position += 2
      case 0..<0x20: throw Malformed()
      default: position += 1
      }
    }
  }

  /// Passes `,` and returns true, or passes the end.
  mutating func goesOn(until end: UInt8) throws(Malformed) -> Bool {
    skipBlanks()
    guard position < bytes.count else { throw Malformed() }
    let byte = bytes[position]
    guard byte == end || byte == UInt8(ascii: ",") else { throw Malformed() }
    position += 1
    if byte == end { return false }
    skipBlanks()
    // A comma before the end is ignored.
    guard position < bytes.count, bytes[position] == end else { return true }
    position += 1
    return false
  }

  /// Passes `{` or `[`, and returns whether anything precedes its end.
  mutating func opens(until end: UInt8) throws(Malformed) -> Bool {
    position += 1
    skipBlanks()
    guard position < bytes.count else { throw Malformed() }
    guard bytes[position] == end else { return true }
    position += 1
    return false
  }

  /// Passes `:` and the blanks around it.
  mutating func skipColon() throws(Malformed) {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw Malformed() }
    position += 1
    skipBlanks()
  }

  private mutating func skipValue(depth: Int) throws(Malformed) {
    guard position < bytes.count, depth < Self.deepest else { throw Malformed() }
    switch bytes[position] {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "{"):
      guard try opens(until: UInt8(ascii: "}")) else { return }
      repeat {
        try skipString()
        try skipColon()
        try skipValue(depth: depth + 1)
      } while try goesOn(until: UInt8(ascii: "}"))
    case UInt8(ascii: "["):
      guard try opens(until: UInt8(ascii: "]")) else { return }
      repeat { try skipValue(depth: depth + 1) } while try goesOn(until: UInt8(ascii: "]"))
    case UInt8(ascii: "t"): try skip("true")
    case UInt8(ascii: "f"): try skip("false")
    case UInt8(ascii: "n"): try skip("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      while position < bytes.count, Self.isNumeric(bytes[position]) { position += 1 }
    default: throw Malformed()
    }
  }

  private mutating func skip(_ word: StaticString) throws(Malformed) {
    guard position + word.utf8CodeUnitCount <= bytes.count else { throw Malformed() }
    for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] {
      throw Malformed()
    }
    position += word.utf8CodeUnitCount
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
