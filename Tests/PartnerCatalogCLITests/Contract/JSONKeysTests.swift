import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation
import Testing

/// The keys of every command's JSON, as a file that changes on purpose only: other programs read them.
///
/// `PARTNER_CATALOG_UPDATE_GOLDEN=1 swift test --filter JSONKeysTests` writes the file.
@Suite("The keys of every command's JSON")
struct JSONKeysTests {
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("json-keys.txt")

  /// A program with a demo catalog of its own, which the demo's service can verify.
  private func program() throws -> Program {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("catalog.sqlite").path
    return program
  }

  @Test("are those of the file, no more and no fewer")
  func keys() throws {
    let program = try program()
    var lines: [String] = []
    func record(_ arguments: String..., as name: String? = nil, status: Set<Int32> = [0]) throws {
      let result = try program.run(arguments + ["--json"])
      #expect(status.contains(result.status), "\(arguments): \(result.status) \(result.errors)")
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(result.output.utf8))
      var paths: Set<String> = []
      Self.collect(value, "", &paths)
      lines += paths.sorted().map { "\(name ?? arguments.joined(separator: " ")): \($0)" }
    }
    let output = program.home.appendingPathComponent("items.ndjson").path
    try record("sync", "--demo", "--market", "US", "--plan", as: "sync --plan")
    try record("sync", "--demo", "--market", "US", as: "sync")
    try record("customers", "sync", "--demo", as: "customers sync")
    try record("sync", "--demo", "--market", "US", "--full", "--max-requests", "3", as: "sync, stopped", status: [3])
    try record("search", "microsoft", "--market", "US", "--limit", "50", as: "search")
    try record("search", "microsoft", "--market", "US", "--explain", as: "search --explain")
    try record("can-buy", "contoso.onmicrosoft.com", "microsoft", "--all", as: "can-buy")
    try record("can-buy", "contoso.onmicrosoft.com", "microsoft", "--limit", "2", "--verify", as: "can-buy --verify")
    try record(
      "can-buy", "contoso.onmicrosoft.com", "microsoft xyzzyplugh", "--partial", as: "can-buy --partial", status: [1])
    let ids = try program.run("can-buy", "contoso.onmicrosoft.com", "365", "--ndjson").output.split(separator: "\n")
    let item = try JSONDecoder().decode(PurchasableItem.self, from: Data(try #require(ids.first).utf8))
    try record("resolve", "contoso.onmicrosoft.com", item.catalogItemID.rawValue, as: "resolve", status: [0, 1])
    try record("resolve", "contoso.onmicrosoft.com", "microsoft 365", as: "resolve, several", status: [1])
    try record("show", item.productID.rawValue, as: "show")
    try record("why-not", "contoso.onmicrosoft.com", item.catalogItemID.rawValue, as: "why-not")
    try record("changes")
    try record("changes", "--kind", "price")
    try record("prices", item.productID.rawValue, "--market", "US", as: "prices")
    try record("prices", "status")
    try record("prices", "sync", "--demo", "--month", "\(SheetMonth(of: Date()))", as: "prices sync")
    try record("prices", "sync", "--demo", "--market", "DE", "--plan", as: "prices sync --plan")
    let sheet = program.home.appendingPathComponent("license_JP_202611.csv").path
    try Data((PriceDesk.header + PriceDesk.row(market: "JP", currency: "JPY", unit: "1")).utf8)
      .write(to: URL(fileURLWithPath: sheet))
    try record("prices", "import", sheet, as: "prices import")
    try record("what-is", "ENTERPRISEPACK")
    try record("markets")
    try record("markets", "--unavailable")
    try record("customers")
    try record("customers", "contoso.onmicrosoft.com", as: "customers, one")
    try record("status")
    try record("doctor", status: [0, 2, 4])
    try record("export", "--output", output, as: "export --output")
    try record("maintain", "--quick", as: "maintain")
    let snapshots = program.home.appendingPathComponent("snapshots").path
    try record("maintain", "--snapshot", snapshots + "/", as: "maintain --snapshot FOLDER/")
    try record("replica", "pull", snapshots, "--db", program.home.appendingPathComponent("r").path, as: "replica pull")
    try record("can-buy", "nobody at all", as: "error", status: [1])
    try record("can-buy", "o", as: "error, several customers", status: [1])

    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["PARTNER_CATALOG_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: Self.golden)
    }
    let golden = try String(contentsOf: Self.golden, encoding: .utf8)
    let (now, before) = (Set(lines), Set(golden.split(separator: "\n").map(String.init)))
    #expect(now.subtracting(before).sorted() == [], "new keys")
    #expect(before.subtracting(now).sorted() == [], "missing keys")
  }

  /// Objects whose keys are data.
  private static let maps: Set<String> = [
    ".facets.billingCycle", ".facets.currency", ".facets.market", ".facets.prerequisite", ".facets.productSubType",
    ".facets.productType", ".facets.publisher", ".facets.reservationScope", ".facets.segment", ".facets.term",
    ".facets.trial", ".jobs[].totals.runs", ".skus[].attributes", ".cartLine.provisioningContext",
  ]

  private static func collect(_ value: JSONValue, _ path: String, _ paths: inout Set<String>) {
    switch value {
    case .object(let members):
      if maps.contains(path) {
        paths.insert(path + ".*")
      } else {
        for (key, member) in members { collect(member, path + "." + key, &paths) }
      }
    case .array(let elements):
      paths.insert(path + "[]")
      for element in elements { collect(element, path + "[]", &paths) }
    default: paths.insert(path)
    }
  }

  /// Reads the JSON of a command as a value of the library, and writes it again.
  private func rewritten<Value: Codable>(_ text: String, as type: Value.Type) throws -> String {
    try JSONText.pretty(try JSONDecoder().decode(type, from: Data(text.utf8)))
  }

  @Test("A Swift program reads every answer, and nothing is lost")
  func readInSwift() throws {
    let program = try program()
    #expect(try program.run("sync", "--demo", "--market", "US", "--quiet").status == 0)
    #expect(try program.run("customers", "sync", "--demo", "--quiet").status == 0)
    func check<Value: Codable>(_ type: Value.Type, _ arguments: String...) throws {
      let output = try program.run(arguments + ["--json"]).output
      let (written, read) = (output.split(separator: "\n"), try rewritten(output, as: type).split(separator: "\n"))
      let first = zip(written, read).first { $0.0 != $0.1 }
      #expect(first == nil && written.count == read.count, "\(arguments): \(String(describing: first))")
    }
    try check(SearchResult.self, "search", "microsoft", "--explain", "--limit", "100")
    try check(SearchResult.self, "search", "reserved", "--group")
    try check(PurchaseAnswer.self, "can-buy", "contoso.onmicrosoft.com", "--all", "--limit", "300")
    try check(Resolution.self, "resolve", "contoso.onmicrosoft.com", "microsoft 365")
    try check(Resolution.self, "resolve", "contoso.onmicrosoft.com", "nothing of the kind")
    try check(ChangesResponse.self, "changes")
    try check(MarketsResponse<MarketResponse>.self, "markets", "--all")
    try check(MarketsResponse<UnavailableMarketResponse>.self, "markets", "--unavailable")
    try check(CustomersResponse.self, "customers")
    try check(CustomersResponse.self, "customers", "contoso.onmicrosoft.com")
    try check(StoreStatus.self, "status")
    try check(ErrorResponse.self, "can-buy", "nobody at all")
    let all = try program.run("can-buy", "contoso.onmicrosoft.com", "--ndjson", "--all").output.split(separator: "\n")
    #expect(all.count > 100)
    for line in all.enumerated() where line.offset % 40 == 0 {
      let item = try JSONDecoder().decode(PurchasableItem.self, from: Data(line.element.utf8))
      #expect(try JSONText.line(item) == line.element + "\n")
      try check(Resolution.self, "resolve", "contoso.onmicrosoft.com", item.catalogItemID.rawValue, "--quantity", "1")
      try check(ItemDetails.self, "show", item.productID.rawValue)
      try check(Explanation.self, "why-not", "contoso.onmicrosoft.com", item.catalogItemID.rawValue)
    }
  }

  @Test("Every error code of the program is one of the published list")
  func codes() throws {
    #expect(Set(ErrorCode.all).count == ErrorCode.all.count)
    #expect(ErrorCode.all == ErrorCode.all.sorted { $0.rawValue.lowercased() < $1.rawValue.lowercased() })
    for code in CatalogErrorCodes.all { #expect(ErrorCode.all.contains(ErrorCode(code)), "\(code)") }
  }

  /// The words of the query library.
  private enum CatalogErrorCodes {
    static let all = CatalogError.Code.allCases.map(\.rawValue)
  }
}
