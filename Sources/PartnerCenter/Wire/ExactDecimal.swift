package import Foundation

/// A decimal number, exact: an integer and a power of ten. Equal numbers are stored alike.
///
/// Amounts of invoices come by the million, and one step of a `Decimal` takes as long as a hundred of these.
package struct ExactDecimal: Hashable, Sendable {
  /// Without a zero at its end, but for zero itself.
  private let significand: Int128
  private let exponent: Int

  /// The digits that a `Decimal` holds for certain.
  private static let precision = 38
  /// 10⁰ to 10³⁸.
  private static let powers: [Int128] = (0..<precision).reduce(into: [1]) { powers, place in
    powers.append(powers[place] * 10)
  }

  private init(_ number: Int128, exponent: Int) {
    var (number, exponent) = (number, exponent)
    if number == 0 { exponent = 0 }
    if var small = Int64(exactly: number) {
      while small != 0, small % 10 == 0 { (small, exponent) = (small / 10, exponent + 1) }
      number = Int128(small)
    } else {
      while number % 10 == 0 { (number, exponent) = (number / 10, exponent + 1) }
    }
    significand = number
    self.exponent = exponent
  }

  /// Reads a number in the grammar of JSON, sign, fraction and exponent included.
  ///
  /// - Returns: `nil` for any other text, and for a number that a `Decimal` would round.
  package init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ ExactDecimal(bytes: $0) }) else { return nil }
    self = number
  }

  /// The same of ASCII bytes.
  package init?(bytes: UnsafeBufferPointer<UInt8>) {
    var number: Int128 = 0
    // Zeros wait until another digit follows: at the end they belong to the exponent.
    var (position, digits, zeros) = (0, 0, 0)
    /// Passes digits; `nil` where there are none, or more than fit.
    func pass() -> Int? {
      let start = position
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
        let digit = bytes[position] &- 0x30
        position += 1
        if digit == 0 {
          if number != 0 { zeros += 1 }
          continue
        }
        digits += zeros + 1
        guard digits <= Self.precision else { return nil }
        number = number &* Self.powers[zeros + 1] &+ Int128(digit)
        zeros = 0
      }
      return position > start ? position - start : nil
    }
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { position = 1 }
    let first = position
    guard let whole = pass(), whole == 1 || bytes[first] != UInt8(ascii: "0") else { return nil }
    var places = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard let count = pass() else { return nil }
      places = count
    }
    var power = 0
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      guard let read = Self.power(bytes, &position) else { return nil }
      power = read
    }
    guard position == bytes.count else { return nil }
    exponent = number == 0 ? 0 : power - places + zeros
    significand = isNegative ? -number : number
    guard (-100...60).contains(exponent) else { return nil }
  }

  /// The exponent after its mark: at most ±100.
  private static func power(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int? {
    let isDown = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isDown || position < bytes.count && bytes[position] == UInt8(ascii: "+") { position += 1 }
    let start = position
    var power = 0
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      power = min(power * 10 + Int(bytes[position] &- 0x30), 1_000)
      position += 1
    }
    guard position > start, power <= 100 else { return nil }
    return isDown ? -power : power
  }

  /// The number in digits, without an exponent: `365`, `30.4`.
  package var text: String {
    var rest = significand.magnitude
    let (places, zeros) = (max(0, -exponent), max(0, exponent))
    let digits = max(places + 1, Self.powers.firstIndex { $0.magnitude > rest } ?? Self.powers.count)
    let count = (isNegative ? 1 : 0) + digits + zeros + (places > 0 ? 1 : 0)
    return String(unsafeUninitializedCapacity: count) { bytes in
      var position = count
      func put(_ byte: UInt8) {
        position -= 1
        bytes[position] = byte
      }
      for _ in 0..<zeros { put(UInt8(ascii: "0")) }
      for place in 0..<digits {
        if place == places, places > 0 { put(UInt8(ascii: ".")) }
        put(UInt8(ascii: "0") + Self.takeDigit(&rest))
      }
      if isNegative { put(UInt8(ascii: "-")) }
      return count
    }
  }

  private static func takeDigit(_ rest: inout UInt128) -> UInt8 {
    // A division of 64 bits takes a tenth of one of 128.
    if let small = UInt64(exactly: rest) {
      rest = UInt128(small / 10)
      return UInt8(small % 10)
    }
    let digit = UInt8(rest % 10)
    rest /= 10
    return digit
  }

  /// The same number as a `Decimal`.
  package var decimal: Decimal {
    let (high, low) = significand.magnitude.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
    var number = Decimal(UInt64(low))
    if high > 0 { number += Decimal(UInt64(high)) * Decimal(10_000_000_000_000_000_000 as UInt64) }
    return Decimal(sign: isNegative ? .minus : .plus, exponent: exponent, significand: number)
  }

  /// Whether it is below zero.
  package var isNegative: Bool { significand < 0 }
  /// Whether it is above zero.
  package var isPositive: Bool { significand > 0 }
  /// Whether there is no fraction.
  package var isWhole: Bool { exponent >= 0 }

  // MARK: - Arithmetic

  /// The sum; `nil` where it has more digits than fit.
  package func adding(_ other: ExactDecimal) -> ExactDecimal? {
    if significand == 0 { return other }
    if other.significand == 0 { return self }
    let place = min(exponent, other.exponent)
    guard let one = scaled(to: place), let two = other.scaled(to: place) else { return nil }
    let (sum, isOver) = one.addingReportingOverflow(two)
    return isOver ? nil : ExactDecimal(sum, exponent: place)
  }

  /// The product; `nil` where it has more digits than fit.
  package func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    let (product, isOver) = significand.multipliedReportingOverflow(by: other.significand)
    return isOver ? nil : ExactDecimal(product, exponent: exponent + other.exponent)
  }

  /// Rounded toward zero, to two places.
  package var roundedDown: ExactDecimal {
    if exponent >= -2 { return self }
    let places = -2 - exponent
    return places < Self.powers.count ? ExactDecimal(significand / Self.powers[places], exponent: -2) : 0
  }

  private func scaled(to place: Int) -> Int128? {
    let places = exponent - place
    guard places < Self.powers.count else { return nil }
    let (scaled, isOver) = significand.multipliedReportingOverflow(by: Self.powers[places])
    return isOver ? nil : scaled
  }

  // MARK: - Decimal

  /// Reads a number as ``init(_:)`` does.
  package static func parse(_ text: String) -> Decimal? { ExactDecimal(text)?.decimal }

  /// The number in digits, without an exponent: `365`, `30.4`.
  package static func text(_ number: Decimal) -> String { number.description }
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
  /// A literal in code.
  package init(integerLiteral number: Int) { self.init(Int128(number), exponent: 0) }
}
