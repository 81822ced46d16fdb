import CatalogQuery
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Questions to a store")
struct ReadingCommandTests {
  private func program() async throws -> Program {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    return program
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("search: exit 0 with hits, 1 without, the same object either way")
  func search() async throws {
    let program = try await program()
    let found = try program.run("search", "", "--market", "us", "--limit", "2", "--json")
    #expect(found.status == 0)
    #expect(found.errors.isEmpty)
    let answer = try object(found.output)
    #expect(answer["market"] as? String == "US")
    #expect((answer["items"] as? [Any])?.count == 2)
    let none = try program.run("search", "xyzzyplugh", "--json")
    #expect(none.status == 1)
    #expect(
      none.output == """
        {
          "query": "xyzzyplugh",
          "market": null,
          "total": 0,
          "items": [],
          "facets": {
            "billingCycle": {},
            "currency": {},
            "market": {},
            "prerequisite": {},
            "productSubType": {},
            "productType": {},
            "publisher": {},
            "reservationScope": {},
            "segment": {},
            "term": {},
            "trial": {}
          },
          "isPartial": false,
          "suggestion": null,
          "next": null
        }

        """)
    let human = try program.run("search", "xyzzyplugh")
    #expect((human.status, human.output, human.errors) == (1, "", "Nothing matches “xyzzyplugh”.\n"))
  }

  @Test("Words need no quotes, wherever a text is asked for")
  func unquoted() async throws {
    let program = try await program()
    func same(_ words: [String], _ quoted: String, before: [String], after: [String] = []) throws {
      let together = try program.run(before + [quoted] + after)
      let apart = try program.run(before + words + after)
      #expect(apart.status == together.status)
      // A second may pass between the two.
      let age = /"ageSeconds": \d+/
      #expect(apart.output.replacing(age, with: "") == together.output.replacing(age, with: ""))
      #expect(apart.errors == together.errors)
    }
    try same(["sql", "server"], "sql server", before: ["search"], after: ["--market", "US", "--json"])
    try same(["sql", "server"], "sql server", before: ["can-buy", "contoso.onmicrosoft.com"], after: ["--json"])
    try same(["sql", "server"], "sql server", before: ["resolve", "contoso.onmicrosoft.com"], after: ["--json"])
    let item = try object(program.run("search", "sql", "server", "--market", "US", "--limit", "1", "--json").output)
    let first = try #require((item["items"] as? [[String: Any]])?.first)
    let (product, sku) = (try #require(first["productId"] as? String), try #require(first["skuId"] as? String))
    try same([product, sku], "\(product):\(sku)", before: ["why-not", "contoso.onmicrosoft.com"])
  }

  @Test("Partial matches are announced before the table, and a page's end names no position")
  func partialFirst() async throws {
    let program = try await program()
    let partial = try program.run("search", "server", "xyzzyplugh", "--market", "US", "--limit", "1")
    #expect(partial.status == 0)
    #expect(partial.output.hasPrefix("No item matches every word. Closest matches:\n\nCatalogItemId"))
    let page = try program.run("search", "microsoft", "--market", "US", "--limit", "1")
    #expect(page.status == 0)
    #expect(page.errors.contains(" More: --offset 1"))
    #expect(!page.errors.contains("--after"))
  }

  @Test("A refused cart line leaves standard output empty, and says why on standard error")
  func refusedCartLine() async throws {
    let program = try await program()
    let refused = try program.run("resolve", "contoso.onmicrosoft.com", "server", "--cart-line")
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(!refused.errors.isEmpty)
    let described = try program.run("resolve", "contoso.onmicrosoft.com", "server", "--cart-line", "--json")
    #expect(try object(described.output)["outcome"] as? String != "resolved")
  }

  @Test("Lists come in every form, and only one at a time")
  func forms() async throws {
    let program = try await program()
    let csv = try program.run("search", "", "--limit", "3", "--csv")
    #expect(csv.output.hasPrefix("catalogItemId,productId,skuId,availabilityId,market,segment,"))
    #expect(csv.output.split(separator: "\r\n").count == 4)
    let lines = try program.run("search", "", "--limit", "3", "--ndjson").output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(try lines.allSatisfy { try object(String($0))["catalogItemId"] is String })
    let both = try program.run("search", "", "--csv", "--ndjson")
    #expect((both.status, both.output, both.errors) == (64, "", "error: Give one of --json, --csv and --ndjson.\n"))
  }

  @Test("The table is what the library answers, and fits the width it is given")
  func table() async throws {
    let catalog = try Catalog(path: try await DemoStore.path(), now: { DemoStore.readAt.addingTimeInterval(7200) })
    let result = try catalog.search("", SearchOptions(market: "US", limit: 2))
    let program = try await program()
    let text = SearchTable.text(result, console: Console(width: 60))
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 60 })
    #expect(lines[0].hasPrefix("CatalogItemId"))
    for item in result.items {
      let row = try #require(lines.firstIndex { $0.hasPrefix(item.catalogItemID.rawValue) })
      let shown = lines[row...].prefix(4).joined(separator: " ").split(separator: " ").joined(separator: " ")
      #expect(item.item.displayTitle.split(separator: " ").allSatisfy { shown.contains($0) })
    }
    #expect(
      try program.run("search", "", "--market", "US", "--limit", "2").output.contains(
        result.items[0].item.displayTitle)
    )
  }

  @Test("can-buy: an unknown customer and an ambiguous one are exit 1; candidates are listed")
  func customers() async throws {
    let program = try await program()
    let unknown = try program.run("can-buy", "nobody")
    #expect(unknown.status == 1)
    #expect(unknown.errors.hasPrefix("error: No customer matches “nobody”."))
    let several = try program.run("can-buy", "contoso", "--json").status
    let ambiguous = try program.run("can-buy", "o")
    #expect(ambiguous.status == 1)
    #expect(ambiguous.output.isEmpty)
    #expect(ambiguous.errors.contains("contoso.onmicrosoft.com  Contoso\n"))
    #expect([0, 1].contains(several))
    let answer = try object(try program.run("can-buy", "o", "--json").output)
    #expect((answer["error"] as? [String: Any])?["code"] as? String == "customerAmbiguous")
    #expect((answer["candidates"] as? [Any])?.isEmpty == false)
  }

  @Test("can-buy: items with verdicts; too old an answer is printed all the same, with exit 5")
  func canBuy() async throws {
    let program = try await program()
    let answer = try program.run("can-buy", "contoso.onmicrosoft.com", "--json", "--all", "--limit", "3")
    #expect(answer.status == 0)
    let items = try #require(try object(answer.output)["items"] as? [[String: Any]])
    #expect(items.count == 3)
    #expect(items.allSatisfy { $0["verdict"] is String && $0["reasons"] is [Any] && $0["steps"] is [Any] })
    let stale = try program.run(
      "can-buy", "contoso.onmicrosoft.com", "--json", "--all", "--limit", "3", "--max-age", "1s")
    #expect(stale.status == 5)
    #expect((try object(stale.output)["items"] as? [Any])?.count == 3)
    #expect(stale.errors.hasPrefix("warning: The answer is up to "))
    #expect(try program.run("can-buy", "contoso.onmicrosoft.com", "--max-age", "9999d").status == 0)
    #expect(try program.run("can-buy", "contoso.onmicrosoft.com", "xyzzyplugh").status == 1)
  }

  @Test("show and why-not find by any form of id, and say where an id was never seen")
  func items() async throws {
    let program = try await program()
    let catalog = try Catalog(path: try await DemoStore.path())
    let item = try #require(try catalog.search("", SearchOptions(market: "US", limit: 1)).items.first)
    for id in [item.productID.rawValue, item.sku.description, item.catalogItemID.rawValue] {
      let shown = try program.run("show", id, "--json")
      #expect(shown.status == 0)
      #expect(try object(shown.output)["productId"] as? String == item.productID.rawValue)
      #expect(try program.run("why-not", "contoso.onmicrosoft.com", id).status == 0)
    }
    let never = try program.run("show", "NOSUCHTHING1", "--market", "DE")
    #expect(never.status == 1)
    #expect(
      never.errors
        == "error: Unknown ID NOSUCHTHING1 in DE. `partner-catalog search` finds items by words.\n")
    #expect(try program.run("why-not", "contoso.onmicrosoft.com", "NOSUCHTHING1").status == 1)
    #expect(try program.run("show", "a b").status == 1)
  }

  @Test("changes: none is exit 0")
  func changes() async throws {
    let program = try await program()
    let none = try program.run("changes", "--since", "2026-01-01", "--json")
    #expect((none.status, none.output) == (0, "{\n  \"total\": 0,\n  \"changes\": []\n}\n"))
    let human = try program.run("changes")
    #expect((human.status, human.output, human.errors) == (0, "", "No changes.\n"))
  }

  @Test("markets, customers and status tell what the store holds")
  func overview() async throws {
    let program = try await program()
    let markets = try object(try program.run("markets", "--json").output)
    #expect((markets["markets"] as? [[String: Any]])?.map { $0["market"] as? String } == ["DE", "US"])
    let customers = try program.run("customers", "contoso.onmicrosoft.com", "--csv")
    #expect(customers.status == 0)
    #expect(
      customers.output.hasPrefix(
        "id,name,domain,market,qualifications,agreements,unknown,domains,relationshipEndedAt\r\n"))
    #expect(customers.output.contains(",Contoso,contoso.onmicrosoft.com,"))
    #expect(try program.run("customers", "nobody").status == 1)
    let status = try object(try program.run("status", "--json").output)
    #expect((status["source"] as? [String: Any])?["tenant"] as? String == "sample")
    #expect((status["runs"] as? [[String: Any]])?.count == 1)
  }
}
