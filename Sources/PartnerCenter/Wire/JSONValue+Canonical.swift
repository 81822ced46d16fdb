package import CatalogModel

extension JSONValue {
  /// The value in one spelling: keys sorted, no blanks. Equal values are equal texts.
  package var canonicalText: String {
    var json = JSONBuilder()
    add(to: &json)
    return json.text
  }

  /// The value as it is kept.
  package var fragment: JSONFragment { JSONFragment(canonical: canonicalText) }

  private func add(to json: inout JSONBuilder) {
    switch self {
    case .null: json.raw("null")
    case .bool(let flag): json.raw(flag ? "true" : "false")
    case .integer(let number): json.number(number)
    case .number(let number): json.number(number)
    case .string(let text): json.string(text)
    case .array(let elements):
      json.raw("[")
      json.separated(elements) { json, element in element.add(to: &json) }
      json.raw("]")
    case .object(let members):
      json.raw("{")
      json.separated(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) { json, member in
        json.string(member.key)
        json.raw(":")
        member.value.add(to: &json)
      }
      json.raw("}")
    }
  }
}
