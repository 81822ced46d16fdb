/// The service's code for a country or region, in upper case.
///
/// Shape: two letters, ISO 3166-1 alpha-2 and the service's own `XK`, `XJ`, `XS`, `XE` and `AN`.
/// Source: "Partner Center supported languages and locales".
public struct Market: StringIdentifier {
  /// The code in upper case.
  public let rawValue: String

  /// Wraps a code, folding it to upper case: the service writes `US` and `us`.
  public init(_ code: String) { rawValue = code.uppercased() }

  /// Reads a code typed by a person.
  ///
  /// - Returns: `nil` unless the text is exactly two ASCII letters. Whether the market exists is not asked.
  public init?(parsing text: String) {
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
      return nil
    }
    self.init(text)
  }

  /// The two letters.
  public var code: String { rawValue }
}
