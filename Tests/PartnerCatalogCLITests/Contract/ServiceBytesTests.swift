import CatalogQuery
import CatalogService
import Foundation
import Testing

@Suite("The API and the commands")
struct ServiceBytesTests {
  /// One line of the JSON that a command prints over several, without the ages, which grow between two answers.
  private static func compact(_ text: String) -> String {
    var (line, isQuoted, isEscaped) = ("", false, false)
    for character in text.unicodeScalars {
      if !isQuoted, character == "\n" || character == " " { continue }
      line.unicodeScalars.append(character)
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && character == "\\" && !isEscaped
    }
    return line.replacing(/"ageSeconds":[0-9]+/, with: "\"ageSeconds\":0")
  }

  @Test("have the same bytes, but for the breaks between lines")
  func bytes() async throws {
    let path = try await DemoStore.path()
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = path
    let settings = CatalogAPI.Settings(release: "test", environment: program.processEnvironment)
    let api = CatalogAPI(CatalogReads(try CatalogPool(path: path, readers: 1), isLimited: false), settings: settings)
    let customer = "contoso.onmicrosoft.com"
    let first = try Catalog(path: path).purchasableItems(for: customer, matching: "", PurchaseOptions(limit: 1))
    let item = try #require(first.items.first).catalogItemID.rawValue
    let product = try #require(first.items.first).item.productID.rawValue
    let pairs: [([String], String)] = [
      (["search", "microsoft", "365"], "search?q=microsoft+365"),
      (
        ["search", "microsoft", "--market", "DE", "--explain", "--limit", "3"],
        "search?q=microsoft&market=DE&explain=1&limit=3"
      ),
      (["search", "", "--items", "--segment", "not:education"], "search?items=true&segment=not:education"),
      (["search", "", "--group", "--term", "1y"], "search?group=1&term=1y"),
      (["search", "xyzzyplugh"], "search?q=xyzzyplugh"), (["show", item], "items/\(item)"),
      (["show", product, "--market", "US"], "items/\(product)?market=US"),
      (["can-buy", customer, "microsoft", "--all"], "customers/\(customer)/can-buy?q=microsoft&all=1"),
      (["can-buy", customer, "--limit", "100"], "customers/\(customer)/can-buy?limit=100"),
      (
        ["can-buy", customer, "microsoft xyzzyplugh", "--partial"],
        "customers/\(customer)/can-buy?q=microsoft%20xyzzyplugh&partial=1"
      ),
      (["resolve", customer, item], "customers/\(customer)/resolve?item=\(item)"),
      (["resolve", customer, "microsoft", "365"], "customers/\(customer)/resolve?item=microsoft%20365"),
      (["why-not", customer, item], "customers/\(customer)/why-not?item=\(item)"),
      (["customers"], "customers"), (["customers", customer], "customers/\(customer)"),
      (["customers", "o"], "customers?q=o"), (["changes", "--limit", "50"], "changes?limit=50"),
      (["changes", "--kind", "price"], "changes?kind=price"), (["markets"], "markets"),
      (["markets", "--all"], "markets?all=1"),
      (["markets", "--unavailable"], "unavailable-markets"), (["status"], "status"),
      (["what-is", "ENTERPRISEPACK"], "what-is?q=ENTERPRISEPACK"),
      (["can-buy", "o"], "customers/o/can-buy"), (["show", "microsoft"], "items/microsoft"),
      (["search", "", "--after", "nowhere"], "search?after=nowhere"),
    ]
    for (arguments, target) in pairs {
      let sides = target.split(separator: "?", maxSplits: 1).map(String.init)
      let reply = try #require(
        await api.reply(
          to: ServiceRequest(path: "/api/v1/\(sides[0])", query: sides.count > 1 ? sides[1] : ""),
          access: ServiceAccess()))
      let body = String(decoding: reply.body, as: UTF8.self)
      #expect(body.hasSuffix("\n") && body.count(where: { $0 == "\n" }) == 1)
      let command = try program.run(arguments + ["--json"]).output
      #expect(Self.compact(body) == Self.compact(command), "\(target)")
    }
  }
}
