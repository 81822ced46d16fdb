import CatalogModel
import CatalogService
import Testing

@testable import ModelContext

@Suite("Messages of JSON-RPC")
struct MessageTests {
  @Test(
    "Text that is no JSON is a parse error without an id",
    arguments: [
      "", "{", "nope", "{\"jsonrpc\":\"2.0\",}", "{\"a\":1,\"a\":2}", "[1,]", "{\"a\":01}", "{\"a\":+1}", "\"\u{1}\"",
      String(repeating: "[", count: 100_000), "{\"jsonrpc\":\"2.0\"} {}",
    ])
  func parseError(text: String) async throws {
    let shop = try await ShopStore.shared()
    let response = try #require(await Conversation(server: shop.server()).response(text: text))
    #expect(response["error"]?["code"] == .integer(-32700))
    #expect(response["id"] == .null)
  }

  @Test("Bytes that are no UTF-8 are a parse error")
  func invalidUTF8() async throws {
    let shop = try await ShopStore.shared()
    let bytes = try #require(await shop.server().response(to: [0x22, 0xFF, 0xC0, 0x22], access: .init()))
    #expect(try Conversation.read(bytes)["error"]?["code"] == .integer(-32700))
  }

  @Test(
    "A message that breaks JSON-RPC is refused, with its id where it has one",
    arguments: [
      ("[]", nil), ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", nil), ("7", nil),
      ("{\"id\":1,\"method\":\"ping\"}", 1), ("{\"jsonrpc\":\"1.0\",\"id\":2,\"method\":\"ping\"}", 2),
      ("{\"jsonrpc\":\"2.0\",\"id\":3}", 3), ("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":5}", 4),
      ("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\",\"params\":[]}", 5),
      ("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", nil),
      ("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", nil),
      ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", nil),
    ] as [(String, Int64?)])
  func invalidRequest(text: String, id: Int64?) async throws {
    let shop = try await ShopStore.shared()
    let response = try #require(await Conversation(server: shop.server()).response(text: text))
    #expect(response["error"]?["code"] == .integer(-32600))
    #expect(response["id"] == id.map(JSONValue.integer) ?? .null)
  }

  @Test(
    "An id is repeated as it came, a number or a text", arguments: [JSONValue.integer(-7), .string("a \"b\" \u{202E}")])
  func idIsRepeated(id: JSONValue) async throws {
    let shop = try await ShopStore.shared()
    let response = try await Conversation(server: shop.server()).response(Conversation.request("ping", id: id))
    #expect(response == .object(["jsonrpc": .string("2.0"), "id": id, "result": .object([:])]))
  }

  @Test(
    "Notifications and responses are not answered",
    arguments: [
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"no/such\",\"params\":null}", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"\"}}",
    ])
  func noResponse(text: String) async throws {
    let shop = try await ShopStore.shared()
    #expect(try await Conversation(server: shop.server()).response(text: text) == nil)
  }
}
