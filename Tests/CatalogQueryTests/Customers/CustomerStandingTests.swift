import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

@Suite("What a customer's standing makes of its purchases") struct CustomerStandingTests {
  private func store() async throws -> SmallStore {
    let store = try await SmallStore()
    try await store.put(
      "CFQ7TTC0LFLX",
      product("Microsoft 365 E3", prerequisites: ["MicrosoftCustomerAgreement"], [item("E3", of: "CFQ7TTC0LFLX:0001")]),
      in: "US")
    for (scope, id) in [(nil, "LEG"), (ReservationScope.azurePlan, "PLN")] {
      try await store.put(
        "DZH318Z0BQ3Q",
        product(
          "Reserved VM Instance, Standard_D2s_v3", type: "Azure", prerequisites: ["AzureSubscriptionRegistration"],
          [item(id, of: "DZH318Z0BQ3Q:0001")]), in: "US", scope: scope)
    }
    return store
  }

  private func customer(_ change: (inout StoredCustomer) -> Void) -> StoredCustomer {
    var customer = StoredCustomer(
      id: "c-1", name: "Contoso", domain: "contoso.onmicrosoft.com", market: "US", qualifications: [], agreements: [],
      subscriptions: [], confirmedAt: SmallStore.read)
    change(&customer)
    return customer
  }

  // MARK: - The relationship

  @Test("A relationship that ended blocks everything with a reason and a step of its own")
  func ended() async throws {
    let store = try await store()
    try await store.store.record(customer { $0.hasRelationshipEnded = true })
    let catalog = try store.catalog()
    let all = try catalog.purchasableItems(for: "c-1", PurchaseOptions(includesBlocked: true))
    #expect(all.total == 3)
    for item in all.items {
      #expect(item.verdict == .blocked)
      #expect(item.reasons.first?.code == .relationshipEnded && item.steps.first?.code == .relationshipEnded)
      #expect(
        item.reasons.first?.message
          == "Contoso has no reseller relationship with this partner any more, as Partner Center says, found on 2026-02-28."
      )
    }
    let why = try catalog.explain(customer: "c-1", item: "CFQ7TTC0LFLX:0001")
    #expect(why.verdict == .blocked && why.reasons.map(\.code) == [.relationshipEnded])
    #expect(why.remedies.map(\.code) == [.relationshipEnded])
    let unseen = try catalog.explain(customer: "c-1", item: "NOTHING:0001")
    #expect(unseen.reasons.map(\.code).first == .relationshipEnded)
    for ask in [
      { _ = try catalog.purchasableItems(for: "c-1", matching: "365 e3") },
      { _ = try catalog.purchasableItems(for: "c-1") },
      { _ = try catalog.resolve("Microsoft 365 E3", for: "c-1") },
      { _ = try catalog.inventoryTargets(of: "DZH318Z0BQ3Q", for: "c-1") },
    ] as [() throws -> Void] {
      #expect {
        try ask()
      } throws: {
        ($0 as? CatalogError)?.code == .relationshipEnded
      }
    }
  }

  @Test("Where the market is not known either, it is the relationship that is told, not the country")
  func endedWithoutMarket() async throws {
    let store = try await store()
    try await store.store.record(
      customer {
        $0.hasRelationshipEnded = true
        $0.market = nil
      })
    let catalog = try store.catalog()
    for ask in [
      { _ = try catalog.purchasableItems(for: "c-1", PurchaseOptions(includesBlocked: true)) },
      { _ = try catalog.explain(customer: "c-1", item: "CFQ7TTC0LFLX") }, { _ = try catalog.resolve("E3", for: "c-1") },
    ] as [() throws -> Void] {
      #expect {
        try ask()
      } throws: { error in
        let error = error as? CatalogError
        return error?.code == .relationshipEnded && error?.message.contains("billing profile") == false
          && error?.message.contains("accept a reseller relationship request") == true
      }
    }
  }

  @Test(
    "A relationship that is not told, or goes on by another word, blocks nothing",
    arguments: [nil, "reseller", "advisor"])
  func goesOn(word: String?) async throws {
    let store = try await store()
    try await store.store.record(
      customer {
        $0.relationship = word
        $0.isDirectSigned = true
      })
    let found = try store.catalog().purchasableItems(for: "c-1", matching: "365 e3")
    #expect(found.items.map(\.verdict) == [.purchasable])
  }

  // MARK: - Agreements

  @Test(
    "The customer agreement is accepted by way of the partner, or signed directly; what is not known is no no",
    arguments: [
      (["MicrosoftCustomerAgreement"], nil, nil), ([], true, nil), (nil, true, nil),
      ([], false, "must accept the MicrosoftCustomerAgreement first"), ([], nil, "it is not known whether it has"),
      (nil, nil, "it is not known whether it has"), (nil, false, "it is not known whether it has"),
      (["MicrosoftCloudAgreement"], false, "must accept the MicrosoftCustomerAgreement first"),
      (["MicrosoftCloudAgreement"], nil, "it is not known whether it has"),
    ] as [([String]?, Bool?, String?)])
  func agreement(agreements: [String]?, isDirectSigned: Bool?, step: String?) async throws {
    let store = try await store()
    try await store.store.record(
      customer {
        $0.agreements = agreements
        $0.isDirectSigned = isDirectSigned
      })
    let items = try store.catalog().purchasableItems(for: "c-1", matching: "365 e3").items
    let found = items.first?.steps.first { $0.code == .customerAgreement }
    #expect((found == nil) == (step == nil))
    if let step { #expect(found?.message.contains(step) == true) }
  }

  // MARK: - Reservations

  @Test(
    "A reservation of the Azure plan takes the plan and no registration; one without scope the registration",
    arguments: [
      ([.azurePlan], nil, PurchaseStep.Code.azureSubscriptionRegistration),
      ([.azureUnderPlan], nil, .azureSubscriptionRegistration),
      ([.azure], PurchaseStep.Code.azurePlan, nil), ([], .azurePlan, .azureSubscriptionRegistration),
      ([.azurePlan, .azure], nil, nil),
    ] as [([SubscriptionKind], PurchaseStep.Code?, PurchaseStep.Code?)])
  func reservations(
    holds: [SubscriptionKind], underPlan: PurchaseStep.Code?, legacy: PurchaseStep.Code?
  ) async throws {
    let store = try await store()
    try await store.store.record(
      customer { customer in
        customer.subscriptions = holds.map {
          StoredSubscription(id: "s-\($0)", kind: $0, registration: $0 == .azure ? "Registered" : nil)
        }
      })
    let items = try store.catalog().purchasableItems(for: "c-1", matching: "DZH318Z0BQ3Q:0001").items
    #expect(items.first { $0.reservationScope == .azurePlan }?.steps.map(\.code) == [underPlan].compactMap(\.self))
    #expect(items.first { $0.reservationScope == nil }?.steps.map(\.code) == [legacy].compactMap(\.self))
  }
}
