/// Any JSON value, for the parts of a response whose keys change without notice.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The value of a key, the first letter in either case; `nil` for anything but an object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    if let value = members[key] { return value }
    guard let first = key.first else { return nil }
    return members[first.uppercased() + key.dropFirst()]
  }

  /// The value as text where it is a string, a number or a boolean.
  public var text: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .bool(let flag): String(flag)
    case .null, .array, .object: nil
    }
  }

  /// The elements that are texts, of an array; a single text counts as an array of one.
  public var texts: [String] {
    switch self {
    case .array(let elements): elements.compactMap(\.text)
    case .null, .object: []
    default: text.map { [$0] } ?? []
    }
  }
}

extension JSONValue {
  /// The value in one spelling: keys sorted, no blanks. Equal values are equal texts.
  package var canonicalText: String {
    var json = JSONWriter()
    json.value(self)
    return json.text
  }
}

extension JSONValue: Codable {
  /// Reads any JSON value. Whole numbers within 64 bits become ``integer(_:)``, others ``number(_:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let elements = try? container.decode([JSONValue].self) {
      self = .array(elements)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .number(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .array(let elements): try container.encode(elements)
    case .object(let members): try container.encode(members)
    }
  }
}
