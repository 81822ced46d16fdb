import CatalogModel
import MarketFacts

/// The schemas of parameters: they accept what ``APIParameter/check(_:)`` accepts, as far as a pattern can say it.
enum ParameterSchemas {
  static func schema(_ parameter: APIParameter) -> JSONValue {
    var schema = values(parameter.kind, longest: parameter.longest)
    guard parameter.excludes, case .string(let pattern)? = schema["pattern"] else { return .object(schema) }
    let exclusion = "(?:[Nn][Oo][Tt]:)?"
    schema["pattern"] = .string("^\(exclusion)(?:\(pattern.dropFirst().dropLast()))$")
    if parameter.kind == .word || parameter.kind == .scope {
      // `not:` alone excludes nothing.
      schema["pattern"] = .string("^(?!\\s*$)(?![Nn][Oo][Tt]:\\s*$)[\\s\\S]+$")
    }
    return .object(schema)
  }

  private static func values(_ kind: APIParameter.Kind, longest: Int) -> [String: JSONValue] {
    func text(_ pattern: String) -> [String: JSONValue] {
      ["type": "string", "pattern": .string(pattern), "maxLength": .integer(Int64(longest))]
    }
    switch kind {
    case .text, .position: return ["type": "string", "maxLength": .integer(Int64(longest))]
    case .word, .scope: return text("^(?!\\s*$)[\\s\\S]+$")
    case .market: return text("^(?:\(markets))$")
    case .term: return text("^[Pp](?:[0-9]{1,4}[YyMmWwDd])+$")
    case .flag(let usual):
      return [
        "type": "string", "enum": ["true", "false", "1", "0"], "default": usual ? "true" : "false",
      ]
    case .number(let range, let usual):
      var schema: [String: JSONValue] = ["type": "integer", "minimum": .integer(Int64(range.lowerBound))]
      schema["maximum"] = .integer(Int64(range.upperBound))
      if let usual { schema["default"] = .integer(Int64(usual)) }
      return schema
    case .choice(let words):
      return [
        "type": "string", "enum": .array(words.map { .string($0) }),
        "pattern": .string("^(?:\(words.joined(separator: "|")))$"),
      ]
    case .moment:
      return [
        "type": "string",
        "anyOf": [
          ["pattern": .string(duration)], ["type": "string", "format": "date"],
          ["type": "string", "format": "date-time"],
        ],
      ]
    case .duration: return text(duration)
    case .priceLimit: return text("^[0-9]{1,12}(?:\\.[0-9]{1,4})?/(?:month|year|term)$")
    }
  }

  private static let duration = "^[0-9]{1,7}[smhd]$"

  /// Each code of the service in either case.
  private static let markets = MarketFacts.all.map(\.market.code).sorted().map { code in
    code.map { "[\($0)\($0.lowercased())]" }.joined()
  }.joined(separator: "|")
}
