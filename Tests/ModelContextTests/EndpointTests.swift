import CatalogModel
import CatalogService
import ModelContext
import Testing

@Suite("POST /mcp")
struct EndpointTests {
  private static let stateless: ServiceHeaders = ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"]
  private static let list = Conversation.request("tools/list", isStateless: true)

  private func code(_ reply: ServiceReply) throws -> JSONValue? { try Conversation.read(reply.body)["error"]?["code"] }

  @Test("Answers requests of both eras with JSON and 200")
  func answers() async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    for reply in [
      try await conversation.post(Self.list, Self.stateless),
      try await conversation.post(Conversation.request("tools/list")),
      try await conversation.post(Conversation.request("tools/list"), ["MCP-Protocol-Version": "2025-06-18"]),
      try await conversation.post(
        Conversation.request("initialize", ["protocolVersion": .string("2025-11-25")]),
        ["Mcp-Session-Id": "x", "Last-Event-ID": "7", "Accept": "text/event-stream", "Content-Type": "text/plain"]),
    ] {
      #expect(reply.status == 200)
      #expect(reply.headers["Content-Type"] == "application/json")
      #expect(reply.headers["Mcp-Session-Id"] == nil)
      #expect(try Conversation.read(reply.body)["result"] != nil)
    }
  }

  @Test("Other methods than POST are not allowed", arguments: ["GET", "DELETE", "PUT", "HEAD", "OPTIONS"])
  func otherMethods(method: String) async throws {
    let shop = try await ShopStore.shared()
    let reply = try await ModelContextEndpoint(shop.server())
      .reply(to: ServiceRequest(method: method, path: "/mcp"), access: ServiceAccess())
    #expect(reply?.status == 405)
    #expect(reply?.headers["Allow"] == "POST")
  }

  @Test("Other paths are none of its family", arguments: ["/", "/mcp/", "/MCP", "/api/v1/mcp"])
  func otherPaths(path: String) async throws {
    let shop = try await ShopStore.shared()
    let endpoint = ModelContextEndpoint(try shop.server())
    #expect(await endpoint.reply(to: ServiceRequest(method: "POST", path: path), access: ServiceAccess()) == nil)
    #expect(endpoint.route(of: ServiceRequest(path: path)) == nil)
    #expect(endpoint.route(of: ServiceRequest(path: "/mcp")) == "/mcp")
  }

  @Test("Notifications and responses are accepted without a body")
  func accepted() async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    for text in [
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
    ] {
      let reply = try await conversation.post(text: text, ["MCP-Protocol-Version": "2025-11-25"])
      #expect(reply.status == 202)
      #expect(reply.body.isEmpty)
    }
    let refused = try await conversation.post(
      text: #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, ["MCP-Protocol-Version": "1999-01-01"])
    #expect(refused.status == 400)
  }

  @Test(
    "Messages that break JSON-RPC are bad requests",
    arguments: [("{", -32700), ("[]", -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600)] as [(String, Int64)])
  func brokenMessages(text: String, code: Int64) async throws {
    let shop = try await ShopStore.shared()
    let reply = try await Conversation(server: shop.server()).post(text: text, Self.stateless)
    #expect(reply.status == 400)
    #expect(try self.code(reply) == .integer(code))
  }

  @Test(
    "An unknown revision is a bad request in either era",
    arguments: ["invalid-protocol-version", "2000-01-01", "2099-01-01"])
  func unknownVersion(version: String) async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    let older = try await conversation.post(
      Conversation.request("tools/list"), ["MCP-Protocol-Version": version])
    #expect(older.status == 400)
    let metadata: JSONValue = .object([
      "io.modelcontextprotocol/protocolVersion": .string(version),
      "io.modelcontextprotocol/clientCapabilities": .object([:]),
    ])
    let newer = try await conversation.post(
      Conversation.request("server/discover", ["_meta": metadata]), ["MCP-Protocol-Version": version])
    #expect(newer.status == 400)
    #expect(try code(newer) == .integer(-32022))
    #expect(try Conversation.read(newer.body)["error"]?["data"]?["supported"]?.texts.count == 5)
  }

  @Test("What a request of 2026-07-28 must carry is asked for before its headers")
  func missingMetadata() async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    for metadata: JSONValue? in [
      nil, .object([:]), .object(["io.modelcontextprotocol/clientCapabilities": .object([:])]),
      .object(["io.modelcontextprotocol/protocolVersion": .string("2026-07-28")]),
    ] {
      let reply = try await conversation.post(
        Conversation.request("server/discover", metadata.map { ["_meta": $0] } ?? [:]),
        ["MCP-Protocol-Version": "2026-07-28"])
      #expect(reply.status == 400)
      #expect(try code(reply) == .integer(-32602))
    }
  }

  @Test("Unknown methods are not found in 2026-07-28, and an answer of older revisions")
  func unknownMethods() async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    let newer = try await conversation.post(
      Conversation.request("ping", isStateless: true), ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "ping"])
    #expect(newer.status == 404)
    #expect(try code(newer) == .integer(-32601))
    let older = try await conversation.post(Conversation.request("no/such"))
    #expect(older.status == 200)
    #expect(try code(older) == .integer(-32601))
  }

  @Test(
    "Headers that are missing, differ or are there twice are refused",
    arguments: [
      [:], ["MCP-Protocol-Version": "2026-07-28"], ["Mcp-Method": "tools/list"],
      ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "prompts/list"],
      ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "TOOLS/LIST"],
      ["MCP-Protocol-Version": "2025-11-25", "Mcp-Method": "tools/list"],
      ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list", "mcp-method": "tools/list"],
    ] as [ServiceHeaders])
  func headerMismatch(headers: ServiceHeaders) async throws {
    let shop = try await ShopStore.shared()
    let reply = try await Conversation(server: shop.server()).post(Self.list, headers)
    #expect(reply.status == 400)
    #expect(try code(reply) == .integer(-32020))
  }

  @Test(
    "The name of the tool is repeated in a header, plain or in Base64, with blanks around it",
    arguments: [
      ("status", 200), (" \t status  ", 200), ("=?base64?c3RhdHVz?=", 200), ("=?base64?c3RhdHVz", 400),
      ("=?base64?c3RhdHVzIA?=", 400), ("=?base64?/w==?=", 400), ("=?base64??=", 400), ("=?base64?=", 400),
      ("search", 400), ("STATUS", 400), (nil, 400),
    ] as [(String?, Int)])
  func nameHeader(name: String?, status: Int) async throws {
    let shop = try await ShopStore.shared()
    var headers: ServiceHeaders = ["mcp-protocol-version": "2026-07-28", "MCP-METHOD": "tools/call"]
    headers["Mcp-Name"] = name
    let reply = try await Conversation(server: shop.server())
      .post(Conversation.request("tools/call", Conversation.call("status"), isStateless: true), headers)
    #expect(reply.status == status)
    if status == 400 { #expect(try code(reply) == .integer(-32020)) }
  }

  @Test("A wrong argument is an answer that a model can correct, in both eras")
  func wrongArgument() async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    let headers: ServiceHeaders = [
      "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "show",
    ]
    let newer = try await conversation.post(
      Conversation.request("tools/call", Conversation.call("show"), isStateless: true), headers)
    #expect(newer.status == 200)
    #expect(try Conversation.read(newer.body)["result"]?["isError"] == .bool(true))
    let unknown = try await conversation.post(
      Conversation.request("tools/call", Conversation.call("no_such"), isStateless: true),
      ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "no_such"])
    #expect(unknown.status == 400)
    #expect(try code(unknown) == .integer(-32602))
  }
}
