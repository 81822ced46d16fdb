import CatalogModel

/// An argument of a tool: its JSON Schema, and the check of its value.
struct Argument: Sendable {
  /// The values that are accepted.
  enum Kind: Sendable {
    case text
    /// One of some words; case does not matter.
    case word([String])
    case integer(ClosedRange<Int>)
    case flag
    /// Texts, at most this number.
    case texts(Int)
  }

  var name: String
  var kind: Kind
  var isRequired = false
  /// For the model; `nil` where the name says it.
  var note: String?

  init(_ name: String, _ kind: Kind, isRequired: Bool = false, _ note: String? = nil) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.note = note
  }

  /// In characters of UTF-8: more is no id, name or question.
  static let longestText = 1_000

  /// The JSON Schema of the value.
  var schema: JSONValue {
    var members: [String: JSONValue] = [:]
    switch kind {
    case .text: members["type"] = .string("string")
    case .word(let words):
      members["type"] = .string("string")
      members["enum"] = .array(words.map(JSONValue.string))
    case .integer(let range):
      members["type"] = .string("integer")
      members["minimum"] = .integer(Int64(range.lowerBound))
      if range.upperBound < .max { members["maximum"] = .integer(Int64(range.upperBound)) }
    case .flag: members["type"] = .string("boolean")
    case .texts(let most):
      members["type"] = .string("array")
      members["items"] = .object(["type": .string("string")])
      members["minItems"] = .integer(1)
      members["maxItems"] = .integer(Int64(most))
    }
    members["description"] = note.map(JSONValue.string)
    return .object(members)
  }

  /// The value as it is used: words in the spelling of the schema, whole numbers as such.
  ///
  /// - Throws: ``ToolFault``: the fault, and what is accepted.
  func checked(_ value: JSONValue) throws(ToolFault) -> JSONValue {
    switch (kind, value) {
    case (.text, .string(let text)):
      guard text.utf8.count <= Self.longestText else {
        throw fault(value, "is longer than \(Self.longestText) bytes")
      }
      guard !isRequired || text.contains(where: { !$0.isWhitespace }) else { throw fault(value, "is blank") }
      return value
    case (.word(let words), .string(let text)):
      guard let word = words.first(where: { $0.lowercased() == text.lowercased() }) else {
        throw fault(value, "is none of \(words.joined(separator: ", "))")
      }
      return .string(word)
    case (.integer(let range), _):
      guard let number = value.wholeNumber, range.contains(number) else {
        let most = range.upperBound < .max ? " to \(range.upperBound)" : ""
        throw fault(value, "is no whole number from \(range.lowerBound)\(most)")
      }
      return .integer(Int64(number))
    case (.flag, .bool): return value
    case (.texts(let most), .array(let elements)):
      guard (1...most).contains(elements.count) else { throw fault(value, "has not 1 to \(most) texts") }
      for element in elements {
        guard case .string(let text) = element, text.utf8.count <= Self.longestText else {
          throw fault(element, "is no text of at most \(Self.longestText) bytes")
        }
      }
      return value
    case (.text, _), (.word, _): throw fault(value, "is no string")
    case (.flag, _): throw fault(value, "is neither true nor false")
    case (.texts, _): throw fault(value, "is no array of strings")
    }
  }

  private func fault(_ value: JSONValue, _ what: String) -> ToolFault {
    let shown = value.canonicalText
    let excerpt = shown.count > 60 ? shown.prefix(60) + "\u{2026}" : shown[...]
    return ToolFault("The argument \(name) \(what): \(excerpt).", next: "Correct it and call the tool again.")
  }
}

extension JSONValue {
  /// A whole number, as JSON Schema understands it: 5.0 is one.
  fileprivate var wholeNumber: Int? {
    switch self {
    case .integer(let number): Int(exactly: number)
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }
}
