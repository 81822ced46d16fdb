import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("sync")
struct SyncCommandTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("Without a market anywhere: exit 64 with a hint")
  func noMarket() throws {
    let program = try Program()
    let result = try program.run("sync")
    #expect(result.status == 64)
    #expect(
      result.errors
        == "error: No market to read. Name one with --market US, set PARTNER_CATALOG_MARKETS, or run `partner-catalog customers sync` first: then the markets of your customers are read.\n"
    )
  }

  @Test("Without an account: exit 2 naming what is missing, and no file is made")
  func noAccount() throws {
    let program = try Program()
    let result = try program.run("sync", "--market", "US")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "error: No account to sign in with: PARTNER_CATALOG_TENANT, PARTNER_CATALOG_CLIENT_ID, PARTNER_CATALOG_CLIENT_SECRET (or …_FILE, or PARTNER_CATALOG_REFRESH_TOKEN) not set. Nothing was changed. Set them, or try `--demo`, which needs no account.\n"
    )
    #expect(!FileManager.default.fileExists(atPath: program.home.appendingPathComponent(".local").path))
  }

  @Test("--plan requests nothing and makes no file")
  func plan() throws {
    let program = try Program()
    let result = try program.run("sync", "--plan", "--market", "US", "--view", "MarketplaceSaaS", "--json")
    #expect(result.status == 0)
    #expect(
      result.output == """
        {
          "markets": [
            {
              "market": "US",
              "reason": "neverRead",
              "lists": 2,
              "requests": null,
              "completedAt": null,
              "due": null,
              "fullRequests": null
            }
          ],
          "requests": 2,
          "isLowerBound": true,
          "minutes": 0,
          "fullRequests": 2
        }

        """)
    #expect(!FileManager.default.fileExists(atPath: program.home.appendingPathComponent(".local").path))
  }

  @Test("A budget that is spent: exit 3 with what was read; the next run goes on to the end and exits 0")
  func budget() throws {
    let program = try Program()
    let sync = ["sync", "--demo", "--market", "DE", "--view", "MarketplaceSaaS", "--json"]
    let first = try program.run(sync + ["--max-requests", "5"])
    #expect(first.status == 3)
    let partial = try object(first.output)
    #expect(partial["state"] as? String == "partial")
    #expect(partial["requests"] as? Int == 5)
    let second = try program.run(sync)
    #expect(second.status == 0)
    #expect(second.errors.isEmpty)
    let complete = try object(second.output)
    #expect(complete["state"] as? String == "complete")
    #expect(
      (complete["partitions"] as? [[String: Any]])?.allSatisfy { $0["state"] as? String == "complete" } == true)
    #expect(try program.run("customers", "sync", "--demo", "--quiet").status == 0)
    #expect(try program.run("customers", "contoso.onmicrosoft.com").status == 0)
  }

  @Test("Two at once: the second is exit 6 and changes nothing")
  func busy() throws {
    let program = try Program()
    let sync = "--demo --market US --db \(program.home.path)/c.sqlite"
    let result = try program.shell(
      """
      "$0" sync \(sync) --rate 60 --quiet & first=$!
      until [ -s \(program.home.path)/c.sqlite.lock ] || ! kill -0 $first 2> /dev/null; do :; done
      "$0" customers sync \(sync.replacing("--market US ", with: "")) --json; second=$?
      kill -INT $first; wait $first; echo "first $?"
      exit $second
      """)
    #expect(result.status == 6)
    #expect(result.output.contains("\"code\": \"storeBusy\""))
    #expect(result.output.hasSuffix("first 3\n"))
    #expect(result.errors.contains("warning: Stopped. Progress is saved; run the command again to continue.\n"))
  }

  @Test("A store of another tenant is refused")
  func otherTenant() async throws {
    let program = try Program()
    let path = program.home.appendingPathComponent("c.sqlite").path
    #expect(
      try program.run("sync", "--demo", "--market", "US", "--max-requests", "1", "--db", path, "--locale", "ja-JP")
        .status
        == 3)
    let result = try program.run("sync", "--demo", "--market", "US", "--db", path, "--locale", "de-DE")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "error: \(path) holds the catalog of locale ja-JP, not de-DE. One file holds one. Name another file with --db.\n"
    )
  }

  @Test(
    "Wrong numbers and words are usage errors",
    arguments: [
      ["--market", "QQ"], ["--view", "Nothing"], ["--rate", "0"], ["--concurrency", "0"], ["--max-requests", "0"],
      ["--max-duration", "5"], ["--every", "0s"], ["--plan", "--every", "1h"], ["--locale", "x"], ["extra"],
    ])
  func usage(flags: [String]) throws {
    let result = try Program().run(["sync", "--demo"] + flags)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }
}
