import CatalogModel
import CatalogService
import SeededRandom
import Testing

@testable import ModelContext

@Suite("Messages by chance")
struct FuzzTests {
  /// Parts that messages are made of, right and wrong.
  private static let words = [
    "jsonrpc", "2.0", "id", "method", "params", "name", "arguments", "_meta", "tools/call", "tools/list", "initialize",
    "server/discover", "ping", "search", "can_buy", "resolve", "why_not", "show", "changes", "check_ids", "what_is",
    "status", "query", "item", "customer", "contoso", "market", "DE", "limit", "cursor", "ids", "since", "7d", "next",
    "io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientCapabilities", "2026-07-28", "2025-11-25",
    "notifications/cancelled", "requestId", "CFQ7TTC0LFLX:0001", "widget", "\u{E0041}\u{202E}", "", "r-1-2-3", "t-1-US",
    "99999999999999999999", "\u{0}", "NaN", "-1", "AzurePlan", "P1Y", "kind", "reissued",
  ]

  private static func value(_ random: inout SplitMix64, depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0..<(depth > 4 ? 5 : 9), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer([0, 1, -1, 10, 50, .max, .min].randomElement(using: &random) ?? 0)
    case 3: return .number([0.5, -1e308, 1e-308, 3].randomElement(using: &random) ?? 0)
    case 4, 5: return .string(words.randomElement(using: &random) ?? "")
    case 6: return .array((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(&random, depth: depth + 1) })
    default:
      var members: [String: JSONValue] = [:]
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        members[words.randomElement(using: &random) ?? ""] = value(&random, depth: depth + 1)
      }
      return .object(members)
    }
  }

  /// A message that is nearly right.
  private static func message(_ random: inout SplitMix64) -> JSONValue {
    var members: [String: JSONValue] = ["jsonrpc": .string("2.0"), "id": .integer(1)]
    let tool = Tool.all.randomElement(using: &random) ?? .status
    var arguments: [String: JSONValue] = [:]
    for argument in tool.arguments where Int.random(in: 0..<3, using: &random) > 0 {
      arguments[argument.name] = value(&random, depth: 4)
    }
    members["method"] = .string(Int.random(in: 0..<8, using: &random) > 0 ? "tools/call" : "tools/list")
    var parameters: [String: JSONValue] = ["name": .string(tool.name), "arguments": .object(arguments)]
    if Bool.random(using: &random) { parameters["_meta"] = Conversation.metadata }
    members["params"] = .object(parameters)
    if Int.random(in: 0..<4, using: &random) == 0 {
      members[words.randomElement(using: &random) ?? ""] = value(&random)
    }
    return Int.random(in: 0..<6, using: &random) == 0 ? value(&random) : .object(members)
  }

  @Test("Any message is answered as JSON-RPC has it, or not at all", arguments: [1, 2, 3] as [UInt64])
  func anyMessage(seed: UInt64) async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    var random = SplitMix64(seed: seed)
    for _ in 0..<700 {
      var bytes = Array(Self.message(&random).canonicalText.utf8)
      if Int.random(in: 0..<3, using: &random) == 0 {
        for _ in 0..<Int.random(in: 1..<6, using: &random) where !bytes.isEmpty {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0..<3, using: &random) {
          case 0: bytes[place] = .random(in: 0...255, using: &random)
          case 1: bytes.remove(at: place)
          default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
          }
        }
      }
      try check(await conversation.server.response(to: bytes, access: conversation.access), bytes)
      let reply = try #require(
        await ModelContextEndpoint(conversation.server)
          .reply(to: ServiceRequest(method: "POST", path: "/mcp", body: bytes), access: conversation.access))
      #expect([200, 202, 400, 404].contains(reply.status))
      try check(reply.status == 202 ? nil : reply.body, bytes)
    }
  }

  private func check(_ response: [UInt8]?, _ asked: [UInt8]) throws {
    guard let response else { return }
    let value = try Conversation.read(response)
    guard case .object(let members) = value else { throw ExpectationFailure("no object: \(value)") }
    let about = String(decoding: asked, as: UTF8.self)
    #expect(members["jsonrpc"] == .string("2.0"))
    #expect(members["id"] != nil)
    #expect((members["result"] == nil) != (members["error"] == nil), "\(about)")
    if let error = members["error"] {
      #expect(error["code"]?.text.flatMap { Int($0) }.flatMap(ProtocolError.Code.init) != nil, "\(about)")
      #expect(error["message"]?.text != nil)
    } else if let content = members["result"]?["content"], case .array(let blocks) = content {
      #expect(blocks.count == 1)
      #expect((members["result"]?["structuredContent"] == nil) == (members["result"]?["isError"] == .bool(true)))
    }
  }
}
