public import Foundation

/// An amount of money, exact: a decimal number and its currency.
public struct Money: Sendable, Hashable {
  /// Never rounded.
  public var amount: Decimal
  /// ISO 4217, in upper case.
  public var currency: String

  /// Creates an amount; the currency is folded to upper case, nothing is checked.
  public init(_ amount: Decimal, _ currency: String) {
    self.amount = amount
    self.currency = currency.uppercased()
  }

  /// Reads `365.00 USD`, `365USD`: a number without sign and grouping, a currency of three letters, blanks between.
  ///
  /// - Returns: `nil` for any other text.
  public init?(parsing text: String) {
    let text = text.trimmingCharacters(in: .whitespaces)
    let letters = text.suffix(3)
    guard letters.utf8.count == 3, letters.utf8.allSatisfy({ 65...90 ~= $0 & 0xDF }),
      let amount = DecimalText.number(text.dropLast(3).trimmingCharacters(in: .whitespaces))
    else { return nil }
    self.init(amount, String(letters))
  }

  /// The amount with at least two decimal places: `365.00`.
  public var amountText: String { DecimalText.text(amount) }
}

extension Money: CustomStringConvertible {
  /// `365.00 USD`
  public var description: String { "\(amountText) \(currency)" }
}

extension Money: Codable {
  enum CodingKeys: String, CodingKey { case amount, currency }

  /// Reads `{"amount","currency"}`; the amount is a decimal string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(try container.decodeDecimal(forKey: .amount), try container.decode(String.self, forKey: .currency))
  }

  /// Writes `{"amount","currency"}`; the amount is a decimal string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(amountText, forKey: .amount)
    try container.encode(currency, forKey: .currency)
  }
}

/// Decimal numbers as text, exact in both directions.
enum DecimalText {
  /// As many digits as a `Decimal` holds for certain.
  private static let mostDigits = 38

  /// - Returns: `nil` for anything but digits with at most one point between them.
  static func number(_ text: some StringProtocol) -> Decimal? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), text.utf8.count <= mostDigits,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return Decimal(string: String(text), locale: Locale(identifier: "en_US_POSIX"))
  }

  /// Reads what ``text(_:)`` has written: of any sign and length, and never rounded.
  ///
  /// - Returns: `nil` for any other text.
  static func written(_ text: String) -> Decimal? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let number = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")), self.text(number) == text
    else { return nil }
    return number
  }

  /// Plain digits with at least two decimal places, and all that there are.
  static func text(_ number: Decimal) -> String {
    let text = NSDecimalNumber(decimal: number).description(withLocale: Locale(identifier: "en_US_POSIX"))
    guard let point = text.firstIndex(of: ".") else { return text + ".00" }
    return text + String(repeating: "0", count: max(0, 2 - text[text.index(after: point)...].count))
  }
}

extension KeyedDecodingContainer {
  /// A decimal string.
  func decodeDecimal(forKey key: Key) throws -> Decimal {
    let text = try decode(String.self, forKey: key)
    guard let number = DecimalText.number(text) ?? DecimalText.written(text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a decimal number")
    }
    return number
  }
}
