import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@testable import PartnerCatalogCLI

@Suite("order show", .timeLimit(.minutes(10)))
struct OrderShowTests {
  /// Buys perpetual software as application and user; the id of the order.
  private func bought(_ shop: OrderShop) async throws -> String {
    let planned = try await shop.run(
      "order", "plan", OrderShop.customer, OrderShop.software, "--attest", "--max-total", "100000USD", "--accept",
      "qualification", "--out", shop.planPath)
    #expect(planned.status == 0, "\(planned.output)\(planned.errors)")
    let submitted = try await shop.submit("--json")
    #expect(submitted.status == 0, "\(submitted.output)\(submitted.errors)")
    return try #require(shop.bought.first?.orderId)
  }

  @Test("After done: what the lines brought, and what the customer holds, with titles; later as it was last read")
  func done() async throws {
    try await OrderShop.serving { anonymous in
      let shop = try anonymous.signedInAsUser()
      let order = try await bought(shop)
      let shown = try await shop.run("order", "show", order, "--json")
      #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
      let purchase = try OrderShop.object(shown)
      #expect(
        Set(purchase.keys) == [
          "purchaseId", "planId", "state", "customer", "cartId", "confirmedTotal", "orders", "errors", "openedAt",
          "settledAt", "evidence", "detailsReadAt", "provisioning", "activationLinks", "entitlements",
        ])
      #expect(purchase["activationLinks"] is NSNull)
      let line = try #require((purchase["provisioning"] as? [[String: Any]])?.first)
      #expect(
        Set(line.keys) == [
          "orderId", "lineItemNumber", "productId", "productTitle", "skuId", "skuTitle", "subscriptionId", "status",
          "quantities",
        ])
      #expect(line["status"] as? String == "fulfilled" && line["orderId"] as? String == order)
      let part = try #require((line["quantities"] as? [[String: Any]])?.first)
      #expect(part["quantity"] as? Int == 1 && part["status"] as? String == "fulfilled")
      let held = try #require((purchase["entitlements"] as? [[String: Any]])?.first)
      #expect("\(held["productId"] ?? ""):\(held["skuId"] ?? "")" == OrderShop.software)
      #expect((held["title"] as? String)?.isEmpty == false)

      // The same entry as that of `entitlements`.
      let listed = try await shop.run("entitlements", OrderShop.customer, "--order", order, "--json")
      let entry = try #require((try OrderShop.object(listed)["entitlements"] as? [[String: Any]])?.first)
      func text(_ object: [String: Any]) throws -> Data {
        try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
      }
      #expect(try text(entry) == text(held))

      let text = try await shop.run("order", "show", order)
      #expect(text.output.contains(": fulfilled (1 fulfilled)"))
      #expect(text.output.contains("Entitlements, read "))

      // Another tenant's service says nothing about it.
      var stranger = shop.program
      stranger.environment["PARTNER_CATALOG_TENANT"] = "another"
      let served = shop.emulator.servedCount
      let foreign = try await stranger.start(["order", "show", order, "--json"]).ended()
      #expect(foreign.status == 0 && foreign.errors.contains("which was not asked"))
      #expect(shop.emulator.servedCount == served)

      // The service is away: the journal has the last reading.
      var alone = shop.program
      alone.environment["PARTNER_CATALOG_CLIENT_SECRET"] = "wrong"
      let later = try await alone.start(["order", "show", order, "--json"]).ended()
      #expect(later.status == 0)
      #expect(later.errors.contains("The service could not be asked:"))
      let kept = try OrderShop.object(later)
      #expect((kept["entitlements"] as? [[String: Any]])?.count == 1)
      #expect((kept["provisioning"] as? [[String: Any]])?.first?["status"] as? String == "fulfilled")
      #expect(kept["detailsReadAt"] is String)
    }
  }

  @Test("Where an application alone may not read them, they are unknown, not none")
  func unread() async throws {
    try await OrderShop.serving { shop in
      let order = try await bought(shop)
      let shown = try await shop.run("order", "show", order, "--json")
      #expect(shown.status == 0)
      #expect(shown.errors.contains("The entitlements could not be read:"))
      let purchase = try OrderShop.object(shown)
      #expect(purchase["entitlements"] is NSNull && purchase["detailsReadAt"] is NSNull)
      #expect((purchase["provisioning"] as? [[String: Any]])?.first?["status"] is NSNull)
      let text = try await shop.run("order", "show", order)
      #expect(text.output.contains("Entitlements: not read yet."))
      #expect(text.output.contains(": not read yet"))
    }
  }

  @Test("A licence shows its subscription and no entitlement; links are printed on request alone")
  func licence() async throws {
    try await OrderShop.serving { anonymous in
      let shop = try anonymous.signedInAsUser()
      #expect(try await shop.plan().status == 0)
      #expect(try await shop.submit().status == 0)
      let order = try #require(shop.bought.first?.orderId)
      let shown = try await shop.run("order", "show", order, "--activation-links", "--json")
      #expect(shown.status == 0, "\(shown.errors)")
      let purchase = try OrderShop.object(shown)
      #expect((purchase["entitlements"] as? [Any])?.isEmpty == true)
      #expect((purchase["activationLinks"] as? [Any])?.isEmpty == true, "asked for, and there are none")
      let line = try #require((purchase["provisioning"] as? [[String: Any]])?.first)
      #expect((line["subscriptionId"] as? String)?.isEmpty == false)
      #expect("\(line["productId"] ?? ""):\(line["skuId"] ?? "")" == OrderShop.licence)
    }
  }

  @Test("Titles are those of the day of the order, not the newest")
  func titles() async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-titles-\(UUID().uuidString).sqlite").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "t", cloud: "global"))
    let now = Date()
    for (version, age) in [(1, 9.0), (2, 5.0)] {
      var shape = CatalogShape(markets: ["US"], products: 30, skusPerProduct: 3)
      shape.churn.skusRenamed = 1
      shape.version = version
      let emulator = Emulator(EmulatorConfiguration(shape: shape))
      let client = PartnerCenterClient(
        endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
        limiter: RequestLimiter(requestsPerMinute: 10_000_000, concurrency: 4))
      let readAt = now.addingTimeInterval(-age * 3600)
      let synchronizer = CatalogSynchronizer(store: store, client: client, concurrency: 4, now: { readAt })
      _ = await synchronizer.sync(SyncOptions(markets: ["US"], views: [.onlineServices], isFull: true))
    }
    let catalog = try Catalog(path: path)
    let renamed = try #require(
      try catalog.changes().first { $0.field == "title" && $0.entity == .sku && $0.kind == .changed })
    let sku = SKUReference(renamed.productID, try #require(renamed.skuID))
    let titles = OrderTitles(catalog)
    let before = renamed.at.addingTimeInterval(-60)
    #expect(titles.names(of: sku, in: "US", at: before).sku == renamed.oldValue)
    #expect(titles.names(of: sku, in: "US", at: renamed.at).sku == renamed.newValue)
    #expect(titles.names(of: sku, in: nil, at: nil).sku == renamed.newValue)
    #expect(titles.names(of: sku, in: "DE", at: before).sku == renamed.oldValue, "a market without the product")
    #expect(titles.names(of: SKUReference("NOSUCHTHING1", "0001"), in: "US", at: nil).title == nil)
  }
}
