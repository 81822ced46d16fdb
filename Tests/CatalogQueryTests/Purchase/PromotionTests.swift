import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

@Suite("Promotions beside prices")
struct PromotionTests {
  private func promotion(
    _ id: String, term: String = "P1Y", cycle: String = "Annual", ends: TimeInterval = 86_400
  ) -> ListedPromotion {
    ListedPromotion(
      sku: SKUReference("CFQ7TTC0LH18", "0001"),
      promotion: Promotion(
        id: id, name: "New customers", startsAt: SmallStore.now - 86_400, endsAt: SmallStore.now + ends,
        isAutomatic: true, policy: "PercentDiscount", discount: PriceAmount("0.05"), termDuration: term,
        billingCycle: cycle))
  }

  private func filled(_ promotions: [ListedPromotion], segment: Segment = .commercial) async throws -> SmallStore {
    let store = try await SmallStore()
    try await store.put(
      "CFQ7TTC0LH18", product("Business Basic", [item("COMM", of: "CFQ7TTC0LH18:0001")]), in: "US")
    try await store.customer("Contoso", domain: "contoso.onmicrosoft.com", market: "US", id: "c-1")
    var content = PriceSheetContent(market: "US")
    content.offers = [PriceOffer(product: "CFQ7TTC0LH18", sku: "0001", term: "P1Y", plan: "Annual")]
    content.currencies = ["USD"]
    content.rows = [
      PriceRow(
        offer: 0, currency: 0, flag: .none,
        content: PriceContent(unit: PriceAmount("57.6"), retail: PriceAmount("72")))
    ]
    _ = try await store.store.store(
      NewPriceSheet(
        view: .licences, timeline: .current, month: SheetMonth(of: SmallStore.now), content: content, columns: [],
        bytes: 1, digest: [UInt8](repeating: 1, count: 32), fetchedAt: SmallStore.now))
    try await store.store.replacePromotions(promotions, in: "US", segment: segment, at: SmallStore.now)
    return store
  }

  @Test("those that hold for the term are named; the price is the list price still")
  func holding() async throws {
    let store = try await filled([
      promotion("A"), promotion("B", ends: -1), promotion("C", term: "P3Y"), promotion("D", cycle: "Monthly"),
      promotion("E", term: "", cycle: ""),
    ])
    let answer = try store.catalog().purchasableItems(for: "c-1")
    let price = try #require(answer.items.first?.item.prices?.first)
    #expect(price.promotions.map(\.id) == ["A", "E"])
    #expect(price.unit?.text == "57.6" && price.retail?.text == "72" && price.state == .known)
    #expect(price.promotions.first?.percent == "5")
    let json = String(decoding: try JSONEncoder().encode(price), as: UTF8.self)
    #expect(json.contains("\"discount\":\"0.05\""))
    #expect(try JSONDecoder().decode(ItemPrice.self, from: Data(json.utf8)) == price)
    // A part of the partner's price is no part of the retail price.
    var retail = PurchaseOptions()
    retail.prices.amounts = .retail
    #expect(
      try store.catalog().purchasableItems(for: "c-1", retail).items.first?.item.prices?.first?.promotions.isEmpty
        == true
    )
    #expect(try store.catalog().prices(asOf: SmallStore.now + 2 * 86_400).first?.promotions.isEmpty == true)
  }

  @Test("a list replaces the one before of its market and segment; another segment's are not shown")
  func replacement() async throws {
    let store = try await filled([promotion("A")])
    try await store.store.replacePromotions([], in: "US", segment: .commercial, at: SmallStore.now)
    try await store.store.recordPromotions(
      .failed, reason: "the service answered 503", in: "US", segment: .commercial, at: SmallStore.now)
    #expect(try await store.store.promotionLists().map(\.outcome) == ["failed"])
    #expect(try store.catalog().prices().first?.promotions.isEmpty == true)
    let other = try await filled([promotion("A")], segment: .education)
    #expect(try other.catalog().prices().first?.promotions.isEmpty == true)
  }
}
