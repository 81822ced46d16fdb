import Foundation
import PartnerCenterEmulator
import Testing

@testable import PartnerCatalogCLI

@Suite("order", .timeLimit(.minutes(10)))
struct OrderCommandTests {
  @Test("From a plan to a provisioned order: bought once, and every command says so")
  func course() async throws {
    try await OrderShop.serving { shop in
      let planned = try await shop.plan()
      #expect(planned.status == 0, "\(planned.errors)")
      #expect(planned.errors.contains("--yes --confirm \(try shop.digest)"))
      #expect(shop.bought.isEmpty)

      let submitted = try await shop.submit("--json")
      #expect(submitted.status == 0, "\(submitted.errors)")
      let purchase = try OrderShop.object(submitted)
      #expect(
        Set(purchase.keys) == [
          "purchaseId", "planId", "state", "customer", "cartId", "confirmedTotal", "orders", "errors", "openedAt",
          "settledAt", "evidence",
        ])
      #expect(purchase["state"] as? String == "done")
      let order = try #require((purchase["orders"] as? [[String: Any]])?.first)
      #expect(
        Set(order.keys) == ["orderId", "alternateId", "orderGroup", "status", "currency", "lines"])
      #expect(order["orderId"] as? String == shop.bought.first?.orderId)
      #expect((purchase["confirmedTotal"] as? [String: String])?["amount"] == shop.bought.first?.total)
      #expect(shop.bought.count == 1)

      let again = try await shop.submit("--json")
      #expect(again.status == 5)
      #expect(try OrderShop.errorCode(again) == "planUsed")
      #expect(try await shop.run("order", "resume").status == 0)
      let id = try #require(purchase["purchaseId"] as? String)
      #expect(try await shop.run("order", "show", String(id.prefix(8))).status == 0)
      #expect(try await shop.run("order", "follow", id).status == 0)
      let list = try await shop.run("order", "list", "--json")
      #expect(list.status == 0)
      let seen = try #require(try OrderShop.object(list)["serviceOrders"] as? [[String: Any]])
      #expect(seen.contains { $0["purchaseId"] as? String == id })
      #expect(seen.contains { $0["isSystemPurchase"] as? Bool == true })
      let journal = shop.program.home.appendingPathComponent(".local/share/partner-catalog/orders.sqlite").path
      for ending in ["", "-wal"] {
        let bytes = try? Data(contentsOf: URL(fileURLWithPath: journal + ending))
        #expect(bytes?.range(of: Data("s3cret".utf8)) == nil)
        #expect(bytes?.range(of: Data("Bearer".utf8)) == nil)
      }
      #expect(try await shop.plan().status == 1, "the same within a day")
      #expect(try await shop.plan("--attest", "--accept", "notRecentlyBought").status == 0)
      #expect(try await shop.submit().status == 0)
      #expect(shop.bought.count == 2)
      #expect(try await shop.run("doctor", "--offline").output.contains("each follows from the one before"))
    }
  }

  @Test(
    "Each fault ends with the exit code that the contract has for it, and nothing is bought twice",
    arguments: [
      ("lost:path=/checkout,first=1", 0, 1), ("lost:path=/checkout,when=after,first=1", 0, 1),
      ("error:path=/checkout,status=500,first=1", 0, 1), ("error:path=/checkout,status=500,when=after,first=1", 0, 1),
      ("lost:path=/checkout,when=after,first=1;repeat", 0, 1),
      ("lost:path=/checkout,when=after,first=1;repeat:as=progress,first=1", 0, 1),
      ("lost:path=/checkout,when=after,first=1;repeat:as=held", 0, 1),
      ("lost:path=/checkout", 0, 1), ("lost:path=/checkout,when=after;orderlate;audit:correlation=none", 8, 1),
      ("error:path=/checkout,status=500", 8, 0), ("late:by=600", 8, 0),
      ("reissue:step=cart", 5, 0), ("reissue:step=checkout", 5, 0), ("price:step=cart,percent=1000", 0, 1),
      ("lineerror", 1, 0), ("lineerror:code=10001,as=words", 5, 0), ("unpriced", 5, 0), ("promotion", 0, 1),
      ("attestation:step=checkout", 0, 1), ("partial", 1, 0), ("status", 3, 1), ("status:word=quarantined", 3, 1),
      ("status:word=error", 1, 1), ("expire:by=0", 1, 0),
    ])
  func faults(spec: String, status: Int32, bought: Int) async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      try shop.setFaults(spec)
      let result = try await shop.submit()
      #expect(result.status == status, "\(spec): \(result.output)\(result.errors)")
      #expect(shop.bought.count == bought, "\(spec)")
      #expect(try await shop.submit().status == 5)
      #expect(shop.bought.count == bought, "\(spec)")
    }
  }

  @Test("An unknown outcome forbids the next plan of the same kind, and is settled without buying again")
  func unknown() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      try shop.setFaults("lost:path=/checkout,when=after;orderlate:by=60;audit:correlation=none")
      let unknown = try await shop.submit()
      #expect(unknown.status == 8)
      #expect(unknown.errors.contains("Do not buy it again: run `partner-catalog order resume`"))
      #expect(try await shop.run("order", "resume").status == 8)
      #expect(try await shop.run("order", "list", "--open").status == 8)
      #expect(try await shop.plan("--attest", "--accept", "notRecentlyBought").status == 0)
      let next = try await shop.submit("--json")
      #expect(next.status == 8)
      #expect(try OrderShop.errorCode(next) == "outcomeOpen")
      shop.emulator.advanceClock(by: 120)
      try shop.setFaults("")
      #expect(try await shop.run("order", "resume").status == 0)
      #expect(shop.bought.count == 1)
    }
  }

  @Test("Partial success ends with 7, names the part that failed, and is not repeated")
  func partial() async throws {
    try await OrderShop.serving { shop in
      let planned = try await shop.run(
        "order", "plan", OrderShop.customer, OrderShop.software, "--line", try lines(shop), "--attest", "--max-total",
        "100000USD", "--accept", "qualification", "--out", shop.planPath)
      #expect(planned.status == 0, "\(planned.output)\(planned.errors)")
      try shop.setFaults("partial")
      let result = try await shop.submit("--json")
      #expect(result.status == 7, "\(result.output)\(result.errors)")
      let purchase = try OrderShop.object(result)
      #expect(purchase["state"] as? String == "partlyOrdered")
      #expect((purchase["errors"] as? [[String: Any]])?.first?["code"] as? String == "900121")
      #expect(shop.bought.count == 1)
      _ = try await shop.run("order", "resume")
      #expect(shop.bought.count == 1)
    }
  }

  private func lines(_ shop: OrderShop) throws -> String {
    let path = shop.program.home.appendingPathComponent("lines").path
    try #"{"item":"\#(OrderShop.licence)","quantity":2,"term":"1y","billing":"monthly"}"#.write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("Without a terminal a purchase needs --yes and the digest of the very plan; else nothing is sent")
  func confirmation() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      let served = shop.emulator.servedCount
      let silent = try await shop.run("order", "submit", shop.planPath)
      #expect(silent.status == 64)
      #expect(silent.errors.contains("Not a terminal: pass --yes --confirm \(try shop.digest)"))
      #expect(try await shop.run("order", "submit", shop.planPath, "--yes").status == 64)
      let other = try await shop.run("order", "submit", shop.planPath, "--yes", "--confirm", "00000000", "--json")
      #expect(other.status == 64)
      #expect(try OrderShop.errorCode(other) == "confirmationDiffers")
      #expect(shop.emulator.servedCount == served)
      #expect(try await shop.submit().status == 0)
    }
  }

  @Test("What a plan lacks is said at once, with no file and no purchase")
  func planning() async throws {
    try await OrderShop.serving { shop in
      let silent = try await shop.plan("--quiet")
      #expect(silent.status == 1)
      #expect(silent.output.contains("attestation failed: Every cart asks for the attestation"))
      let choice = try await shop.run(
        "order", "plan", OrderShop.customer, OrderShop.licence, "--attest", "--out", shop.planPath, "--json")
      #expect(choice.status == 1)
      #expect(try OrderShop.errorCode(choice) == "choiceMissing")
      for wrong in ["\(OrderShop.licence)@0", "\(OrderShop.licence)@x", "\(OrderShop.licence)@-1"] {
        #expect(
          try await shop.run("order", "plan", OrderShop.customer, wrong, "--attest", "--out", shop.planPath).status
            == 64)
      }
      let many = try await shop.run(
        "order", "plan", OrderShop.customer, "\(OrderShop.licence)@99999999", "--term", "P1Y", "--billing", "monthly",
        "--attest", "--out", shop.planPath)
      #expect(many.status == 1)
      let euro = try await shop.plan("--attest", "--max-total", "100000EUR", "--priced")
      #expect(euro.status != 0)
      #expect(euro.output.contains("the plan in EUR"))
      let low = try await shop.plan("--attest", "--max-total", "1USD", "--priced", "--json")
      #expect(low.status == 5)
      #expect(try OrderShop.object(low)["file"] is NSNull)
      #expect(
        try await shop.run("order", "plan", "nobody.example", OrderShop.licence, "--out", shop.planPath).status == 1)
      try shop.setFaults("reissue:step=plan")
      let reissued = try await shop.plan()
      #expect(reissued.status == 5)
      #expect(reissued.output.contains("It is now \(OrderShop.licence):"))
      #expect(!FileManager.default.fileExists(atPath: shop.planPath))
      #expect(shop.bought.isEmpty)
    }
  }

  @Test("A plan that is cut, changed or of another service sends nothing")
  func plans() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      let digest = try shop.digest
      let whole = try String(contentsOfFile: shop.planPath, encoding: .utf8)
      let served = shop.emulator.servedCount
      for (text, code) in [
        (String(whole.prefix(200)), "planIncomplete"), ("[]", "planForeign"), ("", "planForeign"),
        (whole.replacing(#""quantity" : 2"#, with: #""quantity" : 20"#), "planAltered"),
        (whole.replacing(#""planVersion" : 1"#, with: #""planVersion" : 9"#), "planNewer"),
      ] {
        try text.write(toFile: shop.planPath, atomically: true, encoding: .utf8)
        let result = try await shop.run("order", "submit", shop.planPath, "--yes", "--confirm", digest, "--json")
        #expect(result.status == 2, "\(code)")
        #expect(try OrderShop.errorCode(result) == code)
      }
      try whole.write(toFile: shop.planPath, atomically: true, encoding: .utf8)
      var elsewhere = shop.program
      elsewhere.environment["PARTNER_CATALOG_TENANT"] = "another"
      let other = try await elsewhere.start(
        ["order", "submit", shop.planPath, "--yes", "--confirm", digest, "--json"]
      ).ended()
      #expect(other.status == 2)
      #expect(try OrderShop.errorCode(other) == "planOther")
      #expect(shop.emulator.servedCount == served)
    }
  }

  @Test("A journal that cannot be used stops the purchase before anything is sent")
  func journals() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      let served = shop.emulator.servedCount
      let foreign = shop.program.home.appendingPathComponent("foreign.sqlite").path
      try "something else that is no database".write(toFile: foreign, atomically: true, encoding: .utf8)
      let result = try await shop.submit("--json", "--journal", foreign)
      #expect(result.status == 2)
      #expect(try OrderShop.errorCode(result) == "journalForeign")
      #expect(try await shop.submit("--journal", "/proc/orders.sqlite").status == 2)
      #expect(try await shop.submit("--journal", "/").status == 2)
      #expect(shop.emulator.servedCount == served)
      #expect(try await shop.submit().status == 0)
    }
  }

  /// One kind of product: words to find it by, and what the plan needs beside.
  enum Kind: String, CaseIterable, Sendable {
    case licence, addOn, perpetual, softwareSubscription, reservation

    /// Chooses an item among those that the customer can buy.
    func isMeant(_ item: [String: Any]) -> Bool {
      let type = item["productType"] as? String
      let terms = (item["terms"] as? [[String: Any]] ?? []).compactMap { $0["duration"] as? String }
      switch self {
      case .licence: return type == "OnlineServicesNCE" && (item["skuTitle"] as? String) == "Microsoft 365 E3"
      case .addOn: return item["skuTitle"] as? String == "Microsoft 365 Copilot"
      case .perpetual: return type == "Software" && terms.isEmpty
      case .softwareSubscription: return type == "Software" && terms == ["P1Y"]
      case .reservation:
        return item["productSubType"] as? String == "VirtualMachines" && item["reservationScope"] is NSNull
          && terms == ["P1Y"]
      }
    }

    var options: [String] {
      switch self {
      case .licence, .addOn: ["--term", "P1Y", "--billing", "monthly"]
      case .perpetual: ["--accept", "qualification"]
      case .softwareSubscription: []
      case .reservation: ["--billing", "one_time", "--context", "scope=shared"]
      }
    }

    /// Whether it is seen as an entitlement; licences are subscriptions.
    var isEntitlement: Bool { self != .licence && self != .addOn }
  }

  @Test("A product of each kind, from the catalog to what the customer holds", arguments: Kind.allCases)
  func kinds(kind: Kind) async throws {
    try await OrderShop.serving { anonymous in
      let shop = try anonymous.signedInAsUser()
      let listed = try await shop.run("can-buy", OrderShop.customer, "--limit", "1000", "--json")
      let items = try #require(try OrderShop.object(listed)["items"] as? [[String: Any]])
      let item = try #require(items.first(where: kind.isMeant), "\(kind)")
      let id = try #require(item["catalogItemId"] as? String)
      var options = kind.options
      if kind == .reservation {
        let customers = try await shop.run("customers", OrderShop.customer, "--json")
        let customer = try #require((try OrderShop.object(customers)["customers"] as? [[String: Any]])?.first)
        let subscriptions = customer["subscriptions"] as? [[String: Any]] ?? []
        let azure = try #require(subscriptions.first { $0["kind"] as? String == "azure" }?["id"] as? String)
        options += ["--context", "subscriptionId=\(azure)"]
        // Registration and inventory first: the catalog is another customer's file, so it is copied.
        let own = try shop.withOwnCatalog()
        #expect(try await own.run("registration", OrderShop.customer, azure).status == 0)
        #expect(try await own.run("inventory", OrderShop.customer, id, "--subscription", azure).status == 0)
        try await buy(id, options, kind, own)
      } else {
        try await buy(id, options, kind, shop)
      }
    }
  }

  private func buy(_ id: String, _ options: [String], _ kind: Kind, _ shop: OrderShop) async throws {
    let plan = [
      "order", "plan", OrderShop.customer, id, "--attest", "--max-total", "1000000USD", "--out", shop.planPath,
    ]
    let planned = try await shop.run(plan + options)
    #expect(planned.status == 0, "\(planned.output)\(planned.errors)")
    let submitted = try await shop.submit("--json")
    #expect(submitted.status == 0, "\(submitted.output)\(submitted.errors)")
    let order = try #require((try OrderShop.object(submitted)["orders"] as? [[String: Any]])?.first)
    let orderID = try #require(order["orderId"] as? String)
    #expect(shop.bought.map(\.orderId) == [orderID])
    let held = try await shop.run(
      "entitlements", OrderShop.customer, "--order", orderID, "--details", "--json")
    #expect(held.status == (kind.isEntitlement ? 0 : 1), "\(held.errors)")
    let entitlements = try OrderShop.object(held)["entitlements"] as? [[String: Any]] ?? []
    #expect(entitlements.isEmpty != kind.isEntitlement)
    #expect(entitlements.allSatisfy { ($0["title"] as? String)?.isEmpty == false })
    if kind == .reservation {
      #expect((entitlements.first?["reservations"] as? [[String: Any]])?.isEmpty == false)
    }
    let shown = try await shop.run("order", "show", orderID)
    #expect(shown.status == 0)
    if kind.isEntitlement { #expect(shown.output.contains("Type")) }
  }

  @Test("A second factor that is refused midway ends with 4, and nothing is bought")
  func secondFactor() async throws {
    try await OrderShop.serving { shop in
      #expect(try await shop.plan().status == 0)
      try shop.setFaults("mfa:path=/carts")
      let result = try await shop.submit()
      #expect(result.status == 4, "\(result.output)\(result.errors)")
      #expect(shop.bought.isEmpty)
      try shop.setFaults("")
      #expect(try await shop.run("order", "resume").status == 0)
    }
  }
}
