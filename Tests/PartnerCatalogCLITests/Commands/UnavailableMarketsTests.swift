import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Where software subscriptions and reservations are not sold")
struct UnavailableMarketsTests {
  @Test(
    "The 110 of each are listed without a store, in the language asked for",
    arguments: [
      (["--locale", "ja-JP"], [:], "XJ,SJ,Jan Mayen,ヤンマイエン島"), ([], ["LANG": "zh_TW.UTF-8"], "XJ,SJ,Jan Mayen,尖棉"),
      ([], [:], "XJ,SJ,Jan Mayen,Jan Mayen"),
    ] as [([String], [String: String], String)])
  func languages(flags: [String], environment: [String: String], line: String) throws {
    var program = try Program()
    program.environment = environment
    let result = try program.run(["markets", "--unavailable", "--csv"] + flags)
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 221)
    #expect(lines[0] == "market,isoCountry,name,localName,productType,productSubType,source,recordedAt,documentDate")
    #expect(lines.contains("\(line),Software,SoftwareSubscriptions,documented,,2023-08-23"))
    #expect(lines.contains("\(line),Azure,AzureReservations,documented,,2022-06-28"))
    #expect(Set(lines.dropFirst().map { $0.prefix(2) }).count == 110)
  }

  @Test("After a sync the same 110 have the time of it")
  func recorded() async throws {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    let result = try program.run("markets", "--unavailable", "--json")
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let markets = try #require(answer["markets"] as? [[String: Any]]).filter { $0["source"] as? String == "documented" }
    #expect(markets.count == 220)
    #expect(markets.allSatisfy { $0["recordedAt"] as? String == "2026-01-31T09:00:00Z" })
  }
}
