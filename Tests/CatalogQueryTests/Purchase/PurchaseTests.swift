import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

@Suite struct PurchaseTests {
  private func filled() async throws -> SmallStore {
    let store = try await SmallStore()
    try await store.put(
      "CFQ7TTC0LH18",
      product(
        "Microsoft 365 Business Premium",
        [
          item("COMM", currency: "EUR", terms: ["P1M", "P1Y"], of: "CFQ7TTC0LH18:0001"),
          item("EDUC", .education, currency: "EUR", of: "CFQ7TTC0LH18:0001"),
          item("NONP", .nonprofit, currency: "EUR", of: "CFQ7TTC0LH18:0001"),
          item("GOVT", .government, currency: "EUR", of: "CFQ7TTC0LH18:0001"),
          item("OFF", currency: "EUR", isPurchasable: false, of: "CFQ7TTC0LH18:0001"),
        ]), in: "DE")
    let reservation = product(
      "Reserved VM Instance, Standard_D2s_v3, US West 2", type: "Azure",
      prerequisites: ["InventoryCheck", "AzureSubscriptionRegistration"],
      variables: ["CustomerId", "AzureSubscriptionId", "ArmRegionName"],
      attributes: #"{"armRegionName":"westus2"}"#, [item("RES1", of: "DZH318Z0BQ3Q:0001")])
    try await store.put("DZH318Z0BQ3Q", reservation, in: "DE")
    let subscription = product(
      "SUSE Manager", type: "Software", [item("SUB1", terms: ["P1Y"], of: "DG7GMGF0FLR2:0001")])
    for market in ["DE", "AO"] as [Market] {
      try await store.put("DG7GMGF0FLR2", subscription, in: market)
      try await store.put(
        "DG7GMGF0DWTL",
        product("SQL Server 2022 - 2 Core", type: "Software", [item("SQL1", terms: [], of: "DG7GMGF0DWTL:0001")]),
        in: market)
    }
    try await store.list("DG7GMGF0FLR2", subscription, view: .softwareSubscriptions, in: "DE")
    try await store.put(
      "CFQ7TTC0ADDN",
      product(
        "Phone System", attributes: #"{"isAddon":"true","prerequisiteSkus":["CFQ7TTC0LH18:0001","CFQ7TTC0NONE:0001"]}"#,
        [item("ADD1", of: "CFQ7TTC0ADDN:0001")]), in: "DE")
    try await store.put("CFQ7TTC0USUS", product("Sold in America", [item("USA1", of: "CFQ7TTC0USUS:0001")]), in: "US")
    for at in [SmallStore.read.addingTimeInterval(-86_400), SmallStore.read] {
      try await store.store.noteUnavailability(of: "AO", evidence: "its lists show none", at: at)
    }
    try await store.customer("Contoso GmbH", domain: "contoso.onmicrosoft.com", market: "DE", id: "c-1")
    try await store.customer(
      "Schule Süd", domain: "schule.onmicrosoft.com", market: "DE",
      qualifications: [
        Qualification(name: "Education", vettingStatus: "Approved"),
        Qualification(name: "Nonprofit", vettingStatus: "InReview"),
      ])
    try await store.customer("Luanda Lda", domain: "luanda.onmicrosoft.com", market: "AO")
    try await store.customer("Nowhere Inc", domain: "nowhere.onmicrosoft.com", market: nil, qualifications: nil)
    return store
  }

  private func found(_ customer: String, _ text: String = "", _ options: PurchaseOptions = PurchaseOptions())
    async throws -> [String]
  {
    try await filled().catalog().purchasableItems(for: customer, matching: text, options).items.map {
      "\($0.availabilityID) \($0.verdict.rawValue) \(($0.reasons.map(\.code.rawValue) + $0.steps.map(\.code.rawValue)).joined(separator: ","))"
    }
  }

  @Test("Without a qualification only commercial items are shown, each with its steps")
  func commercial() async throws {
    #expect(
      try await found("contoso.onmicrosoft.com") == [
        "COMM purchasable ", "ADD1 stepsRequired prerequisiteProduct",
        "RES1 stepsRequired inventoryCheck,azureSubscriptionRegistration", "SQL1 stepsRequired softwareQualification",
        "SUB1 purchasable ",
      ])
  }

  @Test("An approved qualification opens its segment, one in review does not")
  func qualified() async throws {
    #expect(try await found("Schule", "premium") == ["COMM purchasable ", "EDUC purchasable "])
  }

  @Test("Blocked items come with their reasons, after the others, where they are asked for")
  func blocked() async throws {
    #expect(
      try await found("c-1", "premium", PurchaseOptions(includesBlocked: true)) == [
        "COMM purchasable ", "OFF blocked notPurchasable", "EDUC blocked segmentNotEligible",
        "GOVT blocked segmentNotEligible", "NONP blocked segmentNotEligible",
      ])
    #expect(try await found("c-1", "cfq7ttc0lh18:1:nonp") == ["NONP blocked segmentNotEligible"])
  }

  @Test("Software subscriptions are blocked where they are not sold, perpetual software is not")
  func unavailableMarket() async throws {
    #expect(try await found("luanda") == ["SQL1 stepsRequired softwareQualification"])
    #expect(try await found("luanda", "DG7GMGF0FLR2") == ["SUB1 blocked unavailableMarket"])
  }

  @Test("An item of other markets is blocked, named by id, with the markets that have it")
  func notInMarket() async throws {
    let answer = try await filled().catalog().purchasableItems(for: "c-1", matching: "CFQ7TTC0USUS")
    #expect(answer.items.map(\.verdict) == [.blocked])
    #expect(
      answer.items.first?.reasons.map(\.message) == [
        "It is not offered in DE, where Contoso GmbH buys. It is offered in US."
      ])
    #expect(try await found("c-1", "sold in america").isEmpty)
  }

  @Test("What was ordered counts as held: it opens an add-on, and is named with its SKU")
  func ordered() async throws {
    let catalog = try await filled().catalog()
    func answer(_ holdings: [HeldItem]) throws -> [String: PurchasableItem] {
      var options = PurchaseOptions()
      options.holdings = holdings
      let items = try catalog.purchasableItems(for: "c-1", options).items
      return Dictionary(uniqueKeysWithValues: items.map { ($0.availabilityID.rawValue, $0) })
    }
    let order = HeldItem(productID: "CFQ7TTC0LH18", skuID: "0001", source: .order, id: "o-1", quantity: 25)
    let before = try answer([])
    #expect(before["ADD1"]?.steps.map(\.code) == [.prerequisiteProduct])
    #expect(before.values.allSatisfy { $0.held.isEmpty })
    let after = try answer([order])
    #expect(after["ADD1"]?.verdict == .purchasable)
    #expect(after["COMM"]?.held == [order])
    #expect(after["SQL1"]?.held == [])
    let other = HeldItem(productID: "CFQ7TTC0LH18", skuID: "0002", source: .entitlement, id: "e", quantity: 1)
    #expect(try answer([other])["ADD1"]?.verdict == .stepsRequired, "another SKU opens nothing")
  }

  @Test("An add-on names what must be bought before, by title where the store has it")
  func addOn() async throws {
    let answer = try await filled().catalog().purchasableItems(for: "c-1", matching: "phone system")
    #expect(
      answer.items.first?.steps.map(\.message) == [
        "It is an add-on: the customer must have one of: Microsoft 365 Business Premium (CFQ7TTC0LH18:0001), CFQ7TTC0NONE:0001."
      ])
  }

  @Test("Segment, term and currency narrow")
  func narrowing() async throws {
    #expect(try await found("c-1", "", PurchaseOptions(term: "p1m")) == ["COMM purchasable "])
    #expect(try await found("c-1", "", PurchaseOptions(currency: "EUR")) == ["COMM purchasable "])
    #expect(try await found("Schule", "", PurchaseOptions(segment: .education)) == ["EDUC purchasable "])
    #expect(try await found("c-1", "", PurchaseOptions(segment: .education)).isEmpty)
  }

  @Test("The total counts what is shown, pages are parts of it")
  func paging() async throws {
    let answer = try await filled().catalog().purchasableItems(
      for: "c-1", matching: "", PurchaseOptions(limit: 2, offset: 1))
    #expect(answer.total == 5)
    #expect(answer.items.map(\.availabilityID) == ["ADD1", "RES1"])
  }

  @Test("A removed item is shown with its date, by id and with all blocked ones")
  func removed() async throws {
    let store = try await filled()
    try await store.put("CFQ7TTC0ADDN", nil, in: "DE", at: SmallStore.now.addingTimeInterval(-86_400))
    let catalog = try store.catalog()
    let answer = try catalog.purchasableItems(for: "c-1", matching: "CFQ7TTC0ADDN:0001:ADD1")
    #expect(
      answer.items.first?.reasons == [
        VerdictReason(
          code: .removed, message: "It is no longer in the catalog of DE: missing since 2026-02-28.")
      ])
    let all = try catalog.purchasableItems(for: "c-1", matching: "phone", PurchaseOptions(includesBlocked: true))
    #expect(all.items.map(\.catalogItemID) == ["CFQ7TTC0ADDN:0001:ADD1"])
    #expect(try catalog.purchasableItems(for: "c-1", matching: "phone").total == 0)
  }

  @Test("A restricted inventory blocks, unless another subscription is free")
  func inventory() async throws {
    let store = try await filled()
    try await store.inventoryCheck(customer: "c-1", sku: "DZH318Z0BQ3Q:0001", isRestricted: true)
    var items = try store.catalog().purchasableItems(for: "c-1", matching: "DZH318Z0BQ3Q").items
    #expect(
      items.first?.reasons == [
        VerdictReason(
          code: .inventoryRestricted,
          message:
            "The inventory check of 2026-02-28 found it restricted for subscription s-1, region westus2: Not open to it."
        )
      ])
    try await store.inventoryCheck(
      customer: "c-1", sku: "DZH318Z0BQ3Q:0001", isRestricted: false, subscription: "s-2")
    items = try store.catalog().purchasableItems(for: "c-1", matching: "DZH318Z0BQ3Q").items
    #expect(items.map(\.verdict) == [.stepsRequired])
  }

  @Test("A customer without a known market is an error that says what to do")
  func unknownMarket() async throws {
    let catalog = try await filled().catalog()
    #expect {
      try catalog.purchasableItems(for: "nowhere")
    } throws: { error in
      (error as? CatalogError)?.code == .customerMarketUnknown
        && "\(error)"
          == "The billing country of Nowhere Inc (00000000-0000-0000-0000-nowhere.onmicrosoft.com) is unknown, and with it the market. Set the country in the customer's billing profile in Partner Center, then read the customers again."
    }
  }

  @Test("The JSON is the item and the verdict in one object")
  func json() async throws {
    let answer = try await filled().catalog().purchasableItems(for: "c-1", matching: "phone")
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(answer)) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "customer", "total", "items", "marketReading", "suggestion", "facets", "isPartial", "next",
      ])
    let customer = try #require(object["customer"] as? [String: Any])
    #expect(Set(customer.keys) == ["id", "name", "domain", "market", "qualifications", "unknown", "confirmedAt"])
    let item = try #require((object["items"] as? [[String: Any]])?.first)
    #expect(
      Set(item.keys) == [
        "catalogItemId", "productId", "skuId", "availabilityId", "market", "segment", "reservationScope",
        "provisioningId", "productTitle", "skuTitle", "productType", "productSubType", "publisher", "currency",
        "isPurchasable", "isRenewable", "isTrial", "minimumQuantity", "maximumQuantity", "terms", "renewalInstructions",
        "purchasePrerequisites",
        "inventoryVariables",
        "confirmedAt", "ageSeconds", "verdict", "reasons", "steps",
      ])
    #expect(item["reservationScope"] is NSNull)
  }

  @Test(
    "Why not: every answer is a sentence of its own",
    arguments: [
      ("CFQ7TTC0LH18:0001:COMM", "CFQ7TTC0LH18:0001:COMM is offered to Contoso GmbH in DE."),
      (
        "DG7GMGF0DWTL",
        "DG7GMGF0DWTL:0001:SQL1 is offered to Contoso GmbH in DE, after these steps:\nMicrosoft must have qualified the partner to sell perpetual software."
      ),
      (
        "CFQ7TTC0LH18:0001:EDUC",
        "CFQ7TTC0LH18:0001:EDUC is not offered to Contoso GmbH in DE.\nIt is for education customers, and Contoso GmbH has no approved Education qualification."
      ),
      (
        "CFQ7TTC0USUS",
        "CFQ7TTC0USUS is not offered to Contoso GmbH in DE.\nIt is not offered in DE, where Contoso GmbH buys. It is offered in US."
      ),
      ("CFQ7TTC0NONE:0001", "The catalog has never held CFQ7TTC0NONE:0001."),
      ("CFQ7TTC0LH18:0001:NONE", "The catalog has never held CFQ7TTC0LH18:0001:NONE."),
    ])
  func explanation(item: String, message: String) async throws {
    let explanation = try await filled().catalog().explain(customer: "c-1", item: item)
    #expect(explanation.message == message)
    #expect(explanation.isKnown == !item.contains("NONE"))
  }

  @Test("Whoever asks for a replaced id is told its successor")
  func replacedElsewhere() async throws {
    let store = try await filled()
    try await store.put(
      "CFQ7TTC0USUS", product("Sold in America", [item("USA2", of: "CFQ7TTC0USUS:0001")]), in: "US",
      at: SmallStore.now)
    let catalog = try store.catalog()
    let (old, new) = ("CFQ7TTC0USUS:0001:USA1", "CFQ7TTC0USUS:0001:USA2")
    #expect(try catalog.search(old).suggestion == new)
    #expect(try catalog.purchasableItems(for: "c-1", matching: old).suggestion == new)
    #expect(try catalog.successor(of: #require(ItemReference(parsing: old))) == CatalogItemID(new))
    #expect(try catalog.successor(of: #require(ItemReference(parsing: new))) == nil)
    #expect(try catalog.search(new).suggestion == nil)
  }

  @Test("Why not: a replaced id names its successor")
  func successor() async throws {
    let store = try await filled()
    try await store.put(
      "CFQ7TTC0USUS", product("Sold in America", [item("USA2", of: "CFQ7TTC0USUS:0001")]), in: "US",
      at: SmallStore.now)
    #expect(
      try store.catalog().explain(customer: "c-1", item: "cfq7ttc0usus:1:USA1").message
        == "CFQ7TTC0USUS:0001:USA1 is an id that Microsoft replaced: the same item is now CFQ7TTC0USUS:0001:USA2.")
  }

  @Test("Why not: a text that is no id is an error")
  func unreadableItem() async throws {
    let catalog = try await filled().catalog()
    #expect(throws: CatalogError.itemUnreadable("a b")) { try catalog.explain(customer: "c-1", item: "a b") }
  }
}
