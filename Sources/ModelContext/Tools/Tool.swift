import CatalogModel
import CatalogQuery
import CatalogService
import Foundation

/// A tool: what a model reads of it, and how it answers. All of them only read.
struct Tool: Sendable {
  var name: String
  var description: String
  var arguments: [Argument]
  /// The members that structured content always has, beside those of every answer.
  var output: [String: Schema]
  /// What a caller must be allowed to read.
  var access: ServiceAccess.Scope
  /// The time after which an answer is stopped.
  var limit: @Sendable (Arguments) -> Duration
  /// Asks the catalog, on a thread of its own.
  var answer: @Sendable (ToolQuestion) throws -> ToolAnswer

  init(
    _ name: String, _ description: String, _ arguments: [Argument], output: [String: Schema],
    access: ServiceAccess.Scope = .catalog, limit: @escaping @Sendable (Arguments) -> Duration = { _ in .seconds(1) },
    answer: @escaping @Sendable (ToolQuestion) throws -> ToolAnswer
  ) {
    self.name = name
    self.description = description
    self.arguments = arguments
    self.output = output
    self.access = access
    self.limit = limit
    self.answer = answer
  }

  /// The schema of structured content.
  var outputSchema: JSONValue {
    let every: [String: Schema] = [
      "asOf": .nullable(.text), "marketReading": MarketFreshness.schema, "next": .nullable(.text),
    ]
    return Schema.object(output.merging(every) { own, _ in own }).value
  }

  /// The tool as `tools/list` has it.
  var definition: JSONValue {
    let required = arguments.filter(\.isRequired).map { JSONValue.string($0.name) }
    var input: [String: JSONValue] = [
      "type": .string("object"), "additionalProperties": .bool(false),
      "properties": .object(
        Dictionary(arguments.map { ($0.name, $0.schema) }, uniquingKeysWith: { first, _ in first })),
    ]
    if !required.isEmpty { input["required"] = .array(required) }
    return .object([
      "name": .string(name), "description": .string(description), "inputSchema": .object(input),
      "outputSchema": outputSchema,
      "annotations": .object([
        "readOnlyHint": .bool(true), "idempotentHint": .bool(true), "openWorldHint": .bool(false),
      ]),
    ])
  }

  /// Every tool, in the order in which they are listed to everybody.
  static let all: [Tool] = [
    .search, .canBuy, .resolve, .whyNot, .show, .changes, .checkIDs, .whatIs, .status,
  ]

  static func named(_ name: String) -> Tool? { all.first { $0.name == name } }
}

/// A call of a tool.
struct ToolQuestion {
  var catalog: Catalog
  var arguments: Arguments
  /// The moment of the answer.
  var now: Date
}
