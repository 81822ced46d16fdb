package import Foundation

/// Decimal numbers between text and `Decimal`, without loss.
package enum ExactDecimal {
  /// The digits that a `Decimal` holds for certain.
  private static let precision = 38

  /// Reads a number in the grammar of JSON, sign, fraction and exponent included.
  ///
  /// - Returns: `nil` for any other text, and for a number that a `Decimal` would round.
  package static func parse(_ text: String) -> Decimal? { plain(text) ?? anyForm(text) }

  /// The usual form: at most 18 digits, with at most one point between them.
  ///
  /// - Returns: `nil` for any other form, which may be a number all the same.
  private static func plain(_ text: String) -> Decimal? {
    var (number, digits, places, zeros) = (0, 0, 0, 0)
    var hasPoint = false
    var isNegative = false
    var last: UInt8 = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // A zero before other digits is no number of JSON.
        if digits == 1, number == 0, !hasPoint { return nil }
        digits += 1
        guard digits <= 18 else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        if hasPoint { places += 1 }
        zeros = byte == UInt8(ascii: "0") ? zeros + 1 : 0
      case UInt8(ascii: ".") where !hasPoint && digits > 0: hasPoint = true
      case UInt8(ascii: "-") where index == 0: isNegative = true
      default: return nil
      }
      last = byte
    }
    guard digits > 0, last != UInt8(ascii: ".") else { return nil }
    if number == 0 { return 0 }
    for _ in 0..<min(zeros, places) {
      number /= 10
      places -= 1
    }
    return Decimal(sign: isNegative ? .minus : .plus, exponent: -places, significand: Decimal(number))
  }

  private static func anyForm(_ text: String) -> Decimal? {
    let bytes = Array(text.utf8)
    var position = 0
    func digits() -> ArraySlice<UInt8> {
      let start = position
      while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
      return bytes[start..<position]
    }
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { position = 1 }
    let whole = digits()
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
    var fraction: ArraySlice<UInt8> = []
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      fraction = digits()
      guard !fraction.isEmpty else { return nil }
    }
    var exponent = 0
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      var isDown = false
      if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) {
        isDown = bytes[position] == UInt8(ascii: "-")
        position += 1
      }
      guard let power = Int(String(decoding: digits(), as: UTF8.self)), power <= 100 else { return nil }
      exponent = isDown ? -power : power
    }
    guard position == bytes.count else { return nil }
    return decimal((whole + fraction).map { $0 - UInt8(ascii: "0") }, exponent - fraction.count, isNegative)
  }

  /// The number in digits, without an exponent: `365`, `30.4`.
  package static func text(_ number: Decimal) -> String { number.description }

  private static func decimal(_ digits: [UInt8], _ exponent: Int, _ isNegative: Bool) -> Decimal? {
    var exponent = exponent
    var digits = Array(digits.drop { $0 == 0 })
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty { return 0 }
    guard digits.count <= precision, (-100...60).contains(exponent) else { return nil }
    var significand = Decimal(0)
    if digits.count <= 18 {
      significand = Decimal(digits.reduce(0) { $0 * 10 + Int($1) })
    } else {
      for digit in digits { significand = significand * 10 + Decimal(Int(digit)) }
    }
    return Decimal(sign: isNegative ? .minus : .plus, exponent: exponent, significand: significand)
  }
}
