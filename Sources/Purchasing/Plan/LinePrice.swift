public import Foundation

/// The price of one line, before tax, as a cart states it.
///
/// Source: Partner Center REST reference, "Cart resources", table Pricing. `price` is one charge cycle of one unit in the
/// only documented cart with a price, and `extendedPrice` the whole term: only the latter is compared with a ceiling.
public struct LinePrice: Sendable, Hashable {
  /// The price of one unit, for one charge cycle.
  public var unit: Decimal
  /// The price of the line for the whole term.
  public var extended: Decimal
  /// ISO 4217.
  public var currency: String

  /// Creates a price; nothing is checked.
  public init(unit: Decimal, extended: Decimal, currency: String) {
    self.unit = unit
    self.extended = extended
    self.currency = currency.uppercased()
  }

  /// The sum of the extended prices.
  ///
  /// - Returns: `nil` where a line has no price, or where the currencies differ: unknown, not zero.
  static func total(_ prices: [LinePrice?]) -> Money? {
    let known = prices.compactMap(\.self)
    guard let currency = known.first?.currency, known.count == prices.count,
      known.allSatisfy({ $0.currency == currency })
    else { return nil }
    return Money(known.reduce(0) { $0 + $1.extended }, currency)
  }
}

extension LinePrice: Codable {
  enum CodingKeys: String, CodingKey { case unit, extended, currency }

  /// Reads `{"unit","extended","currency"}`; amounts are decimal strings.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      unit: try container.decodeDecimal(forKey: .unit), extended: try container.decodeDecimal(forKey: .extended),
      currency: try container.decode(String.self, forKey: .currency))
  }

  /// Writes `{"unit","extended","currency"}`; amounts are decimal strings.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(DecimalText.text(unit), forKey: .unit)
    try container.encode(DecimalText.text(extended), forKey: .extended)
    try container.encode(currency, forKey: .currency)
  }
}
