import CatalogModel
import Foundation
import Testing

@testable import CatalogQuery
@testable import PartnerCatalogCLI

@Suite("status")
struct StatusCommandTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static let now = Date(timeIntervalSince1970: 1_769_850_000)  // 2026-01-31T09:00:00Z

  /// A store of four markets in every state there is.
  private static let status = StoreStatus(
    source: StoreSource(locale: "en-US", tenant: "contosopartner.onmicrosoft.com", cloud: "global"),
    markets: [
      MarketStatus(
        market: "DE", currency: "EUR", currencies: ["EUR"], items: 61_234, state: .complete,
        completedAt: now.addingTimeInterval(-7200), ageSeconds: 7200, lists: ListCounts(complete: 14, forbidden: 2)),
      MarketStatus(
        market: "US", currency: "USD", currencies: ["USD"], items: 61_500, state: .partial,
        completedAt: now.addingTimeInterval(-260_000), ageSeconds: 260_000,
        lists: ListCounts(complete: 13, partial: 1, forbidden: 2), removalsHeldBack: 1_204, nextStep: .confirmRemovals),
      MarketStatus(
        market: "JP", currency: nil, currencies: [], items: 0, state: .unread, completedAt: nil, ageSeconds: nil,
        lists: ListCounts(unread: 16), nextStep: .sync),
      MarketStatus(
        market: "CN", currency: nil, currencies: [], items: 0, state: .forbidden, completedAt: nil, ageSeconds: nil,
        lists: ListCounts(forbidden: 16)),
    ], partitions: [],
    runs: [
      RunRecord(
        runID: 12, startedAt: now, finishedAt: now, state: .partial, requests: 4_452, retries: 3, throttled: 2,
        added: 1,
        changed: 22, removed: 0, unchanged: 120_000)
    ],
    jobs: [
      JobStatus(
        command: "sync", startedAt: now, finishedAt: now, state: .partial, exitCode: 3, errorCode: nil, requests: 4_452,
        retries: 3, throttled: 2, succeededAt: now.addingTimeInterval(-260_000),
        totals: .init(runs: [3: 1], requests: 4_452, retries: 3, throttled: 2))
    ])

  @Test("At a glance: age, lists, items, what is held back and what to do, in 80 columns")
  func text() {
    let text = StatusText.text(Self.status, path: "/data/catalog.sqlite", writer: nil, console: Console(width: 80))
    #expect(
      text == """
        /data/catalog.sqlite: tenant contosopartner.onmicrosoft.com, cloud global,
        locale en-US

        Market  State        Age  Lists  Unavailable  Items  Held back  Next step
        DE      complete      2h  14/14            2  61234
        US      partial       3d  13/14            2  61500       1204  confirm removals
        JP      unread     never   0/16                   0             sync again
        CN      forbidden  never    0/0           16      0

        Run `partner-catalog sync --market JP`. A sync reads the missing parts.
        Many items disappeared at once. A sync some hours later removes those that are
        still gone. Run `partner-catalog sync --market US` then; --accept-removals N
        removes them at once.

        Last run of  Ended                 Exit  Last exit 0
        sync         2026-01-31T09:00:00Z     3  2026-01-28T08:46:40Z

        Run  Started               State    Requests  Retries  Added  Changed  Removed
         12  2026-01-31T09:00:00Z  partial      4452        3      1       22        0

        """)
  }

  @Test("--max-age: exit 5 where a market is older, and the answer all the same")
  func maxAge() async throws {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    let old = try program.run("status", "--max-age", "1h")
    #expect(old.status == 5)
    #expect(old.output.contains("\nMarket "))
    #expect(old.errors.contains("warning: DE was last fully synced "))
    #expect(try program.run("status", "--max-age", "99999d", "--quiet").status == 0)
    #expect(try program.run("status", "--max-age", "soon").status == 64)
  }

  @Test("JSON has what it had, and more beside it")
  func json() async throws {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    let status = try object(try program.run("status", "--json").output)
    #expect(Set(status.keys) == ["source", "markets", "partitions", "runs", "jobs", "publications"])
    let market = try #require((status["markets"] as? [[String: Any]])?.first)
    #expect(
      Set(market.keys) == [
        "market", "currency", "currencies", "items", "state", "completedAt", "ageSeconds", "lists", "removalsHeldBack",
        "nextStep",
      ])
    #expect(market["lists"] as? [String: Int] == ["complete": 6, "partial": 0, "unread": 0, "forbidden": 0])
    #expect(market["nextStep"] is NSNull)
  }
}
