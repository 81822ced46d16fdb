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
    json.raw("[")
    json.separated(terms) { json, term in
      json.raw(#"{"billingCycle":"#)
      if let cycle = term.billingCycle { json.string(cycle) } else { json.raw("null") }
      json.raw(#","description":"#)
      json.string(term.description)
      json.raw(#","duration":"#)
      json.string(term.duration)
      json.raw("}")
    }
    json.raw("]")
    return json.text
  }

  /// - Returns: `nil` where the text is not of that shape, which the store's own writing never is.
  package static func value<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) -> Value? {
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
