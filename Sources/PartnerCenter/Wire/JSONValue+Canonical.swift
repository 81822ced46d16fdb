package import CatalogModel

extension JSONValue {
  /// The value in one spelling: keys sorted, no blanks. Equal values are equal texts.
  package var canonicalText: String {
    var json = JSONBuilder()
    add(to: &json)
    return json.text
  }

  /// The value as it is kept, whichever dialect it came in: names in camelCase, numbers and flags as such, nothing for null.
  package var fragment: JSONFragment { JSONFragment(canonical: undialected.canonicalText) }

  /// Members of refund windows and renewal options that are no texts. Source: table Availability of the reference.
  private static let numbers: Set = ["sequenceId"]
  private static let flags: Set = ["isAutoRenewable"]

  private var undialected: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.undialected))
    case .object(let members):
      var plain: [String: JSONValue] = [:]
      // Of two spellings of one name the one in camelCase counts.
      for (name, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
        let name = name.prefix(1).lowercased() + name.dropFirst()
        plain[name] = value.undialected.asMember(name)
      }
      return .object(plain)
    default: return self
    }
  }

  private func asMember(_ name: String) -> JSONValue {
    guard case .string(let text) = self else { return self }
    if Self.numbers.contains(name), let number = Int64(text) { return .integer(number) }
    if Self.flags.contains(name), let flag = Bool(text.lowercased()) { return .bool(flag) }
    return self
  }

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
