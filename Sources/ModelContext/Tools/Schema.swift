import CatalogModel

/// The JSON Schema (2020-12) of a part of an answer: the members that are always there.
///
/// Members that say something now and then are left to the answers: each costs every conversation its tokens.
indirect enum Schema: Sendable {
  case text, integer
  case nullable(Schema)
  case list(Schema)
  case object([String: Schema])

  private var type: String {
    switch self {
    case .text: "string"
    case .integer: "integer"
    case .nullable(let schema): schema.type
    case .list: "array"
    case .object: "object"
    }
  }

  private var members: [String: JSONValue] {
    switch self {
    case .nullable(let schema):
      schema.members.merging(["type": .array([.string(schema.type), .string("null")])]) { $1 }
    case .list(let schema): ["type": .string(type), "items": schema.value]
    case .object(let members) where !members.isEmpty:
      ["type": .string(type), "properties": .object(members.mapValues(\.value))]
    case .text, .integer, .object: ["type": .string(type)]
    }
  }

  var value: JSONValue { .object(members) }
}
