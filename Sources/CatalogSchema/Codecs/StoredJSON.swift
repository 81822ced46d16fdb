package import CatalogModel
import Foundation

/// JSON in columns: compact, keys sorted, slashes plain.
package enum StoredJSON {
  package static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  package static func text(_ texts: [String]) -> String {
    if texts.isEmpty { return "[]" }
    var json = JSONWriter()
    json.raw("[")
    json.separated(texts) { json, text in json.string(text) }
    json.raw("]")
    return json.text
  }

  /// A list of texts; most are empty, and need no decoder.
  package static func texts(_ text: String) -> [String] { text == "[]" ? [] : value(text) ?? [] }

  package static func text(_ terms: [Term]) -> String {
    var json = JSONWriter()
    json.terms(terms)
    return json.text
  }

  /// Terms as ``text(_:)`` writes them. Every item of an answer has some: a decoder would take most of its time.
  package static func terms(_ text: String) -> [Term] {
    var reader = JSONReader(text)
    return terms(&reader) ?? value(text, as: [Term].self) ?? []
  }

  private static func terms(_ reader: inout JSONReader) -> [Term]? {
    guard reader.takes("[") else { return nil }
    var terms: [Term] = []
    if reader.takes("]") { return reader.isAtEnd ? terms : nil }
    repeat {
      guard let term = term(&reader) else { return nil }
      terms.append(term)
    } while reader.takes(",")
    return reader.takes("]") && reader.isAtEnd ? terms : nil
  }

  private static func term(_ reader: inout JSONReader) -> Term? {
    guard reader.takes("{") else { return nil }
    var term = Term(duration: "", billingCycle: nil, description: "")
    var hasDuration = false
    repeat {
      guard let name = reader.string(), reader.takes(":") else { return nil }
      switch name {
      case "duration":
        guard let text = reader.string() else { return nil }
        term.duration = text
        hasDuration = true
      case "description":
        guard let text = reader.string() else { return nil }
        term.description = text
      case "billingCycle":
        term.billingCycle = reader.string()
        if term.billingCycle == nil, reader.word() != "null" { return nil }
      case "id":
        guard let text = reader.string() else { return nil }
        term.id = text
      default:
        guard let text = reader.value() else { return nil }
        let value = JSONFragment(canonical: text)
        switch name {
        case "cancellationPolicies": term.cancellationPolicies = value
        case "renewalOptions": term.renewalOptions = value
        case "renewalInstructions": term.renewalInstructions = value
        default: break
        }
      }
    } while reader.takes(",")
    return reader.takes("}") && hasDuration ? term : nil
  }

  /// - Returns: `nil` where the text is not of that shape, which the store's own writing never is.
  package static func value<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) -> Value? {
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
