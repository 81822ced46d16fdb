import CatalogModel
import CatalogQuery
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("The prices of a plan", .timeLimit(.minutes(10)))
struct PlanPriceTests {
  private func line(_ result: Program.Result) throws -> [String: Any] {
    let plan = try #require(try OrderShop.object(result)["plan"] as? [String: Any])
    return try #require((plan["lines"] as? [[String: Any]])?.first)
  }

  private func prices(_ result: Program.Result) throws -> [[String: Any]] {
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    return try #require(try line(result)["prices"] as? [[String: Any]])
  }

  /// A shop whose sheet has E3 for a year in two currencies, billed monthly, far above the cart's price.
  private func priced(_ anonymous: OrderShop) async throws -> OrderShop {
    let shop = try anonymous.withOwnCatalog()
    let sheet = shop.program.home.appendingPathComponent("license_US_\(SheetMonth(of: Date())).csv").path
    let rows = [("USD", "9999999.10", "9999999.90"), ("EUR", "1.50", "")].map { currency, unit, retail in
      PriceDesk.row("CFQ7TTC0LFLX", "1", plan: "Monthly", currency: currency, unit: unit, retail: retail)
    }
    try Data((PriceDesk.header + rows.joined()).utf8).write(to: URL(fileURLWithPath: sheet))
    let imported = try await shop.run("prices", "import", sheet)
    #expect(imported.status == 0, "\(imported.errors)")
    return shop
  }

  @Test(
    "List prices stand beside the cart's, exact, with their state and sheet; they bound nothing and are not in the file"
  )
  func listed() async throws {
    try await OrderShop.serving { anonymous in
      let shop = try await priced(anonymous)
      let planned = try await shop.plan("--attest", "--priced", "--currency", "usd", "--json")
      let list = try #require(try prices(planned).first)
      #expect(try prices(planned).count == 1)
      #expect(
        Set(list.keys) == [
          "termDuration", "billingPlan", "currency", "state", "unit", "retail", "validFrom", "validTo", "sheet",
        ])
      #expect(list["unit"] as? String == "9999999.10" && list["retail"] as? String == "9999999.90")
      #expect(list["state"] as? String == "known" && list["currency"] as? String == "USD")
      let cart = try #require(try line(planned)["price"] as? [String: String])
      #expect(cart["currency"] == "USD" && cart["extended"]?.isEmpty == false)
      let file = try String(contentsOfFile: shop.planPath, encoding: .utf8)
      #expect(!file.contains("9999999") && !file.contains("\"prices\""))

      let text = try await shop.plan("--attest", "--priced", "--currency", "USD")
      #expect(text.output.contains("9999999.10 USD") && text.output.contains("9999999.90 USD"))
      #expect(text.output.contains("Cart price") && text.output.contains(cart["extended"] ?? "-"))
      #expect(try await shop.submit().status == 0, "the ceiling is compared with the cart alone")
    }
  }

  @Test("What is shown is chosen; what is not known has a state or a word, never a blank")
  func chosen() async throws {
    try await OrderShop.serving { anonymous in
      let bare = try await anonymous.plan("--attest", "--json")
      #expect(try line(bare)["prices"] == nil, "nobody reads price sheets")
      let shop = try await priced(anonymous)
      let both = try prices(try await shop.plan("--attest", "--json"))
      #expect(both.map { $0["state"] as? String } == ["currencyUnknown", "currencyUnknown"])
      let retail = try #require(
        try prices(try await shop.plan("--attest", "--currency", "USD", "--price", "retail", "--json")).first)
      #expect(retail["unit"] is NSNull && retail["retail"] as? String == "9999999.90")
      let none = try await shop.plan("--attest", "--price", "none", "--json")
      #expect(try line(none)["prices"] == nil)
      let unlisted = try await shop.plan("--attest", "--currency", "EUR", "--quiet")
      #expect(unlisted.output.contains("1.50 EUR") && unlisted.output.contains("none listed"))
      #expect(unlisted.output.contains("not asked"), "no cart was made")
      let annual = try await shop.run(
        "order", "plan", OrderShop.customer, OrderShop.licence, "--term", "P1Y", "--billing", "annual", "--attest",
        "--currency", "USD", "--out", shop.planPath)
      #expect(annual.status == 0 && annual.output.contains("noRow"), "\(annual.output)\(annual.errors)")
      let strange = try await shop.plan("--attest", "--price", "cheap")
      #expect(strange.status == 64)
    }
  }
}
