package import CatalogModel
import Foundation

/// JSON as it stands in columns: compact, keys sorted, slashes plain.
package enum StoredJSON {
  package static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  package static func text(_ texts: [String]) -> String {
    if texts.isEmpty { return "[]" }
    var json = JSONBuilder()
    json.raw("[")
    json.separated(texts) { json, text in json.string(text) }
    json.raw("]")
    return json.text
  }

  /// A list of texts; most are empty, and need no decoder.
  package static func texts(_ text: String) -> [String] { text == "[]" ? [] : value(text) ?? [] }

  package static func text(_ terms: [Term]) -> String {
    var json = JSONBuilder()
    json.terms(terms)
    return json.text
  }

  /// Terms as ``text(_:)`` writes them. Every item of an answer has some: a decoder would take most of its time.
  package static func terms(_ text: String) -> [Term] {
    var pieces = JSONPieces(text)
    return terms(&pieces) ?? value(text, as: [Term].self) ?? []
  }

  private static func terms(_ pieces: inout JSONPieces) -> [Term]? {
    guard pieces.takes("[") else { return nil }
    var terms: [Term] = []
    if pieces.takes("]") { return pieces.isAtEnd ? terms : nil }
    repeat {
      guard let term = term(&pieces) else { return nil }
      terms.append(term)
    } while pieces.takes(",")
    return pieces.takes("]") && pieces.isAtEnd ? terms : nil
  }

  private static func term(_ pieces: inout JSONPieces) -> Term? {
    guard pieces.takes("{") else { return nil }
    var term = Term(duration: "", billingCycle: nil, description: "")
    var hasDuration = false
    repeat {
      guard let name = pieces.string(), pieces.takes(":") else { return nil }
      switch name {
      case "duration":
        guard let text = pieces.string() else { return nil }
        term.duration = text
        hasDuration = true
      case "description":
        guard let text = pieces.string() else { return nil }
        term.description = text
      case "billingCycle":
        term.billingCycle = pieces.string()
        if term.billingCycle == nil, pieces.word() != "null" { return nil }
      case "id":
        guard let text = pieces.string() else { return nil }
        term.id = text
      default:
        guard let text = pieces.value() else { return nil }
        let value = JSONFragment(canonical: text)
        switch name {
        case "cancellationPolicies": term.cancellationPolicies = value
        case "renewalOptions": term.renewalOptions = value
        case "renewalInstructions": term.renewalInstructions = value
        default: break
        }
      }
    } while pieces.takes(",")
    return pieces.takes("}") && hasDuration ? term : nil
  }

  /// - Returns: `nil` where the text is not of that shape, which the store's own writing never is.
  package static func value<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) -> Value? {
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
