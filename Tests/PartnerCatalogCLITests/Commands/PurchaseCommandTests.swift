import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Purchases on the command line")
struct PurchaseCommandTests {
  /// A demo store of one market, filled by the program itself.
  private func program() throws -> Program {
    let program = try Program()
    #expect(try program.run("sync", "--demo", "--market", "US", "--quiet").status == 0)
    #expect(try program.run("customers", "sync", "--demo", "--quiet").status == 0)
    return program
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("resolve, can-buy --verify, inventory, registration: one customer's way to an order, which nobody places")
  func way() throws {
    let program = try program()
    // Exactly one, by its title.
    let resolved = try object(
      try program.run("resolve", "contoso.onmicrosoft.com", "Microsoft 365 E3", "--json").output)
    #expect(resolved["outcome"] as? String == "resolved")
    let item = try #require(resolved["item"] as? [String: Any])
    #expect((item["catalogItemId"] as? String)?.hasPrefix("CFQ7TTC0LFLX:0001:") == true)
    #expect(item["verdict"] as? String == "purchasable")
    // The line for the cart.
    let line = try object(
      try program.run(
        "resolve", "contoso.onmicrosoft.com", "Microsoft 365 E3", "--term", "P1Y", "--billing", "Monthly", "--quantity",
        "25", "--cart-line"
      ).output)
    #expect(Set(line.keys) == ["id", "catalogItemId", "quantity", "billingCycle", "termDuration"])
    #expect(line["billingCycle"] as? String == "monthly" && line["termDuration"] as? String == "P1Y")
    // A choice that is missing.
    let notOffered = try program.run(
      "resolve", "contoso.onmicrosoft.com", "Microsoft 365 E3", "--billing", "Triennial")
    #expect(notOffered.status == 1)
    #expect(notOffered.output.contains("Microsoft 365 E3 cannot be ordered with --billing Triennial.\n"))
    let unknown = try program.run("resolve", "contoso.onmicrosoft.com", "Microsoft 365 E3", "--billing", "weekly")
    #expect(unknown.status == 64)
    #expect(unknown.output.isEmpty)
    #expect(unknown.errors.contains("No item in this catalog has the billing cycle weekly. Those it has: "))

    let missing = try program.run("resolve", "contoso.onmicrosoft.com", "365", "E3", "--json")
    #expect(missing.status == 1)
    #expect((try object(missing.output)["missing"] as? [String: Any])?["choice"] as? String == "edition")
    // Proved at the service.
    let verified = try object(
      try program.run("can-buy", "contoso.onmicrosoft.com", "365", "--limit", "4", "--verify", "--json").output)
    let verification = try #require(verified["verification"] as? [String: Any])
    #expect(
      (verification["items"] as? [[String: Any]])?.map { $0["state"] as? String } == Array(repeating: "same", count: 4))
    #expect(verification["requests"] as? Int ?? 9 <= 4)
    // The inventory.
    let checked = try program.run(
      "inventory", "contoso.onmicrosoft.com", "DZH318Z0BQ3V:0001", "--subscription", "s-1", "--csv")
    #expect(checked.status == 0)
    #expect(checked.output.hasPrefix("productId,skuId,title,region,state,restrictions\r\nDZH318Z0BQ3V,0001,"))
    let elsewhere = try program.run(
      "inventory", "contoso.onmicrosoft.com", "DZH318Z0BQ3V:0001", "--subscription", "s-1", "--region", "moon")
    #expect(elsewhere.status == 2)
    #expect(
      elsewhere.errors
        == "error: None of the SKUs is of the region moon. They are of westus2. Nothing was requested.\n")
    #expect(
      try program.run("inventory", "contoso.onmicrosoft.com", "CFQ7TTC0NONE", "--subscription", "s-1").status == 1)
    // The registration asks before it changes anything, and nobody answers here.
    let held = try azureSubscription(of: "contoso.onmicrosoft.com", program)
    let refused = try program.run("registration", "contoso.onmicrosoft.com", held, "--register")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("Nothing was changed."))
    let registered = try object(
      try program.run("registration", "contoso.onmicrosoft.com", held, "--register", "--yes", "--json").output)
    #expect(registered["isRegistered"] as? Bool == true)
    #expect(try program.run("registration", "contoso.onmicrosoft.com", held, "--yes").status == 64)
    // What the customer does not hold cannot be registered.
    #expect(try program.run("registration", "contoso.onmicrosoft.com", "s-1", "--register", "--yes").status == 1)
  }

  private func azureSubscription(of customer: String, _ program: Program) throws -> String {
    let found = try object(try program.run("customers", customer, "--json").output)
    let subscriptions = (found["customers"] as? [[String: Any]])?.first?["subscriptions"] as? [[String: Any]]
    return try #require(subscriptions?.first { $0["kind"] as? String == "azure" }?["id"] as? String)
  }

  @Test("--ndjson streams everything; a page of it is the page of the table")
  func stream() async throws {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    let all = try program.run("can-buy", "contoso.onmicrosoft.com", "--all", "--ndjson")
    #expect(all.status == 0)
    let lines = all.output.split(separator: "\n")
    let total =
      try object(
        try program.run("can-buy", "contoso.onmicrosoft.com", "--all", "--json", "--limit", "1").output)["total"]
      as? Int
    #expect(lines.count == total)
    #expect(lines.count > 5)
    let page = try program.run(
      "can-buy", "contoso.onmicrosoft.com", "--all", "--ndjson", "--limit", "3", "--offset", "2")
    func ids(_ lines: some Sequence<Substring>) throws -> [String] {
      try lines.map { try object(String($0))["catalogItemId"] as? String ?? "" }
    }
    #expect(try ids(page.output.split(separator: "\n")) == ids(lines[2..<5]))
  }

  @Test("Without an account what is too old to be believed is printed with its age, and exit 5")
  func offline() async throws {
    var program = try Program()
    program.environment["PARTNER_CATALOG_DB"] = try await DemoStore.path()
    let resolved = try program.run("resolve", "contoso.onmicrosoft.com", "Microsoft 365 E3", "--max-age", "1s")
    #expect(resolved.status == 5)
    #expect(resolved.output.contains("CFQ7TTC0LFLX:0001:"))
    #expect(resolved.errors.contains("Not verified at the service: this is the stored answer."))
  }

  @Test(
    "Wrong words are usage errors",
    arguments: [
      ["resolve", "contoso", " "], ["resolve", "contoso", "x", "--quantity", "0"],
      ["resolve", "contoso", "x", "--scope", "galaxy"], ["inventory", "contoso", "P:1"],
      ["can-buy", "contoso", "--limit", "-1"],
    ])
  func usage(arguments: [String]) throws {
    #expect(try Program().run(arguments).status == 64)
  }
}
