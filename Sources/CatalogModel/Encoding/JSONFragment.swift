/// JSON whose shape belongs to the service alone: stored in one canonical spelling, and part of answers as a JSON
/// value.
public struct JSONFragment: Hashable, Sendable {
  /// Compact, keys sorted, slashes plain: equal values are equal texts.
  public let text: String

  /// Wraps JSON that has that one spelling already.
  package init(canonical text: String) { self.text = text }

  /// The value; `nil` where the text is no JSON, as a damaged file may hold it.
  package var value: JSONValue? {
    var reader = JSONReader(text)
    guard let value = reader.jsonValue(), reader.isAtEnd else { return nil }
    return value
  }
}

extension JSONFragment: Codable {
  /// Reads any JSON value and brings it into the one spelling.
  public init(from decoder: any Decoder) throws { text = try JSONValue(from: decoder).canonicalText }

  /// Writes the value, or null for invalid JSON.
  public func encode(to encoder: any Encoder) throws { try (value ?? .null).encode(to: encoder) }
}
