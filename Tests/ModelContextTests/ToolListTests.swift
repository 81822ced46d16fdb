import CatalogModel
import Testing

@testable import ModelContext

@Suite("The list of tools")
struct ToolListTests {
  private static let definitions = Tool.all.map(\.definition)

  @Test("Nine tools, in an order that never changes")
  func names() {
    #expect(
      Self.definitions.compactMap { $0["name"]?.text } == [
        "search", "can_buy", "resolve", "why_not", "show", "changes", "check_ids", "what_is", "status",
      ])
  }

  @Test("Every tool only reads, may be repeated, and asks nobody outside", arguments: definitions)
  func annotations(tool: JSONValue) {
    #expect(
      tool["annotations"]
        == .object(["readOnlyHint": .bool(true), "idempotentHint": .bool(true), "openWorldHint": .bool(false)]))
  }

  @Test("Schemas are objects, of keywords that are checked, and require what they have", arguments: definitions)
  func schemas(tool: JSONValue) throws {
    for name in ["inputSchema", "outputSchema"] {
      let schema = try #require(tool[name])
      #expect(schema["type"] == .string("object"))
      #expect(SchemaCheck.unknownKeywords(schema).isEmpty)
      guard case .object(let properties)? = schema["properties"] else { throw ExpectationFailure("no properties") }
      for required in schema["required"]?.texts ?? [] { #expect(properties[required] != nil) }
    }
    #expect(tool["inputSchema"]?["additionalProperties"] == .bool(false))
    for member in ["asOf", "marketReading", "next"] {
      #expect(tool["outputSchema"]?["properties"]?[member] != nil)
    }
  }

  @Test("The list and the instructions are short")
  func sizes() {
    // Measured with o200k_base: such a list has 4.05 characters a token, such prose 4.5.
    #expect(JSONValue.array(Self.definitions).canonicalText.count <= 2_000 * 405 / 100)
    #expect(ServerDescription.instructions.count <= 540)
  }
}
