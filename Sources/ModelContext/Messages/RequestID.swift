import CatalogModel

/// The id of a request, which its response repeats.
enum RequestID: Sendable, Hashable {
  case number(Int64)
  case text(String)

  /// Reads an id; `nil` for null, a fraction or anything else that names no request.
  init?(_ value: JSONValue?) {
    switch value {
    case .integer(let number): self = .number(number)
    case .string(let text): self = .text(text)
    default: return nil
    }
  }

  var value: JSONValue {
    switch self {
    case .number(let number): .integer(number)
    case .text(let text): .string(text)
    }
  }
}
