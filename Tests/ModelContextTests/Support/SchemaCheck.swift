import CatalogModel

/// The keywords of JSON Schema 2020-12 that the tools use, checked on a value.
enum SchemaCheck {
  static let keywords: Set = [
    "type", "properties", "required", "items", "enum", "minimum", "maximum", "minItems", "maxItems", "description",
    "additionalProperties",
  ]

  /// The paths of a schema whose keywords are not checked here.
  static func unknownKeywords(_ schema: JSONValue, at path: String = "$") -> [String] {
    guard case .object(let members) = schema else { return [path] }
    var unknown = members.keys.filter { !keywords.contains($0) }.map { "\(path).\($0)" }
    if case .object(let properties)? = members["properties"] {
      for (name, property) in properties { unknown += unknownKeywords(property, at: "\(path).\(name)") }
    }
    if let items = members["items"] { unknown += unknownKeywords(items, at: "\(path)[]") }
    return unknown
  }

  /// What of a value breaks a schema.
  static func faults(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
    guard case .object(let members) = schema else { return ["\(path): no schema"] }
    var faults: [String] = []
    let types = members["type"]?.texts ?? []
    if !types.isEmpty, !types.contains(where: { isOf($0, value) }) { return ["\(path): \(value) is no \(types)"] }
    if case .array(let words)? = members["enum"], !words.contains(value) { faults.append("\(path): not in enum") }
    if case .object(let given) = value {
      for name in members["required"]?.texts ?? [] where given[name] == nil { faults.append("\(path): no \(name)") }
      if case .object(let properties)? = members["properties"] {
        for (name, member) in given {
          if let property = properties[name] { faults += Self.faults(member, property, at: "\(path).\(name)") }
        }
      }
    }
    if case .array(let elements) = value, let items = members["items"] {
      for (index, element) in elements.enumerated() { faults += Self.faults(element, items, at: "\(path)[\(index)]") }
    }
    return faults
  }

  private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
    switch (type, value) {
    case ("string", .string), ("integer", .integer), ("boolean", .bool), ("null", .null), ("array", .array),
      ("object", .object):
      true
    default: false
    }
  }
}
