import CatalogModel
import CatalogQuery

/// The answer of a tool, as lines of text and as JSON.
///
/// A client shows a model one of the forms or both: each has every fact. What all rows have in common is one line of the text.
struct ToolAnswer: Sendable {
  /// The first lines: total, state of the market, age.
  var head: [String] = []
  /// The members of the JSON beside the rows.
  private(set) var members: [String: JSONValue]
  private var rows: [AnswerRow] = []
  private var age: String

  /// An answer that says how old the catalog is: it is no younger than its newest complete list.
  init(_ question: ToolQuestion) throws {
    let asOf = try question.catalog.lastCompletion()
    members = ["asOf": asOf.map { .string($0.iso8601Text) } ?? .null, "next": .null]
    age = "catalog of \(asOf?.minutesText ?? "no complete sync")"
  }

  /// The bytes of one form of an answer: about 6,000 tokens.
  static let largest = 15_000

  /// How many of the rows fit into an answer: at least one.
  static func fitting(_ rows: [AnswerRow], beside used: Int = 1_000) -> Int {
    var size = used
    for (index, row) in rows.enumerated() {
      size += row.size
      if size > largest { return max(1, index) }
    }
    return rows.count
  }

  /// Adds a fact beside the rows.
  mutating func add(_ name: String, _ value: JSONValue, _ line: String?) {
    members[name] = value
    guard let line, !line.isEmpty else { return }
    head.append(head.isEmpty ? "\(line); \(age)." : line)
  }

  /// Adds the rows, and where the answer continues.
  mutating func add(_ name: String, _ rows: [AnswerRow], next: String?) {
    self.rows = rows
    members[name] = .array(rows.map(\.value))
    members["next"] = next.map(JSONValue.string) ?? .null
  }

  /// Adds those of the counted rows that fit, from an offset on.
  mutating func add(_ name: String, _ rows: [AnswerRow], from offset: Int, limit: Int) {
    let page = Array(rows.dropFirst(offset).prefix(limit))
    let shown =
      page.isEmpty ? 0 : Self.fitting(page, beside: 1_000 + JSONValue.object(members).canonicalText.utf8.count)
    let end = offset + shown
    add(name, Array(page.prefix(shown)), next: end < rows.count ? String(end) : nil)
  }

  /// The lines of the answer.
  var text: String {
    var lines = head.map(SafeText.line) + AnswerRow.lines(rows)
    if case .string(let next)? = members["next"] { lines.append("More: call again with cursor \(next)") }
    return SafeText.lines(lines.joined(separator: "\n"))
  }

  /// The JSON of the answer.
  var structured: JSONValue { SafeText.value(.object(members)) }

  /// The members of the result of `tools/call`.
  var result: [String: JSONValue] {
    ["content": .array([Self.content(text)]), "structuredContent": structured, "isError": .bool(false)]
  }

  /// The members of the result of a call that has no answer: without structured content, which would break its schema.
  static func fault(_ fault: ToolFault) -> [String: JSONValue] {
    ["content": .array([content(SafeText.lines(fault.message))]), "isError": .bool(true)]
  }

  private static func content(_ text: String) -> JSONValue {
    .object(["type": .string("text"), "text": .string(text)])
  }
}
