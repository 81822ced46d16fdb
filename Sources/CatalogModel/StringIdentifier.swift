/// Text that the service hands out and that means nothing but itself.
///
/// Values compare byte for byte, exactly as received: no case folding, no trimming, no parsing.
public protocol StringIdentifier: RawRepresentable<String>, Hashable, Comparable, Codable, Sendable,
  CustomStringConvertible, ExpressibleByStringLiteral
{
  /// Wraps text that is already known to be of this kind.
  init(_ text: String)
}

extension StringIdentifier {
  /// The same as ``init(_:)``; never fails.
  public init(rawValue: String) { self.init(rawValue) }
  /// A literal in code, taken for valid.
  public init(stringLiteral text: String) { self.init(text) }
  /// The text itself.
  public var description: String { rawValue }
  /// Text that only reads alike, composed otherwise, is another.
  public static func == (left: Self, right: Self) -> Bool {
    left.rawValue == right.rawValue && left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
  }
  /// Orders as `String` does.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Reads a JSON string. Every string is accepted; another value is a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes a JSON string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
