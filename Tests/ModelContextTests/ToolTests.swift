import CatalogModel
import CatalogService
import Foundation
import Testing

@testable import ModelContext

@Suite("Answers of tools")
struct ToolTests {
  /// Each tool with a question that has an answer.
  static let questions: [(tool: String, arguments: [String: JSONValue])] = [
    ("search", ["query": .string("microsoft 365"), "market": .string("DE")]), ("search", [:]),
    ("search", ["query": .string("no such thing")]),
    ("search", ["query": .string("widget"), "term": .string("1 year"), "billing": .string("Annual")]),
    ("can_buy", ["customer": .string("contoso"), "query": .string("365")]),
    ("can_buy", ["customer": .string("fabrikamone.example"), "all": .bool(true), "limit": .integer(50)]),
    ("can_buy", ["customer": .string("contoso"), "query": .string("CFQ7TTC0LFLX:0001:AAAAAAAAAAA0")]),
    ("resolve", ["customer": .string("contoso"), "item": .string("Microsoft 365 E3")]),
    (
      "resolve",
      [
        "customer": .string("contoso"), "item": .string("CFQ7TTC0LFLX:0001"), "term": .string("P1Y"),
        "quantity": .integer(5),
      ]
    ),
    ("resolve", ["customer": .string("contoso"), "item": .string("no such thing")]),
    ("why_not", ["customer": .string("contoso"), "item": .string("DZH318Z0GONE:0001:DDDDDDDDDDD1")]),
    ("show", ["item": .string("CFQ7TTC0LFLX"), "market": .string("DE")]), ("show", ["item": .string("DZH318Z0GONE")]),
    ("changes", ["since": .string("1000d"), "kind": .string("reissued")]), ("changes", [:]),
    (
      "check_ids",
      [
        "ids": .array([
          .string("CFQ7TTC0LFLX:0001:AAAAAAAAAAA0"), .string("CFQ7TTC0LFLX:0001:AAAAAAAAAAA1"),
          .string("DZH318Z0GONE:0001:DDDDDDDDDDD1"), .string("nonsense"),
        ])
      ]
    ),
    ("what_is", ["query": .string("SPE_E3")]), ("what_is", ["query": .string("zzz")]), ("status", [:]),
    ("status", ["market": .string("US")]),
  ]

  @Test("Structured content keeps to the schema that the list promises", arguments: questions)
  func schemas(question: (tool: String, arguments: [String: JSONValue])) async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server()).result(question.tool, question.arguments)
    #expect(!result.isError, "\(result.text)")
    let schema = try #require(Tool.named(question.tool)?.outputSchema)
    guard case .object(let promised)? = schema["properties"] else { throw ExpectationFailure("no properties") }
    for name in promised.keys { #expect(result.structured?[name] != nil, "\(name)") }
    #expect(SchemaCheck.faults(try #require(result.structured), schema) == [])
  }

  @Test("The lines have every fact of the structured content", arguments: questions)
  func sameFacts(question: (tool: String, arguments: [String: JSONValue])) async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server()).result(question.tool, question.arguments)
    func check(_ value: JSONValue, _ path: String) {
      switch value {
      case .string(let text) where !text.isEmpty && !path.hasSuffix("message"):
        // Lines have times to the minute.
        let fact = text.replacing(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\dZ$/) { "\($0.1)Z" }
        #expect(result.text.contains(fact), "\(question.tool) \(path): \(text) is not in:\n\(result.text)")
      case .array(let elements): for element in elements { check(element, path) }
      case .object(let members): for (name, member) in members { check(member, "\(path).\(name)") }
      default: break
      }
    }
    check(try #require(result.structured), "$")
  }

  @Test("The first lines tell the total, the state of the market and its age")
  func head() async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    let complete = try await conversation.result("search", ["query": .string("365"), "market": .string("DE")])
    var lines = complete.text.split(separator: "\n")
    #expect(lines[0] == "2 hits; catalog of 2026-02-28T23:00Z.")
    #expect(lines[1].hasPrefix("DE: complete, read "))
    #expect(lines[1].hasSuffix("ago (2026-02-28T23:00Z). Absence counts only in complete markets: here it does."))
    #expect(complete.text("asOf") == "2026-02-28T23:00:00Z")
    #expect(complete.structured?["marketReading"]?["state"] == .string("complete"))

    let partial = try await conversation.result("search", ["query": .string("365"), "market": .string("us")])
    lines = partial.text.split(separator: "\n")
    #expect(lines[1].contains("US: partial"))
    #expect(lines[1].hasSuffix("Absence counts only in complete markets: not here."))

    let unread = try await conversation.result("search", ["query": .string("365"), "market": .string("JP")])
    #expect(unread.text.contains("JP: never read. Absence counts only in complete markets: not here."))
    #expect(unread.structured?["marketReading"] == .null)
  }

  @Test("A hit is one line, with the id, title, market, segment, terms, currency and confirmation")
  func hit() async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server())
      .result("search", ["query": .string("CFQ7TTC0LFLX:0001"), "market": .string("DE")])
    #expect(
      result.text.split(separator: "\n").last
        == "CFQ7TTC0LFLX:0001:AAAAAAAAAAA1 | Microsoft 365 E3 | DE commercial | P1M monthly, P1Y annual | EUR | confirmed 2026-02-28T23:00Z"
    )
  }

  @Test("Without a market a SKU is one hit, with the number of its markets")
  func bySKU() async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server()).result("search", ["query": .string("microsoft 365 e3")])
    let rows = try result.rows()
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0["markets"] == .integer(2) })
    #expect(result.text.contains("2 markets: partial"))
    #expect(result.text.contains("not complete: US"))
  }

  @Test("Cursors lead through all hits, each once", arguments: [nil, "DE"], [1, 7, 50])
  func paging(market: String?, limit: Int64) async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    var arguments: [String: JSONValue] = ["query": .string("widget"), "limit": .integer(limit)]
    arguments["market"] = market.map(JSONValue.string)
    var titles: [String] = []
    var pages = 0
    repeat {
      let page = try await conversation.result("search", arguments)
      titles += try page.rows().compactMap { $0["title"]?.text }
      arguments["cursor"] = page.structured?["next"]
      pages += 1
    } while arguments["cursor"] != .null && pages < 100
    #expect(titles.count == 60)
    #expect(Set(titles).count == 60)
  }

  @Test(
    "Counted answers continue at their cursor",
    arguments: [
      ("can_buy", "items", ["customer": .string("contoso"), "limit": .integer(9)]),
      ("changes", "changes", ["limit": .integer(50)]),
      (
        "check_ids", "ids",
        ["limit": .integer(2), "ids": .array((0..<7).map { .string("CFQ7TTC0LFLX:000\($0)") })]
      ),
    ] as [(String, String, [String: JSONValue])])
  func counted(tool: String, rows name: String, arguments: [String: JSONValue]) async throws {
    let shop = try await ShopStore.shared()
    let conversation = try Conversation(server: shop.server())
    var (arguments, rows, pages) = (arguments, [JSONValue](), 0)
    repeat {
      let page = try await conversation.result(tool, arguments)
      #expect(!page.isError, "\(page.text)")
      rows += try page.rows(name)
      if page.structured?["next"] != .null { #expect(page.text.contains("More: call again with cursor ")) }
      arguments["cursor"] = page.structured?["next"]
      pages += 1
    } while arguments["cursor"] != .null && pages < 100
    #expect(pages > 1 && pages < 100)
    #expect(Set(rows).count == rows.count)
  }

  @Test(
    "Ten hits are short, as lines and as JSON",
    arguments: [
      ("search", ["query": .string("widget"), "market": .string("DE")]), ("search", ["query": .string("widget")]),
      ("can_buy", ["customer": .string("contoso"), "query": .string("widget")]),
    ] as [(String, [String: JSONValue])])
  func sizes(tool: String, arguments: [String: JSONValue]) async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server()).result(tool, arguments)
    #expect(try result.rows().count == 10)
    // Measured with o200k_base: such lines have at least 2.2 characters a token, such JSON 2.5.
    #expect(result.text.count <= 700 * 2)
    // A verdict a row more.
    let most = tool == "can_buy" ? 1_100 : 1_000
    #expect(try #require(result.structured).canonicalText.count <= most * 5 / 2)
  }

  @Test("What all rows have in common is one line, and a row keeps what is its own")
  func shared() async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server())
      .result("search", ["query": .string("widget"), "market": .string("DE")])
    let lines = result.text.split(separator: "\n").map(String.init)
    let common = try #require(lines.first { $0.hasPrefix("All of these: ") })
    #expect(common.contains("EUR") && common.contains("confirmed "))
    for row in try result.rows() {
      guard case .string(let id)? = row["catalogItemId"], case .string(let title)? = row["title"] else {
        Issue.record("a row has no id or title: \(row)")
        continue
      }
      let line = try #require(lines.first { $0.hasPrefix(id) })
      #expect(line.contains(title) && !line.contains("confirmed "))
    }
  }

  @Test("A row with another time of confirmation than most says so; rows that would be empty keep their lines")
  func otherTime() {
    func rows(_ minutes: [Double], hasOwn: Bool = true) -> [AnswerRow] {
      minutes.enumerated().map { number, minute in
        var row = AnswerRow()
        if hasOwn { row.add("id", "\(number)") }
        row.add(confirmedAt: ShopStore.read.addingTimeInterval(60 * minute))
        row.add("verdict", "purchasable")
        return row
      }
    }
    #expect(
      AnswerRow.lines(rows([1, 0, 0, 0.5])) == [
        "All of these: purchasable | confirmed 2026-02-28T23:00Z unless a line says otherwise",
        "0 | confirmed 2026-02-28T23:01Z", "1", "2", "3",
      ])
    #expect(
      AnswerRow.lines(rows([0, 0])) == ["All of these: confirmed 2026-02-28T23:00Z | purchasable", "0", "1"])
    #expect(AnswerRow.lines(rows([0, 0], hasOwn: false)).count == 2)
    #expect(AnswerRow.lines(rows([0])) == rows([0]).map(\.line) && AnswerRow.lines([]).isEmpty)
  }

  @Test("An answer that would be too long is cut, with a cursor")
  func cut() async throws {
    let shop = try await ShopStore.shared()
    let ids = (0..<200).map { JSONValue.string("\(String(repeating: "x", count: 900))\($0)") }
    let result = try await Conversation(server: shop.server())
      .result("check_ids", ["ids": .array(ids), "limit": .integer(50)])
    #expect(!result.isError)
    #expect(result.text.utf8.count <= ToolAnswer.largest)
    #expect(try #require(result.structured).canonicalText.utf8.count <= ToolAnswer.largest)
    let rows = (0..<50).map { number in
      var row = AnswerRow()
      row.add("id", String(repeating: "y", count: 1_000) + String(number))
      return row
    }
    #expect(ToolAnswer.fitting(rows) < 15)
    #expect(ToolAnswer.fitting([rows[0]], beside: 100_000) == 1)
  }

  @Test("What became of ids: current, reissued, removed, unknown")
  func checkIDs() async throws {
    let shop = try await ShopStore.shared()
    let question = try #require(Self.questions.first { $0.tool == "check_ids" })
    let result = try await Conversation(server: shop.server()).result("check_ids", question.arguments)
    let rows = try result.rows("ids")
    #expect(rows.map { $0["state"]?.text } == ["reissued", "current", "removed", "unknown"])
    #expect(rows[0]["now"] == .string("CFQ7TTC0LFLX:0001:AAAAAAAAAAA1"))
    #expect(rows[0]["markets"]?.texts == ["DE", "US"])
  }

  @Test("A missing choice names the argument that makes it")
  func missingChoice() async throws {
    let shop = try await ShopStore.shared()
    let result = try await Conversation(server: shop.server())
      .result("resolve", ["customer": .string("contoso"), "item": .string("CFQ7TTC0LFLX")])
    #expect(result.text("outcome") == "choiceMissing")
    #expect(result.structured?["item"] == .null)
    #expect(result.text.contains("call again with its id as item"))
    #expect(try result.rows("choices").count == 2)
  }
}
