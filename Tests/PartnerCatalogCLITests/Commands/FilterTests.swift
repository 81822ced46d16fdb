import CatalogJSON
import CatalogQuery
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Values to narrow by")
struct FilterTests {
  private func program() async throws -> Program {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    return program
  }

  /// What was answered, but for how old it is at this moment.
  private func timeless(_ program: Program, _ arguments: [String]) throws -> [Substring] {
    let result = try program.run(arguments + ["--json"])
    #expect(result.status < 2)
    return result.output.split(separator: "\n").filter { !$0.contains("ageSeconds") }
  }

  @Test(
    "A length of a term is read however it is spelled",
    arguments: [
      ("P1Y", "P1Y"), ("p1y", "P1Y"), ("1y", "P1Y"), ("1 year", "P1Y"), ("1-year", "P1Y"), ("1year", "P1Y"),
      ("3yr", "P3Y"), ("3 Years", "P3Y"), ("1m", "P1M"), ("6 months", "P6M"), ("12 months", "P1Y"), ("P12M", "P12M"),
      ("p1y6m", "P1Y6M"), ("not:", nil), ("", nil), ("year", nil), ("1", nil), ("1 core", nil), ("monthly", nil),
      ("1 year 2", nil), ("P", nil), ("one year", nil),
    ] as [(String, String?)])
  func term(text: String, duration: String?) {
    #expect((try? FilterWord.term(text)) == duration)
  }

  @Test("search, can-buy and resolve narrow by a spelled term as by the service's own")
  func spelled() async throws {
    let program = try await program()
    for command in [["search", ""], ["can-buy", "contoso.onmicrosoft.com", ""]] {
      let own = try timeless(program, command + ["--term", "P1Y"])
      #expect(own.contains { $0.contains("catalogItemId") })
      for spelling in ["1y", "1 year", "1yr", "p1y"] {
        #expect(try timeless(program, command + ["--term", spelling]) == own)
      }
    }
    let without = try timeless(program, ["search", "", "--term", "not:P1Y"])
    #expect(try timeless(program, ["search", "", "--term", "not:1 year"]) == without)
    let resolve = ["resolve", "contoso.onmicrosoft.com", "server", "--term"]
    #expect(try timeless(program, resolve + ["1 year"]) == timeless(program, resolve + ["P1Y"]))
  }

  @Test(
    "What can name nothing is a usage error, and says what is accepted",
    arguments: [
      (["search", "", "--trial", "maybe"], "neither true nor false"),
      (["search", "", "--purchasable", "yes"], "neither true nor false"),
      (["search", "", "--term", "soon"], "P1Y, 1y, 3yr, \"1 year\""),
      (["search", "", "--segment", "not:"], "the value is empty"),
      (["search", "", "--type", ""], "the value is empty"),
      (["search", "", "--publisher", " "], "the value is empty"),
      (["search", "", "--billing", ""], "the value is empty"),
      (["search", "", "--scope", "not:"], "the value is empty"),
      (["search", "", "--currency", ""], "the value is empty"),
      (["search", "", "--prerequisite", ""], "the value is empty"),
      (["can-buy", "x", "--term", "soon"], "P1Y, 1y, 3yr, \"1 year\""),
      (["can-buy", "x", "--segment", ""], "the value is empty"),
      (["can-buy", "x", "--currency", ""], "the value is empty"),
      (["resolve", "x", "y", "--term", "soon"], "P1Y, 1y, 3yr, \"1 year\""),
      (["resolve", "x", "y", "--billing", ""], "the value is empty"),
      (["export", "--segment", ""], "the value is empty"),
    ])
  func wrong(arguments: [String], says: String) async throws {
    let result = try await program().run(arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.contains(says))
  }

  @Test("true and false may be written in any case; legacy is what has no reservation scope")
  func spellings() async throws {
    let program = try await program()
    for (one, other) in [
      (["--purchasable", "TRUE"], ["--purchasable", "true"]), (["--scope", "Legacy"], ["--scope", "none"]),
    ] {
      let answer = try timeless(program, ["search", ""] + one)
      #expect(answer.contains { $0.contains("catalogItemId") })
      #expect(try timeless(program, ["search", ""] + other) == answer)
    }
  }

  @Test(
    "Where nothing matches, a value that the store does not hold at all is named",
    arguments: [
      (["--segment", "bogus"], " No item in this catalog has the segment bogus."),
      (["--billing", "weekly"], " No item in this catalog has the billing cycle weekly."),
      (["--scope", "Bogus"], " No item in this catalog has the reservation scope Bogus."),
      (["--currency", "XXX"], " No item in this catalog has the currency XXX."),
      (["--segment", "bogus", "--currency", "eur"], " No item in this catalog has the segment bogus."),
      (["--segment", "Commercial", "--publisher", "nobody"], ""), (["--scope", "none", "--publisher", "nobody"], ""),
      (["--segment", "not:bogus", "--publisher", "nobody"], ""),
    ])
  func unknownValues(filters: [String], says: String) async throws {
    let result = try await program().run(["search", "server"] + filters)
    #expect((result.status, result.output) == (1, ""))
    #expect(result.errors == "Nothing matches “server”.\(says)\n")
  }

  @Test("can-buy names it too")
  func purchase() async throws {
    let result = try await program().run("can-buy", "contoso.onmicrosoft.com", "--currency", "XXX")
    #expect(result.status == 1)
    #expect(result.errors.contains("No item in this catalog has the currency XXX.\n"))
  }

  @Test("Hits that do not have all words are told of beside CSV, which says nothing of it; not with --quiet")
  func partial() async throws {
    let program = try await program()
    let question = ["search", "server xyzzyplugh", "--csv"]
    let result = try program.run(question)
    #expect(result.status == 0)
    #expect(result.errors == "No item matches every word; the rows are the closest matches.\n")
    #expect(try program.run(question + ["--quiet"]).errors == "")
    #expect(try program.run("search", "server", "--csv").errors == "")
  }

  @Test("A question of any length is told of in a line")
  func long() async throws {
    let result = try await program().run("search", String(repeating: "x\u{1B}", count: 60_000))
    #expect(result.status == 1)
    #expect(result.errors == "Nothing matches “\(String(repeating: "x\\u{1b}", count: 40))…”.\n")
  }

  @Test("--limit 0 shows nothing, and says nothing of where to go on")
  func none() async throws {
    let result = try await program().run("can-buy", "contoso.onmicrosoft.com", "--limit", "0")
    #expect(result.status == 0)
    #expect(!result.errors.contains("More:"))
  }

  @Test(
    "Empty paths and times of nothing are usage errors",
    arguments: [
      (["status", "--db", ""], "--db needs a path"), (["sync", "--demo", "--log-file", ""], "need a path"),
      (["export", "--output", ""], "need a path"), (["maintain", "--snapshot", ""], "--snapshot needs a path"),
      (["sync", "--demo", "--market", "US", "--max-duration", "0s"], "--max-duration must be longer than zero"),
    ])
  func empty(arguments: [String], says: String) throws {
    let result = try Program().run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(says))
  }
}
