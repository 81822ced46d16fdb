import CatalogModel
import CatalogQuery
import CatalogVerification
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@Suite("A catalog together with its service")
struct VerifiedCatalogTests {
  private func catalog(
    _ harness: VerificationHarness, tenant: String = "test", transport: (any Transport)? = nil
  ) throws -> VerifiedCatalog {
    // The harness writes to its own file: this one is a copy.
    let path = harness.folder.appendingPathComponent("copy.sqlite").path
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: harness.path + suffix) {
      try FileManager.default.copyItem(atPath: harness.path + suffix, toPath: path + suffix)
    }
    return try VerifiedCatalog(path: path, tenant: tenant, client: harness.client(transport: transport))
  }

  @Test("A young answer asks nothing; an old one is verified item by item, and so is one that must be")
  func freshness() async throws {
    let harness = try await VerificationHarness()
    let before = harness.emulator.served.count
    let verified = try catalog(harness)
    let options = PurchaseOptions(limit: 5)
    let anyAge = try await verified.purchasableItems(
      for: "contoso.onmicrosoft.com", options, freshness: FreshnessRequirement())
    #expect(anyAge.isFresh && anyAge.verification == nil && anyAge.answer.items.count == 5)
    #expect(harness.requests(since: before).isEmpty)

    let proved = try await verified.purchasableItems(for: anyAge.answer.customer, options)
    #expect(proved.isFresh)
    #expect(proved.verification?.items.map(\.catalogItemID) == anyAge.answer.items.map(\.catalogItemID))
    #expect(proved.verification?.isWhole == true)
    #expect(!harness.requests(since: before).isEmpty)
    #expect(proved.answer.oldestAge.map { $0 < 600 } == true)

    let count = harness.emulator.served.count
    let young = try await verified.purchasableItems(
      for: "contoso.onmicrosoft.com", options, freshness: .atMost(.seconds(3600)))
    #expect(young.isFresh && young.verification == nil)
    #expect(harness.emulator.served.count == count)
  }

  @Test("A resolved item is verified, and its id is the one to order by")
  func resolution() async throws {
    let harness = try await VerificationHarness()
    let verified = try catalog(harness)
    let item = try #require(
      try verified.catalog.purchasableItems(for: "contoso.onmicrosoft.com").items.first)
    harness.emulator.setVersion(2)
    let resolved = try await verified.resolve(item.catalogItemID.rawValue, for: "contoso.onmicrosoft.com")
    let state = try #require(resolved.verification?.items.first?.state)
    #expect(state != .notAsked && state != .refused)
  }

  @Test("A service that does not answer leaves the stored answer, marked as not fresh, with the reason")
  func outage() async throws {
    let harness = try await VerificationHarness()
    let silent = harness.transport(answering: "/v1/", 503, "{}")
    let result = try await catalog(harness, transport: silent)
      .purchasableItems(for: "contoso.onmicrosoft.com", PurchaseOptions(limit: 2))
    #expect(!result.isFresh)
    #expect(result.answer.items.count == 2)
    #expect(result.verification?.items.allSatisfy { !$0.isVerified } == true)
  }

  @Test("A file of another tenant is read, and never written")
  func otherTenant() async throws {
    let harness = try await VerificationHarness()
    let verified = try catalog(harness, tenant: "somebody else")
    let before = harness.emulator.served.count
    let result = try await verified.purchasableItems(for: "contoso.onmicrosoft.com", PurchaseOptions(limit: 1))
    #expect(!result.isFresh && result.failure != nil)
    #expect(harness.emulator.served.count == before)
  }

  @Test("Inventory is checked by the item's id, and its result counts at once")
  func inventory() async throws {
    let harness = try await VerificationHarness()
    let verified = try catalog(harness)
    let results = try await verified.checkInventory(
      of: "DZH318Z0BQ3V:0001", for: "contoso.onmicrosoft.com", subscription: "s-1")
    #expect(results.count == 1)
    let checks = try verified.catalog.inventoryChecks(for: "contoso.onmicrosoft.com")
    #expect(checks.map(\.sku) == results.map(\.sku))
    #expect(
      try await verified.checkInventory(of: "ZZZZZZZZZZZZ", for: "contoso.onmicrosoft.com", subscription: "s").isEmpty)
  }
}
