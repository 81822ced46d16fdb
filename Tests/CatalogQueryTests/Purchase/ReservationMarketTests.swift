import CatalogModel
import CatalogStore
import GRDB
import Testing

@testable import CatalogQuery

@Suite("Markets where Azure reservations are not sold")
struct ReservationMarketTests {
  private static let vm = "DZH318Z0BQ3V"

  /// A reservation in some markets, a customer in each market, and the documented lists.
  private func filled(
    _ markets: [Market], customers: [Market], prerequisites: [String] = ["AzureSubscriptionRegistration"],
    isPurchasable: Bool? = true
  ) async throws -> SmallStore {
    let store = try await SmallStore()
    try await store.store.recordDocumentedUnavailableMarkets(at: SmallStore.read)
    let reservation = product(
      "Reserved VM Instance", type: "Azure", prerequisites: prerequisites,
      [item("RES1", isPurchasable: isPurchasable, of: "\(Self.vm):0001")])
    for market in markets {
      try await store.put(Self.vm, reservation, in: market)
      try await store.list(Self.vm, reservation, view: .azureReservations, in: market)
      try await store.put(
        "CFQ7TTC0LH18", product("Microsoft 365", [item("LIC1", of: "CFQ7TTC0LH18:0001")]), in: market)
    }
    for market in customers {
      try await store.customer("\(market) Ltd", domain: "\(market.code.lowercased()).example", market: market)
    }
    return store
  }

  /// Why a customer is not offered the reservation; that the markets of these stores have no lists is left out.
  private func reasons(_ catalog: Catalog, _ customer: String, _ item: String = Self.vm) throws -> [VerdictReason] {
    try catalog.explain(customer: customer, item: item).reasons.filter { $0.code != .listIncomplete }
  }

  @Test(
    "why-not says that Microsoft does not sell reservations there, with the date of its page", arguments: [true, false])
  func brazil(isToldByPrerequisite: Bool) async throws {
    let store = try await filled(
      ["US"], customers: ["BR", "DE"], prerequisites: isToldByPrerequisite ? ["AzureSubscriptionRegistration"] : [])
    let catalog = try store.catalog()
    let why = try reasons(catalog, "br.example")
    #expect(why.map(\.code) == [.notInMarket, .unavailableMarket])
    #expect(
      why.last?.message
        == "Microsoft does not sell Azure reservations in BR, as its page of 2022-06-28 documents.")
    #expect(try reasons(catalog, "de.example").map(\.code) == [.notInMarket])
    #expect(
      try reasons(catalog, "br.example", "CFQ7TTC0LH18").map(\.code) == [.notInMarket],
      "a licence is no reservation")
  }

  @Test("An edition that says otherwise is named: the newest decides")
  func dissent() async throws {
    let catalog = try await filled(["US"], customers: ["AD", "IN", "AR"]).catalog()
    #expect(
      try reasons(catalog, "ad.example").map(\.message).last
        == "Microsoft does not sell Azure reservations in AD, as its page of 2022-06-28 documents; its page of 2018 does not name it."
    )
    let india = try reasons(catalog, "in.example")
    #expect(india.map(\.code) == [.notInMarket])
    #expect(
      india[0].message.hasSuffix(
        " Microsoft's page of 2018-10-09, and that of 2018 names IN among the markets without Azure reservations; that of 2022-06-28 does not."
      ))
    #expect(
      try reasons(catalog, "ar.example")[0].message.contains("page of 2018 names AR"))
  }

  @Test("What the market's own catalog offers is not blocked by a page: the step says what the page says")
  func offered() async throws {
    let catalog = try await filled(["US", "BR"], customers: ["BR", "US", "IN"]).catalog()
    let item = try #require(try catalog.purchasableItems(for: "br.example", matching: "reserved").items.first)
    #expect(item.verdict == .stepsRequired)
    #expect(item.steps.map(\.code).contains(.documentedUnavailable))
    let why = try catalog.explain(customer: "br.example", item: Self.vm)
    #expect(why.message.contains("Microsoft's page of 2022-06-28 says that Azure reservations are not sold in BR"))
    let own = try #require(try catalog.purchasableItems(for: "us.example", matching: "reserved").items.first)
    #expect(!own.steps.map(\.code).contains(.documentedUnavailable))
  }

  @Test("What is listed there and closed is blocked for both reasons")
  func closed() async throws {
    let catalog = try await filled(["US", "BR"], customers: ["BR"], isPurchasable: false).catalog()
    #expect(
      try reasons(catalog, "br.example").map(\.code) == [
        .notPurchasable, .unavailableMarket,
      ])
  }

  @Test("A store that holds no list says nothing of it")
  func noList() async throws {
    let store = try await SmallStore()
    try await store.put(
      Self.vm,
      product(
        "Reserved", type: "Azure", prerequisites: ["AzureSubscriptionRegistration"], [item("R", of: "\(Self.vm):1")]),
      in: "US")
    try await store.customer("Rio", domain: "br.example", market: "BR")
    let why = try reasons(store.catalog(), "br.example")
    #expect(why.map(\.code) == [.notInMarket] && !why[0].message.contains("Microsoft"))
  }

  @Test("The store has a row for each market of each list, with the date of its page, however often it is written down")
  func rows() async throws {
    let store = try await SmallStore()
    for _ in 0..<2 { try await store.store.recordDocumentedUnavailableMarkets(at: SmallStore.read) }
    let records = try store.catalog().unavailableMarkets()
    #expect(records.count == 220 && records.allSatisfy { $0.source == .documented })
    let reservations = records.filter { $0.productType == "Azure" && $0.productSubType == "AzureReservations" }
    #expect(reservations.count == 110 && reservations.allSatisfy { $0.documentDate == "2022-06-28" })
    #expect(records.filter { $0.productType == "Software" }.allSatisfy { $0.documentDate == "2023-08-23" })
    try await store.store.pool.write { db in
      try db.execute(
        sql: """
          INSERT INTO market (code) VALUES ('US');
          UPDATE unavailable_market SET market_id = (SELECT id FROM market WHERE code = 'US')
          WHERE product_type = 'Azure' AND market_id = (SELECT id FROM market WHERE code = 'BR');
          """)
    }
    try await store.store.recordDocumentedUnavailableMarkets(at: SmallStore.read)
    let again = try store.catalog().unavailableMarkets().filter { $0.productType == "Azure" }.map(\.market)
    #expect(again.count == 110 && again.contains("BR") && !again.contains("US"), "what is not named any more goes")
  }
}
