import CatalogModel
import Testing

@testable import ModelContext

@Suite("The revision 2026-07-28")
struct StatelessTests {
  private func response(
    _ method: String, _ parameters: [String: JSONValue] = [:], metadata: JSONValue = Conversation.metadata
  ) async throws -> JSONValue {
    let shop = try await ShopStore.shared()
    var parameters = parameters
    parameters["_meta"] = metadata
    return try #require(
      await Conversation(server: shop.server()).response(Conversation.request(method, parameters)))
  }

  private static func metadata(_ members: [String: JSONValue]) -> JSONValue {
    .object(Dictionary(uniqueKeysWithValues: members.map { ("io.modelcontextprotocol/\($0.key)", $0.value) }))
  }

  @Test("server/discover names revisions, the capability of tools, instructions, and how long they hold")
  func discover() async throws {
    let result = try #require(await response("server/discover")["result"])
    #expect(result["resultType"] == .string("complete"))
    #expect(
      result["supportedVersions"]?.texts == ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])
    #expect(result["capabilities"] == .object(["tools": .object([:])]))
    #expect(result["instructions"] == .string(ServerDescription.instructions))
    #expect(result["ttlMs"] == .integer(3_600_000))
    #expect(result["cacheScope"] == .string("public"))
    #expect(result["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == .string("partner-catalog"))
  }

  @Test("Lists say how long they hold, calls do not")
  func caching() async throws {
    let list = try #require(await response("tools/list")["result"])
    #expect(list["resultType"] == .string("complete"))
    #expect(list["ttlMs"] == .integer(3_600_000))
    #expect(list["cacheScope"] == .string("public"))
    let call = try #require(await response("tools/call", Conversation.call("status"))["result"])
    #expect(call["resultType"] == .string("complete"))
    #expect(call["ttlMs"] == nil)
    #expect(call["cacheScope"] == nil)
    #expect(call["_meta"]?["io.modelcontextprotocol/serverInfo"]?["version"] == .string("1.2.3"))
  }

  @Test("A request without its capabilities is refused")
  func missingCapabilities() async throws {
    for capabilities in [nil, JSONValue.null, .array([])] {
      var members: [String: JSONValue] = ["protocolVersion": .string("2026-07-28")]
      members["clientCapabilities"] = capabilities
      let response = try await response("tools/list", metadata: Self.metadata(members))
      #expect(response["error"]?["code"] == .integer(-32602))
    }
  }

  @Test("An unknown revision is refused with those that are spoken", arguments: ["2027-01-01", "", "v999.0.0"])
  func unknownVersion(version: String) async throws {
    let members: [String: JSONValue] = ["protocolVersion": .string(version), "clientCapabilities": .object([:])]
    let error = try #require(await response("server/discover", metadata: Self.metadata(members))["error"])
    #expect(error["code"] == .integer(-32022))
    #expect(error["data"]?["requested"] == .string(version))
    #expect(error["data"]?["supported"]?.texts.first == "2026-07-28")
  }

  @Test(
    "Methods of older revisions and of features that are not declared are unknown",
    arguments: [
      "initialize", "ping", "logging/setLevel", "resources/list", "prompts/list", "subscriptions/listen", "no/such",
    ])
  func unknownMethod(method: String) async throws {
    let response = try await response(method)
    #expect(response["error"]?["code"] == .integer(-32601))
    #expect(response["id"] == .integer(1))
  }

  @Test("Only codes of JSON-RPC and of the specification are used")
  func codes() {
    #expect(
      ProtocolError.Code.allCases.map(\.rawValue).sorted() == [-32700, -32602, -32601, -32600, -32022, -32020])
  }
}
