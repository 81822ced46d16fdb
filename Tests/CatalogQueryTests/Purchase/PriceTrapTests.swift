import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

/// What readers of price sheets get wrong.
@Suite("Traps of price sheets")
struct PriceTrapTests {
  private typealias Row = (sku: String, term: String, plan: String, currency: String, unit: String?, retail: String?)

  private func item(_ id: String, cycle: String, of sku: String) -> AvailabilityContent {
    AvailabilityContent(
      id: AvailabilityID(id), catalogItemID: CatalogItemID("\(sku):\(id)"), segment: .commercial,
      offer: OfferContent(
        currency: "USD", isPurchasable: true,
        terms: [Term(duration: "P1Y", billingCycle: cycle, description: "")]))
  }

  private func sheet(_ store: SmallStore, _ market: Market, _ rows: [Row]) async throws -> PriceSheetReport {
    var content = PriceSheetContent(market: market)
    content.currencies = Array(Set(rows.map(\.currency))).sorted()
    for row in rows {
      content.offers.append(
        PriceOffer(product: "CFQ7TTC0LH18", sku: SKUID(row.sku), term: row.term, plan: row.plan))
      content.rows.append(
        PriceRow(
          offer: Int32(content.offers.count - 1), currency: Int16(content.currencies.firstIndex(of: row.currency) ?? 0),
          flag: .none,
          content: PriceContent(
            unit: row.unit.flatMap { PriceAmount($0) }, retail: row.retail.flatMap { PriceAmount($0) })))
    }
    return try await store.store.store(
      NewPriceSheet(
        view: .licences, timeline: .current, month: SheetMonth(of: SmallStore.now), content: content, columns: [],
        bytes: 1, digest: Array("\(market)".utf8) + [UInt8](repeating: 1, count: 30), fetchedAt: SmallStore.now))
  }

  @Test("A year that is billed monthly is priced for the year: a limit for a month is a twelfth of it")
  func monthlyYear() async throws {
    let store = try await SmallStore()
    try await store.put(
      "CFQ7TTC0LH18", product("Business Basic", [item("COMM", cycle: "monthly", of: "CFQ7TTC0LH18:0001")]), in: "US")
    _ = try await sheet(store, "US", [("0001", "P1Y", "Monthly", "USD", "120", nil)])
    for (limit, found) in [("10/month", 1), ("9.99/month", 0), ("120/year", 1), ("119/term", 0)] {
      var options = SearchOptions()
      options.prices.limit = PriceOptions.Limit(parsing: limit)
      #expect(try store.catalog().search("basic", options).total == found, "\(limit)")
    }
  }

  @Test("The same currency has other prices in other markets, and is never converted")
  func currencies() async throws {
    let store = try await SmallStore()
    _ = try await sheet(store, "GB", [("0001", "P1Y", "Annual", "GBP", "30.25", nil)])
    _ = try await sheet(
      store, "DE", [("0001", "P1Y", "Annual", "GBP", "30.23", nil), ("0001", "P1Y", "Annual", "EUR", "35", nil)])
    let catalog = try store.catalog()
    func units(_ market: Market, _ currency: String) throws -> [String?] {
      try catalog.prices(market: market, PriceOptions(currency: currency)).map { $0.unit?.text }
    }
    #expect(try units("GB", "GBP") == ["30.25"])
    #expect(try units("DE", "GBP") == ["30.23"])
    #expect(try units("GB", "EUR").isEmpty && units("DE", "USD").isEmpty)
  }

  @Test("Zero is a price, a blank is none")
  func blanks() async throws {
    let store = try await SmallStore()
    _ = try await sheet(
      store, "US",
      [
        ("0001", "P1Y", "Annual", "USD", "0", "0"), ("0002", "P1Y", "Annual", "USD", nil, nil),
        ("0003", "P1Y", "Annual", "USD", "0.00", nil), ("0004", "P1M", "None", "USD", nil, nil),
      ])
    let prices = try store.catalog().prices(market: "US")
    #expect(prices.map(\.state) == [.free, .noRow, .free, .noRow])
    #expect(prices.map { $0.unit?.text } == ["0", nil, "0.00", nil])
  }

  @Test("An item without a price and a price without an item are both normal, and told apart")
  func apart() async throws {
    let store = try await SmallStore()
    for id in ["CFQ7TTC0LH18", "CFQ7TTC0LH19"] {
      try await store.put(
        id, product("Business Basic", [item("COMM", cycle: "annual", of: "\(id):0001")]), in: "US")
    }
    let report = try await sheet(
      store, "US", [("0001", "P1Y", "Annual", "USD", "57.6", nil), ("0009", "P1Y", "Annual", "USD", "1", nil)])
    #expect(report.rows == 2 && report.unjoined == 1)
    #expect(report.unjoinedSKUs.map(\.reason) == [.skuUnknown] && report.unjoinedSKUs.first?.skuID == "0009")
    let found = try store.catalog().search("basic", SearchOptions()).items
    let states = Dictionary(
      found.map { ($0.item.productID.rawValue, $0.item.prices?.first?.state) }, uniquingKeysWith: { first, _ in first })
    #expect(states["CFQ7TTC0LH18"] == .known && states["CFQ7TTC0LH19"] == .noRow)
    // The price of the other SKU is there all the same.
    #expect(try store.catalog().prices(market: "US").map(\.skuID) == ["0001", "0009"])
    #expect(try store.catalog().prices(market: "DE").isEmpty)
  }
}
