import CatalogModel
import Foundation

/// One thing of an answer: as a line of text and as JSON, with the same facts.
struct AnswerRow: Sendable, Hashable {
  private(set) var parts: [String] = []
  private(set) var members: [String: JSONValue] = [:]
  /// The part with the time of confirmation.
  private var confirmation: String?

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

  /// Adds the time at which the thing was last confirmed.
  mutating func add(confirmedAt time: Date) {
    let text = "confirmed \(time.minutesText)"
    confirmation = text
    add("confirmedAt", .string(time.iso8601Text), text)
  }

  /// Adds words of the line for facts that are in the JSON already.
  mutating func say(_ text: String) { if !text.isEmpty { parts.append(SafeText.line(text)) } }

  var line: String { parts.joined(separator: " | ") }

  /// The lines of rows, behind one line of what all of them have in common: a time costs a model as many tokens as a title. A time
  /// of confirmation that most rows share is in that line as well, and a row with another one says so.
  static func lines(_ rows: [AnswerRow]) -> [String] {
    guard rows.count > 1, let first = rows.first else { return rows.map(\.line) }
    var common = first.parts.filter { part in rows.allSatisfy { $0.parts.contains(part) } }
    var words = common
    let times = Dictionary(grouping: rows.compactMap(\.confirmation), by: \.self).mapValues(\.count)
    if let most = times.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value > 2, !common.contains(most.key)
    {
      common.append(most.key)
      words.append("\(most.key) unless a line says otherwise")
    }
    let own = rows.map { row in row.parts.filter { !common.contains($0) } }
    guard !common.isEmpty, own.allSatisfy({ !$0.isEmpty }) else { return rows.map(\.line) }
    return ["All of these: \(words.joined(separator: " | "))"] + own.map { $0.joined(separator: " | ") }
  }

  var value: JSONValue { .object(members) }

  /// The bytes of the longer of the two forms.
  var size: Int { max(line.utf8.count + 1, value.canonicalText.utf8.count + 1) }
}
