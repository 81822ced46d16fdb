import CatalogModel
import CatalogQuery
import CatalogService
import Synchronization
import Testing

@testable import ModelContext

@Suite("Questions without an answer")
struct ToolFaultTests {
  @Test(
    "A wrong argument is named, with what is accepted",
    arguments: [
      ("search", ["limit": .integer(0)], "The argument limit is no whole number from 1 to 50: 0."),
      ("search", ["limit": .string("5")], "The argument limit is no whole number from 1 to 50: \"5\"."),
      ("search", ["limit": .number(5.5)], "The argument limit is no whole number from 1 to 50: 5.5."),
      ("search", ["query": .integer(5)], "The argument query is no string: 5."),
      ("search", ["country": .string("DE")], "search has no argument country."),
      ("search", ["market": .string("Germany")], "Germany is not a market"),
      ("search", ["segment": .string("vip")], "none of commercial, education, government, nonprofit"),
      ("search", ["term": .string("often")], "is not a term length"),
      ("search", ["cursor": .string("nonsense")], "The cursor is none of this tool. Call again without it."),
      ("show", [:], "show needs the argument item."), ("show", ["item": .null], "show needs the argument item."),
      ("show", ["item": .string("  ")], "The argument item is blank"),
      ("show", ["item": .string("no such thing at all")], "search finds ids by words."),
      ("changes", ["since": .string("yesterday")], "Write 24h, 7d, or a time of ISO 8601."),
      ("changes", ["cursor": .string("x")], "The cursor is none of this tool."),
      ("check_ids", ["ids": .array([])], "has not 1 to 1000 texts"),
      ("check_ids", ["ids": .array([.integer(1)])], "is no text"),
      ("status", ["cursor": .string("-1")], "The cursor is none of this tool."),
      ("can_buy", ["customer": .string("nobody")], "Ask the person which customer is meant."),
      ("can_buy", ["customer": .string("contoso"), "all": .string("yes")], "is neither true nor false"),
      ("can_buy", ["customer": .string(String(repeating: "x", count: 1_001))], "is longer than 1000 bytes"),
    ] as [(String, [String: JSONValue], String)])
  func argument(tool: String, arguments: [String: JSONValue], message: String) async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server()).result(tool, arguments)
    #expect(result.isError)
    #expect(result.structured == nil)
    #expect(result.text.contains(message), "\(result.text)")
  }

  @Test("A whole number may be written with a fraction of zero, and null leaves an argument out")
  func tolerated() async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server())
      .result("search", ["limit": .number(3), "market": .null, "query": .string("widget")])
    #expect(try result.rows().count == 3)
  }

  @Test("Customers of one name are listed")
  func ambiguous() async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server()).result("can_buy", ["customer": .string("fabrikam")])
    #expect(result.isError)
    #expect(
      result.text.hasSuffix(
        """
        They are:
        Fabrikam One | fabrikamone.example | 22222222-2222-2222-2222-222222222222
        Fabrikam Two | fabrikamtwo.example | 33333333-3333-3333-3333-333333333333
        """))
  }

  @Test(
    "Without access to customers their tools stay listed, and refuse",
    arguments: ["can_buy", "resolve", "why_not"])
  func closed(tool: String) async throws {
    let shop = try await ShopStore.shared()
    let conversation = Conversation(server: try shop.server(), access: ServiceAccess(scopes: [.catalog]))
    let list = try await conversation.response(Conversation.request("tools/list"))
    let open = try await Conversation(server: shop.server()).response(Conversation.request("tools/list"))
    #expect(list == open)
    let result = try await conversation.result(tool, ["customer": .string("contoso"), "item": .string("x")])
    #expect(result.isError)
    #expect(result.text.hasPrefix("\(tool) is closed: this connection may not read customers."))
    #expect(!result.text.contains("Contoso"))
  }

  @Test("A catalog that is not there yet is an answer, and is opened once it is")
  func missingCatalog() async throws {
    let shop = try await ShopStore.shared()
    let isThere = Flag()
    let server = ModelContextServer(version: "1") {
      guard isThere.value else { return CatalogReads(try CatalogPool(path: shop.path + ".none"), isLimited: false) }
      return CatalogReads(try CatalogPool(path: shop.path), isLimited: false)
    }
    let missing = try await Conversation(server: server).result("status")
    #expect(missing.isError)
    #expect(missing.text.hasPrefix("There is no catalog yet."))
    #expect(!missing.text.contains(shop.path))
    isThere.value = true
    #expect(try await !Conversation(server: server).result("status").isError)
  }
}

/// A flag that a test sets while others read it.
private final class Flag: Sendable {
  private let state = Mutex(false)
  var value: Bool {
    get { state.withLock(\.self) }
    set { state.withLock { $0 = newValue } }
  }
}
