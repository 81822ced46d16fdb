import CatalogModel
import Testing

@testable import ModelContext

@Suite("Revisions that open with initialize")
struct HandshakeTests {
  @Test(
    "initialize settles on the revision that is asked for, else on the newest of them",
    arguments: [
      ("2024-11-05", "2024-11-05"), ("2025-03-26", "2025-03-26"), ("2025-06-18", "2025-06-18"),
      ("2025-11-25", "2025-11-25"), ("2026-07-28", "2025-11-25"), ("1999-01-01", "2025-11-25"), ("", "2025-11-25"),
    ])
  func version(asked: String, settled: String) async throws {
    let shop = try await ShopStore.shared()
    let response = try await Conversation(server: shop.server())
      .response(Conversation.request("initialize", ["protocolVersion": .string(asked)]))
    let result = try #require(response?["result"])
    #expect(result["protocolVersion"] == .string(settled))
    #expect(result["capabilities"] == .object(["tools": .object([:])]))
    #expect(
      result["serverInfo"] == .object(["name": .string("partner-catalog"), "version": .string("1.2.3")]))
    #expect(result["instructions"] == .string(ServerDescription.instructions))
  }

  @Test("Results have no members of the newer revision")
  func plainResults() async throws {
    let shop = try await ShopStore.shared()
    let response = try await Conversation(server: shop.server()).response(Conversation.request("tools/list"))
    guard case .object(let result)? = response?["result"] else { throw ExpectationFailure("no result") }
    #expect(result.keys.sorted() == ["tools"])
  }

  @Test(
    "Methods of features that are not declared are unknown",
    arguments: [
      "resources/list", "prompts/list", "logging/setLevel", "completion/complete", "server/discover", "", "PING",
    ])
  func unknownMethod(method: String) async throws {
    let shop = try await ShopStore.shared()
    let response = try await Conversation(server: shop.server()).response(Conversation.request(method))
    #expect(response?["error"]?["code"] == .integer(-32601))
  }

  @Test(
    "A call that names no tool of the list breaks the protocol",
    arguments: [
      ["name": .string("order")], ["name": .integer(1)], [:],
      ["name": .string("search"), "arguments": .array([])], ["name": .string("SEARCH")],
    ] as [[String: JSONValue]])
  func malformedCall(parameters: [String: JSONValue]) async throws {
    let shop = try await ShopStore.shared()
    for isStateless in [false, true] {
      let response = try await Conversation(server: shop.server())
        .response(Conversation.request("tools/call", parameters, isStateless: isStateless))
      #expect(response?["error"]?["code"] == .integer(-32602))
    }
  }

  @Test("The list of tools has one page")
  func listCursor() async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    let refused = try await conversation.response(Conversation.request("tools/list", ["cursor": .string("2")]))
    #expect(refused?["error"]?["code"] == .integer(-32602))
    let whole = try await conversation.response(Conversation.request("tools/list", ["cursor": .null]))
    #expect(whole?["result"] != nil)
  }
}
