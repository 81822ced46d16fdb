import CatalogModel
import CatalogService
import Foundation
import ModelContext
import Testing

/// Asks a server as clients of both eras do.
struct Conversation {
  var server: ModelContextServer
  var access = ServiceAccess()

  /// The members that every request of 2026-07-28 carries.
  static let metadata: JSONValue = .object([
    "io.modelcontextprotocol/protocolVersion": .string("2026-07-28"),
    "io.modelcontextprotocol/clientCapabilities": .object([:]),
  ])

  static func request(
    _ method: String, _ parameters: [String: JSONValue] = [:], id: JSONValue = .integer(1), isStateless: Bool = false
  ) -> JSONValue {
    var parameters = parameters
    if isStateless { parameters["_meta"] = metadata }
    return .object([
      "jsonrpc": .string("2.0"), "id": id, "method": .string(method), "params": .object(parameters),
    ])
  }

  static func call(_ tool: String, _ arguments: [String: JSONValue] = [:]) -> [String: JSONValue] {
    ["name": .string(tool), "arguments": .object(arguments)]
  }

  /// The response to a message; `nil` where there is none.
  func response(_ message: JSONValue) async throws -> JSONValue? { try await response(text: message.canonicalText) }

  func response(text: String) async throws -> JSONValue? {
    guard let bytes = await server.response(to: Array(text.utf8), access: access) else { return nil }
    return try Self.read(bytes)
  }

  static func read(_ bytes: [UInt8]) throws -> JSONValue {
    #expect(!bytes.contains(UInt8(ascii: "\n")))
    let text = try #require(String(validating: bytes, as: UTF8.self))
    var reader = JSONReader(text)
    let value = reader.jsonValue()
    let isWhole = reader.isAtEnd
    #expect(isWhole)
    return try #require(value)
  }

  /// The result of a call in the era with `initialize`.
  func result(_ tool: String, _ arguments: [String: JSONValue] = [:]) async throws -> ToolResult {
    let response = try await response(Self.request("tools/call", Self.call(tool, arguments)))
    return try ToolResult(#require(response?["result"]))
  }

  /// Asks over HTTP.
  func post(_ message: JSONValue, _ headers: ServiceHeaders = [:]) async throws -> ServiceReply {
    try await post(text: message.canonicalText, headers)
  }

  func post(text: String, _ headers: ServiceHeaders = [:]) async throws -> ServiceReply {
    let request = ServiceRequest(method: "POST", path: "/mcp", headers: headers, body: Array(text.utf8))
    return try #require(await ModelContextEndpoint(server).reply(to: request, access: access))
  }
}

/// What a tool answered.
struct ToolResult {
  var text: String
  var structured: JSONValue?
  var isError: Bool

  init(_ result: JSONValue) throws {
    guard case .array(let content)? = result["content"], content.count == 1 else {
      throw ExpectationFailure("content is \(result)")
    }
    #expect(content[0]["type"] == .string("text"))
    text = try #require(content[0]["text"]?.text)
    structured = result["structuredContent"]
    isError = result["isError"] == .bool(true)
  }

  /// The rows of the answer.
  func rows(_ name: String = "items") throws -> [JSONValue] {
    guard case .array(let rows)? = structured?[name] else { throw ExpectationFailure("no \(name)") }
    return rows
  }

  func text(_ name: String) -> String? { structured?[name]?.text }
}

struct ExpectationFailure: Error {
  var message: String
  init(_ message: String) { self.message = message }
}
