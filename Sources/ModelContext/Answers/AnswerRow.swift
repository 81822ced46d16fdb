import CatalogModel

/// One thing of an answer: as a line of text and as JSON, with the same facts.
struct AnswerRow: Sendable, Hashable {
  private(set) var parts: [String] = []
  private(set) var members: [String: JSONValue] = [:]

  /// Adds a fact.
  ///
  /// - Parameters:
  ///   - name: the member of the JSON.
  ///   - value: its value.
  ///   - text: the fact in the line; `nil` where another part of the line has it.
  mutating func add(_ name: String, _ value: JSONValue, _ text: String?) {
    members[name] = value
    if let text, !text.isEmpty { parts.append(SafeText.line(text)) }
  }

  /// Adds a text that is itself the fact.
  mutating func add(_ name: String, _ text: String) { add(name, .string(text), text) }

  /// Adds a text that may be missing: null in the JSON, nothing in the line.
  mutating func add(_ name: String, orNull text: String?, _ words: (String) -> String = { $0 }) {
    add(name, text.map(JSONValue.string) ?? .null, text.map(words))
  }

  /// Adds words of the line for facts that are in the JSON already.
  mutating func say(_ text: String) { if !text.isEmpty { parts.append(SafeText.line(text)) } }

  var line: String { line(without: []) }

  /// The line without what is said for all rows.
  func line(without shared: [String]) -> String {
    parts.filter { !shared.contains($0) }.joined(separator: " | ")
  }

  /// What the lines of several rows have in common, in the order of the first; nothing of a row that would be left empty.
  static func shared(by rows: [AnswerRow]) -> [String] {
    guard rows.count > 1, let first = rows.first else { return [] }
    let shared = first.parts.filter { part in rows.allSatisfy { $0.parts.contains(part) } }
    return rows.allSatisfy { $0.parts.contains { !shared.contains($0) } } ? shared : []
  }
  var value: JSONValue { .object(members) }

  /// The bytes of the longer of the two forms.
  var size: Int { max(line.utf8.count + 1, value.canonicalText.utf8.count + 1) }
}
