import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

@Suite("The offer matrix in verdicts")
struct OfferMatrixTests {
  private static let premium = SKUReference("CFQ7TTC0LH18", "0001")
  private static let phone = SKUReference("CFQ7TTC0ADDN", "0001")
  private static let dead = SKUReference("CFQ7TTC0DEAD", "0001")

  /// A licence and an add-on that says nothing of itself; a customer who holds 290 of the licence.
  private func filled(_ limits: [SKUReference: OfferLimits]) async throws -> SmallStore {
    let store = try await SmallStore()
    try await store.put(
      "CFQ7TTC0LH18", product("Business Premium", [item("COMM", of: "CFQ7TTC0LH18:0001")]), in: "DE")
    try await store.put("CFQ7TTC0ADDN", product("Phone System", [item("ADD1", of: "CFQ7TTC0ADDN:0001")]), in: "DE")
    try await store.customer("Contoso GmbH", domain: "contoso.onmicrosoft.com", market: "DE", id: "c-1")
    if !limits.isEmpty {
      _ = try await store.store.store(
        NewOfferMatrix(
          month: try #require(SheetMonth(202_602)), matrix: OfferMatrix(limits: limits, rows: limits.count), bytes: 1,
          digest: [UInt8](repeating: 1, count: 32), fetchedAt: SmallStore.read))
    }
    return store
  }

  private func resolved(
    _ store: SmallStore, _ quantity: Int, holding held: Int = 0
  ) throws -> (outcome: Resolution.Outcome, text: String) {
    var options = ResolveOptions(quantity: quantity)
    if held > 0 {
      options.holdings = [
        HeldItem(productID: "CFQ7TTC0LH18", skuID: "0001", source: .order, id: "o-1", quantity: held)
      ]
    }
    let resolution = try store.catalog().resolve("CFQ7TTC0LH18:0001", for: "c-1", options)
    return (resolution.outcome, String(decoding: try JSONEncoder().encode(resolution), as: UTF8.self))
  }

  @Test("limits the quantity of an order, and what a customer holds in all")
  func quantities() async throws {
    let store = try await filled([Self.premium: OfferLimits(minimumQuantity: 5, maximumQuantity: 300)])
    #expect(try resolved(store, 300).outcome == .resolved)
    for (quantity, sentence) in [
      (4, "4 is too few: at least 5 must be ordered."), (301, "301 is too many: at most 300 can be ordered."),
    ] {
      let answer = try resolved(store, quantity)
      #expect(answer.outcome == .blocked && answer.text.contains(sentence), "\(answer.text)")
    }
    #expect(try resolved(store, 10, holding: 290).outcome == .resolved)
    let beyond = try resolved(store, 11, holding: 290)
    #expect(
      beyond.outcome == .blocked
        && beyond.text.contains(
          "11 is too many: Contoso GmbH holds 290, and may hold at most 300, over all partners together."),
      "\(beyond.text)")
    #expect(try resolved(store, .max, holding: .max).outcome == .blocked)
    // Without a matrix the catalog's own limits are all there is.
    #expect(try resolved(await filled([:]), 301).outcome == .resolved)
  }

  @Test("names prerequisites that the catalog does not, of those that are still sold")
  func prerequisites() async throws {
    let limits = OfferLimits(prerequisites: [Self.dead, Self.premium])
    let catalog = try await filled([Self.phone: limits]).catalog()
    let answer = try catalog.explain(customer: "c-1", item: "CFQ7TTC0ADDN:0001")
    #expect(answer.verdict == .stepsRequired && answer.steps.map(\.code) == [.prerequisiteProduct])
    #expect(answer.message.contains("Business Premium (CFQ7TTC0LH18:0001)") && !answer.message.contains("DEAD"))
    let only = try await filled([Self.phone: OfferLimits(prerequisites: [Self.dead])]).catalog()
    #expect(try only.explain(customer: "c-1", item: "CFQ7TTC0ADDN:0001").message.contains("CFQ7TTC0DEAD:0001"))
  }

  @Test("proves nothing of what is sold: a SKU that it alone lists stays unknown, and a removed one stays removed")
  func deadSKUs() async throws {
    let limits = OfferLimits(maximumQuantity: 300, conversions: [Self.dead, Self.phone], countries: ["DE"])
    let store = try await filled([Self.dead: limits, Self.premium: limits])
    try await store.put("CFQ7TTC0LH18", nil, in: "DE")
    let catalog = try store.catalog()
    let unknown = try catalog.explain(customer: "c-1", item: "CFQ7TTC0DEAD:0001")
    #expect(unknown.verdict == .blocked && unknown.reasons.map(\.code).contains(.neverSeen) && !unknown.isKnown)
    let removed = try catalog.explain(customer: "c-1", item: "CFQ7TTC0LH18:0001")
    #expect(removed.verdict == .blocked && removed.reasons.map(\.code) == [.removed])
    // Its conversions are replacements, of those that are still sold.
    #expect(removed.successors == ["Phone System (CFQ7TTC0ADDN:0001)"], "\(removed.successors)")
  }

  @Test("is part of a SKU's details and of the answers to what is")
  func details() async throws {
    let guid = "f245ecc8-75af-4f8e-b61f-27d8114de5f3"
    let limits = OfferLimits(
      minimumQuantity: 1, maximumQuantity: 300, ownershipLimit: 2, ownershipLimitType: "ConcurrentCount",
      provisioningID: guid, provisioningString: "O365_BUSINESS_PREMIUM")
    let catalog = try await filled([Self.premium: limits]).catalog()
    let details = try #require(try catalog.details(of: .product("CFQ7TTC0LH18")))
    #expect(details.skus.map(\.offerMatrix) == [limits])
    let text = try JSONEncoder().encode(details)
    #expect(try JSONDecoder().decode(ItemDetails.self, from: text) == details)
    #expect(try catalog.offerLimits(of: Self.phone) == nil)
    #expect(try catalog.offerMatrix()?.month?.number == 202_602)
    for query in [guid, "CFQ7TTC0LH18:0001"] {
      let edges = try Crosswalk.lookUp(query, in: catalog).edges
      #expect(edges.contains { $0.source == "offerMatrix" && $0.to.id == guid && $0.from.id == "CFQ7TTC0LH18:0001" })
    }
  }
}
