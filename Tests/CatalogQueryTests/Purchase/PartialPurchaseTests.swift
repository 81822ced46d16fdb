import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

/// Matches that lack words.
@Suite struct PartialPurchaseTests {
  private func filled() async throws -> SmallStore {
    let store = try await SmallStore()
    try await store.put(
      "A", product("Cloud Server Alpha", [item("M", of: "A:0001"), item("E", .education, of: "A:0001")]), in: "US")
    try await store.put("B", product("Cloud Server Beta", [item("N", isPurchasable: false, of: "B:0001")]), in: "US")
    try await store.put("C", product("Cloud Server Gamma", [item("R", currency: "EUR", of: "C:0001")]), in: "US")
    try await store.put("D", product("Garden Chair", [item("S", of: "D:0001")]), in: "US")
    try await store.customer("Contoso", domain: "contoso.example", market: "US", id: "c-1")
    return store
  }

  private func answer(
    _ catalog: Catalog, _ text: String, isPartial: Bool = true, all: Bool = false, _ page: Page = Page(limit: 50),
    filter: ItemFilter = ItemFilter()
  ) throws -> PurchaseAnswer {
    var options = PurchaseOptions(filter: filter, includesBlocked: all, page: page)
    options.includesPartialMatches = isPartial
    options.countsFacets = true
    return try catalog.purchasableItems(for: "c-1", matching: text, options)
  }

  @Test("Without a full match the closest ones that the customer can buy come, each with the words that it lacks")
  func closest() async throws {
    let catalog = try await filled().catalog()
    let without = try answer(catalog, "cloud server zanzibar", isPartial: false)
    #expect(without.total == 0 && without.items.isEmpty && !without.isPartial)
    let found = try answer(catalog, "cloud server zanzibar")
    #expect(found.isPartial)
    #expect(Set(found.items.map(\.catalogItemID)) == ["A:0001:M", "C:0001:R"])
    #expect(found.total == 2)
    #expect(found.items.allSatisfy { $0.missing == ["zanzibar"] && $0.verdict != .blocked })
    #expect(found.facets["currency"] == ["USD": 1, "EUR": 1])
    let euros = try answer(catalog, "cloud server zanzibar", filter: ItemFilter(only: [.currency: ["eur"]]))
    #expect(euros.items.map(\.catalogItemID) == ["C:0001:R"])
    let all = try answer(catalog, "cloud server zanzibar", all: true)
    #expect(all.isPartial && all.total == 4)
  }

  @Test("A full match that is blocked is none; one word has no partial matches")
  func blocked() async throws {
    let catalog = try await filled().catalog()
    let found = try answer(catalog, "cloud server beta")
    #expect(found.isPartial)
    #expect(Set(found.items.map(\.catalogItemID)) == ["A:0001:M", "C:0001:R"])
    #expect(found.items.allSatisfy { $0.missing == ["beta"] })
    #expect(try answer(catalog, "cloud server beta", all: true).items.map(\.catalogItemID) == ["B:0001:N"])
    #expect(try !answer(catalog, "cloud server alpha").isPartial)
    for text in ["zanzibar", "", "A:0001:XX"] { #expect(try !answer(catalog, text).isPartial) }
  }

  @Test("Pages of partial matches follow each other, and stay partial when a full match comes")
  func pages() async throws {
    let store = try await filled()
    let catalog = try store.catalog()
    let text = "cloud server zanzibar"
    let first = try answer(catalog, text, Page(limit: 1))
    let next = try #require(first.next)
    let second = try answer(catalog, text, Page(limit: 1, after: next))
    #expect(second.isPartial && second.next == nil)
    #expect(Set((first.items + second.items).map(\.catalogItemID)) == ["A:0001:M", "C:0001:R"])
    #expect(throws: CatalogError.self) { try answer(catalog, text, isPartial: false, Page(limit: 1, after: next)) }
    try await store.put("Z", product("Cloud Server Zanzibar", [item("Z", of: "Z:0001")]), in: "US")
    #expect(try answer(catalog, text, Page(limit: 1, after: next)).isPartial)
    #expect(try answer(catalog, text).items.map(\.catalogItemID) == ["Z:0001:Z"])
  }

  @Test("The JSON names the missing words, and is read again")
  func json() async throws {
    let found = try answer(try await filled().catalog(), "cloud server zanzibar", Page(limit: 1))
    let data = try JSONEncoder().encode(found)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["isPartial"] as? Bool == true)
    #expect(object["next"] is String)
    let item = try #require((object["items"] as? [[String: Any]])?.first)
    #expect(item["missing"] as? [String] == ["zanzibar"])
    let read = try JSONDecoder().decode(PurchaseAnswer.self, from: data)
    #expect(read.items == found.items && read.facets == found.facets)
    #expect(read.isPartial && read.next == found.next)
  }

  @Test("A SKU with another text under an Azure plan is found by the words of either")
  func texts() async throws {
    let store = try await filled()
    try await store.put("P", product("Reserved", type: "Azure", [item("L", of: "P:0001")]), in: "US")
    try await store.put(
      "P", product("Reserved", type: "Azure", skuTitle: "Reserved quokka", [item("Q", of: "P:0001")]), in: "US",
      scope: .azurePlan)
    let catalog = try store.catalog()
    #expect(try answer(catalog, "quokka").items.map(\.catalogItemID) == ["P:0001:Q"])
    #expect(Set(try answer(catalog, "reserved").items.map(\.catalogItemID)) == ["P:0001:L", "P:0001:Q"])
  }
}
