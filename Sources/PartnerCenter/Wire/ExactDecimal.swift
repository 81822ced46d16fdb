package import Foundation

/// Decimal numbers between text and `Decimal`, without loss.
package enum ExactDecimal {
  /// The digits that a `Decimal` holds for certain.
  private static let precision = 38

  /// Reads a number in the grammar of JSON, sign, fraction and exponent included.
  ///
  /// - Returns: `nil` for any other text, and for a number that a `Decimal` would round.
  package static func parse(_ text: String) -> Decimal? {
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
