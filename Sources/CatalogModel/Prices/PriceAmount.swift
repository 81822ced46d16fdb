public import Foundation

/// An amount of a price sheet, exact, with the digits that were received.
///
/// Shape: `48`, `115.2`, `0.000007`; point as separator, no grouping. Two amounts are equal where their texts are:
/// `1.0` is another spelling of `1`, and ``isEqual(to:)`` compares numbers.
public struct PriceAmount: Hashable, Sendable, CustomStringConvertible {
  /// The stored form: units of 10⁻⁸ where that prints back exactly, otherwise the text.
  package enum Stored: Hashable, Sendable {
    case scaled(Int64)
    case text(String)
  }

  package let stored: Stored

  package init(stored: Stored) { self.stored = stored }

  /// Units of one: 10⁸.
  package static let unit: Int64 = 100_000_000

  /// Reads a decimal number, with an exponent as well.
  ///
  /// - Returns: `nil` for anything else, and for more than 38 digits.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let amount = text.withUTF8({ PriceAmount(bytes: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = amount
  }

  /// The same of ASCII bytes.
  package init?(bytes: UnsafeRawBufferPointer) {
    if let scaled = Self.scaled(bytes) {
      stored = .scaled(scaled)
      return
    }
    guard bytes.count <= 48, Self.isNumber(bytes) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard Self.decimal(text) != nil else { return nil }
    stored = .text(text)
  }

  /// The amount exactly as received.
  public var text: String {
    switch stored {
    case .scaled(let scaled): Self.text(scaled)
    case .text(let text): text
    }
  }

  /// The same as ``text``.
  public var description: String { text }

  /// The number, exact.
  public var decimal: Decimal {
    switch stored {
    case .scaled(let scaled): Decimal(sign: .plus, exponent: -8, significand: Decimal(scaled))
    case .text(let text): Self.decimal(text) ?? 0
    }
  }

  /// Whether it is zero, which is a price: a free item, or a trial.
  public var isZero: Bool {
    switch stored {
    case .scaled(let scaled): scaled == 0
    case .text: decimal == 0
    }
  }

  /// Whether it is the same number, however it is written.
  public func isEqual(to other: PriceAmount) -> Bool { self == other || decimal == other.decimal }

  // MARK: - Digits

  /// Units of 10⁻⁸; `nil` where they are no whole number, do not fit, or would print otherwise.
  private static func scaled(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard (1...20).contains(bytes.count) else { return nil }
    var whole: Int64 = 0
    var position = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: ".") {
      let digit = Int64(bytes[position]) - 0x30
      guard (0...9).contains(digit), position < 11 else { return nil }
      whole = whole * 10 + digit
      position += 1
    }
    guard position > 0, position == 1 || bytes[0] != UInt8(ascii: "0"), whole < 92_000_000_000 else { return nil }
    guard position < bytes.count else { return whole * unit }
    position += 1
    let places = bytes.count - position
    guard (1...8).contains(places), bytes[bytes.count - 1] != UInt8(ascii: "0") else { return nil }
    var fraction: Int64 = 0
    for byte in bytes[position...] {
      let digit = Int64(byte) - 0x30
      guard (0...9).contains(digit) else { return nil }
      fraction = fraction * 10 + digit
    }
    for _ in places..<8 { fraction *= 10 }
    return whole * unit + fraction
  }

  private static func text(_ scaled: Int64) -> String {
    let (whole, rest) = scaled.quotientAndRemainder(dividingBy: unit)
    guard rest != 0 else { return String(whole) }
    var digits = String(rest)
    digits = String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }

  /// An optional minus, digits, an optional fraction and an optional exponent of at most two digits.
  private static func isNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes[...]
    func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    var count = digits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      count += digits()
    }
    guard (1...38).contains(count) else { return false }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard (1...2).contains(digits()) else { return false }
    }
    return rest.isEmpty
  }

  private static func decimal(_ text: String) -> Decimal? {
    Decimal(string: text.hasPrefix(".") ? "0" + text : text, locale: Locale(identifier: "en_US_POSIX"))
  }
}

extension PriceAmount: Codable {
  /// Reads a decimal string.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let amount = PriceAmount(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a decimal number"))
    }
    self = amount
  }

  /// Writes a decimal string, exactly as received.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
