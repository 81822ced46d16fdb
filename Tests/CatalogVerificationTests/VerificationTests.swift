import CatalogModel
import CatalogQuery
import CatalogSync
import CatalogVerification
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@Suite struct VerificationTests {
  private func items(_ harness: VerificationHarness, of customer: String, limit: Int = 10_000) throws -> [CatalogItem] {
    try harness.catalog().purchasableItems(for: customer, matching: "", PurchaseOptions(limit: limit)).items.map(\.item)
  }

  @Test("What is as it was costs one request for each item, and is as old as that request")
  func same() async throws {
    let harness = try await VerificationHarness()
    let contoso = try #require(try harness.catalog().customers(matching: "contoso.onmicrosoft.com").first)
    let items = try items(harness, of: contoso.id.rawValue, limit: 7)
    let before = harness.emulator.servedCount
    let report = try await harness.verifier().verify(items, for: contoso.id)
    #expect(report.items.map(\.state) == items.map { _ in .same })
    #expect(report.items.allSatisfy { $0.isInCustomerCatalog == true && $0.remark == nil })
    #expect(report.requests <= items.count && report.rereadRequests == 0)
    let asked = harness.requests(since: before)
    #expect(asked.count == report.requests)
    #expect(asked.allSatisfy { $0.contains("/customers/\(contoso.id)/products/") && $0.contains("/availabilities") })
    let after = try self.items(harness, of: contoso.id.rawValue, limit: 7)
    #expect(after.map(\.ageSeconds) == items.map { _ in 0 })
    #expect(after.map(\.catalogItemID) == items.map(\.catalogItemID))
    #expect(try harness.catalog().changes().isEmpty)
  }

  @Test("Same, reissued, changed and gone are told apart, and the store is brought up to date in whole products")
  func anotherVersion() async throws {
    let harness = try await VerificationHarness(products: 60)
    let contoso = try #require(try harness.catalog().customers(matching: "contoso.onmicrosoft.com").first)
    let items = try items(harness, of: contoso.id.rawValue)
    let old = Dictionary(uniqueKeysWithValues: harness.emulator.truth().map { ($0.catalogItemID, $0) })
    harness.emulator.setVersion(4)
    let truth = Array(harness.emulator.truth())
    let new = Dictionary(uniqueKeysWithValues: truth.map { ($0.catalogItemID, $0) })
    let report = try await harness.verifier().verify(items, for: contoso.id)
    #expect(report.items.count == items.count)
    var states: [ItemVerification.State: Int] = [:]
    for verification in report.items {
      let id = verification.catalogItemID.rawValue
      states[verification.state, default: 0] += 1
      let before = try #require(old[id])
      switch verification.state {
      case .same: #expect(new[id].map(Self.facts) == Self.facts(before))
      case .changed: #expect(new[id] != nil)
      case .reissued:
        let successor = try #require(verification.newCatalogItemID.flatMap { new[$0.rawValue] })
        #expect(new[id] == nil)
        #expect(
          (successor.productID, successor.skuID, successor.segment, successor.currency)
            == (before.productID, before.skuID, before.segment, before.currency))
        #expect(successor.terms.map(\.duration) == before.terms.map(\.duration))
      case .gone: #expect(new[id] == nil)
      case .refused, .notAsked: Issue.record("everything was answered")
      }
    }
    #expect(Set(states.keys) == [.same, .reissued, .changed, .gone], "\(states)")
    #expect(report.requests <= items.count + 2 * (states[.gone] ?? 0), "\(report.requests) for \(items.count)")
    #expect(report.rereadProducts > 0 && report.rereadRequests > 0)
    // Asked again, everything that is there is as it is stored.
    let again = try self.items(harness, of: contoso.id.rawValue)
    let second = try await harness.verifier(after: 7200).verify(again, for: contoso.id)
    #expect(second.items.filter { $0.state == .gone }.map(\.catalogItemID) == [])
    let stored = Set(again.map(\.catalogItemID.rawValue))
    #expect(stored.isSubset(of: new.keys))
  }

  private static func facts(_ item: ExpectedItem) -> [String] {
    ["\(item.isPurchasable)", "\(item.terms)", item.skuTitle, item.productTitle, "\(item.maximumQuantity)"]
  }

  @Test("What the customer's own catalog leaves out is asked of the market's, and said so")
  func notForThisCustomer() async throws {
    let harness = try await VerificationHarness(market: "BR")
    // The third customer has accepted no agreement.
    let name = harness.emulator.customerNames[2]
    let customer = try #require(try harness.catalog().customers().first { $0.name == name })
    let items = try harness.catalog().search(
      "", SearchOptions(markets: ["BR"], productTypes: ["OnlineServicesNCE"], limit: 9)
    ).items.map(\.item)
    let report = try await harness.verifier().verify(items.filter { $0.segment == .commercial }, for: customer.id)
    #expect(!report.items.isEmpty)
    for item in report.items {
      #expect(item.state == .same)
      #expect(item.isInCustomerCatalog == false)
      #expect(item.remark?.hasPrefix("The customer's own catalog does not show it") == true)
    }
    #expect(report.requests == 2 * report.items.count)
    #expect(report.rereadRequests == 0)
  }

  @Test("Without a network nothing is found out, and the store stays as it is")
  func noNetwork() async throws {
    let harness = try await VerificationHarness()
    let items = try items(harness, of: "contoso.onmicrosoft.com", limit: 2)
    await #expect(throws: RequestError.self) {
      try await harness.verifier(transport: DeadTransport()).verify(items, for: nil)
    }
    #expect(try self.items(harness, of: "contoso.onmicrosoft.com", limit: 2).map(\.ageSeconds) == [3600, 3600])
  }
}

/// A network that is down.
struct DeadTransport: Transport {
  func send(_ request: TransportRequest) async throws -> TransportResponse {
    throw TransportFailure.connectionBroken(reason: "no route to host")
  }
}
