/// JSON whose shape belongs to the service alone: kept as received, in one spelling, and written into answers as the value it
/// is.
public struct JSONFragment: Hashable, Sendable {
  /// Compact, keys sorted, slashes plain: equal values are equal texts.
  public let text: String

  /// Wraps JSON that has that one spelling already.
  package init(canonical text: String) { self.text = text }
}

extension JSONFragment: Codable {
  public init(from decoder: any Decoder) throws {
    var json = JSONBuilder()
    try Value(from: decoder).write(to: &json)
    text = json.text
  }

  /// Writes the value; what is no JSON is written as null.
  public func encode(to encoder: any Encoder) throws {
    var pieces = JSONPieces(text)
    let value = Value(&pieces)
    try (pieces.isAtEnd ? value ?? .null : .null).encode(to: encoder)
  }

  /// A value on its way from one coder to another.
  private indirect enum Value: Codable {
    case null, flag(Bool), integer(Int64), number(Double), text(String), list([Value]), object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let integer = try? container.decode(Int64.self) {
        self = .integer(integer)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }

    init?(_ scanner: inout JSONPieces, depth: Int = 0) {
      guard depth < 64 else { return nil }
      if scanner.takes("{") {
        var members: [String: Value] = [:]
        if !scanner.takes("}") {
          repeat {
            guard let name = scanner.string(), scanner.takes(":"), let value = Value(&scanner, depth: depth + 1)
            else { return nil }
            members[name] = value
          } while scanner.takes(",")
          guard scanner.takes("}") else { return nil }
        }
        self = .object(members)
      } else if scanner.takes("[") {
        var elements: [Value] = []
        if !scanner.takes("]") {
          repeat {
            guard let value = Value(&scanner, depth: depth + 1) else { return nil }
            elements.append(value)
          } while scanner.takes(",")
          guard scanner.takes("]") else { return nil }
        }
        self = .list(elements)
      } else if let text = scanner.string() {
        self = .text(text)
      } else {
        switch scanner.word() {
        case "null": self = .null
        case "true": self = .flag(true)
        case "false": self = .flag(false)
        case let word:
          if let integer = Int64(word) {
            self = .integer(integer)
          } else if let number = Double(word), number.isFinite, word.utf8.allSatisfy({ $0 < 0x66 }) {
            self = .number(number)
          } else {
            return nil
          }
        }
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .null: try container.encodeNil()
      case .flag(let value): try container.encode(value)
      case .integer(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .text(let value): try container.encode(value)
      case .list(let value): try container.encode(value)
      case .object(let value): try container.encode(value)
      }
    }

    func write(to json: inout JSONBuilder) {
      switch self {
      case .null: json.raw("null")
      case .flag(let value): json.raw(value ? "true" : "false")
      case .integer(let value): json.number(value)
      case .number(let value): json.number(value)
      case .text(let value): json.string(value)
      case .list(let values):
        json.raw("[")
        json.separated(values) { json, value in value.write(to: &json) }
        json.raw("]")
      case .object(let members):
        json.raw("{")
        json.separated(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) { json, member in
          json.string(member.key)
          json.raw(":")
          member.value.write(to: &json)
        }
        json.raw("}")
      }
    }
  }
}

extension JSONBuilder {
  /// Adds a number that is not whole as shortly as it can be told.
  package mutating func number(_ number: Double) {
    let text = number.description
    literal(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }
}
