import CatalogModel

/// One value of a response, in place in its bytes; read on demand, and valid as long as the bytes are.
struct WireValue {
  let bytes: UnsafeBufferPointer<UInt8>
  let start: UInt32
  let end: UInt32
  let allowance: UnsafeMutablePointer<Int>

  /// The value from `start` to the scanner's position.
  init(_ scanner: JSONScanner, from start: Int) {
    bytes = scanner.bytes
    allowance = scanner.allowance
    self.start = UInt32(truncatingIfNeeded: start)
    end = UInt32(truncatingIfNeeded: scanner.position)
  }

  private var first: UInt8 { bytes[Int(start)] }

  var isNull: Bool { first == UInt8(ascii: "n") }
  var isObject: Bool { first == UInt8(ascii: "{") }
  var isArray: Bool { first == UInt8(ascii: "[") }

  /// `nil` for anything but `true` and `false`.
  var flag: Bool? {
    switch first {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// The text of a string; `nil` for any other value, and for a string with invalid UTF-8 or an invalid escape.
  var string: String? {
    guard first == UInt8(ascii: "\"") else { return nil }
    return JSONString.text(UnsafeBufferPointer(rebasing: bytes[Int(start) + 1..<Int(end) - 1]))
  }

  /// The text of a string that is an identifier of printable ASCII, as nearly all are; `nil` for any other, which needs
  /// a complete check.
  var plainIdentifier: String? {
    guard first == UInt8(ascii: "\"") else { return nil }
    let inside = UnsafeBufferPointer(rebasing: bytes[Int(start) + 1..<Int(end) - 1])
    guard inside.count > 2, inside.count <= Identifier.longest,
      inside.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    return String(decoding: inside, as: UTF8.self)
  }

  /// The value of a number; `nil` for any other value, for an invalid number, and for one out of range.
  var number: WireNumber? {
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      WireNumber(UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)]))
    default: nil
    }
  }

  /// Calls `body` with the elements of an array, in order; not at all for any other value.
  func forEachElement(_ body: (WireValue) throws -> Void) throws {
    guard isArray else { return }
    var scanner = JSONScanner(self)
    guard try scanner.opens(until: UInt8(ascii: "]")) else { return }
    repeat { try body(scanner.value()) } while try scanner.goesOn(until: UInt8(ascii: "]"))
  }

  /// The complete value.
  func whole() throws -> JSONValue {
    try ReadingAllowance.take(1, from: allowance)
    if isNull { return .null }
    if let flag { return .bool(flag) }
    if let string { return .string(string) }
    switch number {
    case .integer(let number)?: return .integer(number)
    case .other(let number)?: return .number(number)
    case nil: break
    }
    if isArray {
      var elements: [JSONValue] = []
      try forEachElement { elements.append(try $0.whole()) }
      return .array(elements)
    }
    guard isObject else { throw JSONScanner.Malformed() }
    var members: [String: JSONValue] = [:]
    for member in try WireObject(self).members {
      guard let key = member.name(in: bytes) else { throw JSONScanner.Malformed() }
      if members[key] == nil { members[key] = try member.value.whole() }
    }
    return .object(members)
  }
}

/// A number of a response.
enum WireNumber: Hashable {
  /// An integer within 64 bits, however it is written: `3`, `3.0`, `3e0`.
  case integer(Int64)
  case other(Double)

  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard let isWhole = Self.isWhole(text) else { return nil }
    if isWhole {
      if let number = Self.integer(text) {
        self = .integer(number)
        return
      }
    }
    guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else { return nil }
    if let whole = Int64(exactly: number) { self = .integer(whole) } else { self = .other(number) }
  }

  private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    let isNegative = text[0] == UInt8(ascii: "-")
    var number: Int64 = 0
    for byte in text[(isNegative ? 1 : 0)...] {
      let digit = Int64(byte &- UInt8(ascii: "0"))
      let (times, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = isNegative ? times.subtractingReportingOverflow(digit) : times.addingReportingOverflow(digit)
      if isTooLarge || isOver { return nil }
      number = sum
    }
    return number
  }

  /// Whether there is neither a fraction nor an exponent; `nil` for an invalid number.
  private static func isWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    var position = text[0] == UInt8(ascii: "-") ? 1 : 0
    func digits() -> Int {
      let start = position
      while position < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position]) { position += 1 }
      return position - start
    }
    let leading = position
    let count = digits()
    guard count > 0, count == 1 || text[leading] != UInt8(ascii: "0") else { return nil }
    var isWhole = true
    if position < text.count, text[position] == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard digits() > 0 else { return nil }
    }
    if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if position < text.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(text[position]) { position += 1 }
      guard digits() > 0 else { return nil }
    }
    return position == text.count ? isWhole : nil
  }
}
