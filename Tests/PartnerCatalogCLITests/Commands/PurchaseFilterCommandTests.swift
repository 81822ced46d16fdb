import CatalogQuery
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("The filters of can-buy, its facets and its pages")
struct PurchaseFilterCommandTests {
  private static let contoso = "contoso.onmicrosoft.com"

  private func program() async throws -> Program {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    return program
  }

  private func answer(_ program: Program, _ arguments: [String]) throws -> [String: Any] {
    let result = try program.run(arguments + ["--json"])
    #expect(result.status < 2, "\(result.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  /// The flag of each facet, and a value that some items of the demo have.
  private static let flags: [SearchFacet: (flag: String, value: String)] = [
    .market: ("--market", "US"), .segment: ("--segment", "education"), .productType: ("--type", "software"),
    .publisher: ("--publisher", "microsoft"), .term: ("--term", "P1Y"), .billingCycle: ("--billing", "monthly"),
    .reservationScope: ("--scope", "none"), .trial: ("--trial", "false"), .prerequisite: ("--prerequisite", "none"),
    .currency: ("--currency", "USD"), .purchasable: ("--purchasable", "true"),
  ]

  @Test(
    "Every facet has a flag in search and in can-buy, which keeps or excludes its value",
    arguments: SearchFacet.allCases)
  func everyFacet(facet: SearchFacet) async throws {
    let program = try await program()
    let (flag, value) = try #require(Self.flags[facet])
    for command in [["search", "", "--items", "--limit", "0"], ["can-buy", Self.contoso, "--all", "--limit", "0"]] {
      func total(_ filter: [String]) throws -> Int {
        try #require(try answer(program, command + filter)["total"] as? Int)
      }
      let kept = try total([flag, value])
      #expect(kept > 0)
      #expect(kept + (try total([flag, "not:\(value)"])) == (try total([])))
    }
    // No item has this value, where the option takes any.
    guard ![.market, .term, .trial, .purchasable].contains(facet) else { return }
    for command in [["search", "", "--items"], ["can-buy", Self.contoso, "--all"]] {
      #expect(try answer(program, command + [flag, "xyzzy"])["total"] as? Int == 0)
    }
  }

  @Test("--json has the keys of the contract, and counts what it lists")
  func json() async throws {
    let answer = try answer(try await program(), ["can-buy", Self.contoso, "server", "--limit", "2"])
    #expect(
      Set(answer.keys) == [
        "customer", "total", "items", "marketReading", "suggestion", "facets", "isPartial", "next",
      ])
    let facets = try #require(answer["facets"] as? [String: [String: Int]])
    #expect(facets["market"] == ["US": try #require(answer["total"] as? Int)])
    let search = try self.answer(try await program(), ["search", "server", "--market", "US", "--items"])
    #expect(Set(facets.keys) == Set(try #require(search["facets"] as? [String: Any]).keys))
  }

  @Test("--after continues a page without gap or overlap; a place of search is a usage error")
  func pages() async throws {
    let program = try await program()
    func ids(_ answer: [String: Any]) -> [String] {
      (answer["items"] as? [[String: Any]] ?? []).compactMap { $0["catalogItemId"] as? String }
    }
    for question in [["can-buy", Self.contoso, "server"], ["can-buy", Self.contoso, "", "--all"]] {
      let whole = ids(try answer(program, question + ["--limit", "9"]))
      var joined: [String] = []
      var after: [String] = []
      while joined.count < whole.count {
        let page = try answer(program, question + ["--limit", "2"] + after)
        joined += ids(page)
        guard let next = page["next"] as? String else { break }
        after = ["--after", next]
      }
      #expect(whole.count > 2)
      #expect(Array(joined.prefix(whole.count)) == whole)
    }
    let place = try #require(try answer(program, ["search", "server", "--limit", "1"])["next"] as? String)
    let wrong = try program.run("can-buy", Self.contoso, "server", "--after", place)
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("is not a page position"))
  }

  @Test("Partial matches come with --partial, marked, and with exit 1; without it their number is told")
  func partial() async throws {
    let program = try await program()
    let question = ["can-buy", Self.contoso, "sql server xyzzyplugh"]
    let without = try program.run(question)
    #expect(without.status == 1)
    #expect(without.errors.contains("Nothing Contoso can buy matches every word; "))
    #expect(without.errors.contains(" in part: add --partial."))
    let with = try program.run(question + ["--partial"])
    #expect(with.status == 1)
    #expect(with.output.contains("[without xyzzyplugh] "))
    #expect(with.errors.contains("Nothing Contoso can buy matches every word; the rows are the closest matches.\n"))
    let json = try answer(program, question + ["--partial"])
    #expect(json["isPartial"] as? Bool == true)
    let items = try #require(json["items"] as? [[String: Any]])
    #expect(!items.isEmpty && items.allSatisfy { $0["missing"] as? [String] == ["xyzzyplugh"] })
    let streamed = try program.run(question + ["--partial", "--ndjson"])
    #expect(streamed.status == 1)
    #expect(streamed.output.split(separator: "\n").count == json["total"] as? Int)
    #expect(try program.run(question + ["--partial", "--csv"]).errors.contains("closest matches"))
  }

  @Test("Where only blocked items match, their number is told")
  func blocked() async throws {
    let program = try await program()
    let question = ["can-buy", Self.contoso, "", "--segment", "education"]
    let total = try #require(try answer(program, question + ["--all"])["total"] as? Int)
    let result = try program.run(question)
    #expect(result.status == 1)
    #expect(result.errors.contains("\(total) blocked items match: add --all.\n"))
  }
}
