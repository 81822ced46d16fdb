import CatalogModel
import CatalogQuery
import CatalogStore
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@testable import CatalogSync

@Suite("Azure's retail prices")
struct RetailPriceTests {
  private static let views: [PriceView] = [.azureRetail]

  private func stand(_ faults: String? = nil, markets: [Market] = ["US", "DE"]) throws -> PriceStand {
    try PriceStand(markets: markets, products: 150, faults: faults) { $0.retailPageSize = 10 }
  }

  @Test("are read once for all markets, page by page, in dollars; the next day alone they are asked for again")
  func complete() async throws {
    let stand = try stand()
    let report = await stand.sync(PriceSyncOptions(markets: ["US", "DE"], views: Self.views))
    #expect(report.sheets.map(\.state) == ["stored", "stored"], "\(report.sheets.map(\.reason))")
    let rows = try #require(report.sheets.first?.report?.rows)
    #expect(report.traffic.requests > 2 && rows > 10 * (report.traffic.requests - 1))
    #expect(report.sheets.map(\.report?.rows) == [rows, rows])
    #expect(
      try stand.rows(
        "SELECT count(*) FROM prices WHERE currency <> 'USD' OR unit_price IS NOT NULL OR retail_price IS NULL")
        == ["0"])
    // Meters are byMeter, reservations have a price; a meter, its price for tests and its savings plan are apart.
    let kinds = """
      SELECT count(DISTINCT coalesce(billing_plan, '')) FROM prices WHERE meter_id IS NOT NULL UNION ALL
      SELECT count(*) FROM prices WHERE (meter_id IS NULL) <> (term_duration IS NOT NULL AND billing_plan IS NULL)
      """
    #expect(try stand.rows(kinds) == ["3", "0"])
    let soon = await stand.sync(
      PriceSyncOptions(markets: ["US", "DE"], views: Self.views), at: PriceStand.start + 3600)
    #expect(soon.traffic.requests == 0 && soon.state == .complete)
    let later = await stand.sync(
      PriceSyncOptions(markets: ["US", "DE"], views: Self.views), at: PriceStand.start + 86_400)
    #expect(later.sheets.map(\.state) == ["unchanged", "unchanged"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: stand.folder.path).allSatisfy { !$0.contains("draft") })
  }

  @Test("give reservations the retail price that the partner's sheet lacks")
  func reservations() async throws {
    let stand = try stand(markets: ["US"])
    var options = PriceSyncOptions(markets: ["US"], views: [.reservations, .azureRetailReservations])
    #expect(await stand.sync(options).state == .complete)
    let catalog = try Catalog(path: stand.folder.appendingPathComponent("catalog.sqlite").path)
    let prices = try catalog.prices(market: "US", asOf: PriceStand.start)
    // Public prices are commercial.
    let commercial = prices.filter { $0.segment == .commercial }
    #expect(!commercial.isEmpty && commercial.count > prices.count / 2)
    #expect(
      commercial.allSatisfy { $0.unit != nil && $0.retail != nil && $0.sheet?.view == .reservations },
      "\(commercial.first { $0.unit == nil || $0.retail == nil }.map { "\($0)" } ?? "")")
    #expect(stand.emulator.served.contains { $0.path.contains("$filter=priceType%20eq%20'Reservation'") })
    let partner = try catalog.prices(market: "US", asOf: PriceStand.start, PriceOptions(amounts: .partner))
    #expect(partner.count == prices.count && partner.allSatisfy { $0.retail == nil })
    // Another currency takes the place of the dollar; all prices of the list before are gone.
    options.views = [.azureRetailReservations]
    options.retailCurrencies = ["USD", "EUR"]
    let both = await stand.sync(options, at: PriceStand.start + 86_400)
    #expect(both.sheets.map(\.report?.currencies) == [["EUR", "USD"]])
  }

  @Test("go on at the page where the budget ended, and ask for no page twice")
  func resumption() async throws {
    let stand = try stand()
    var options = PriceSyncOptions(markets: ["US"], views: Self.views, mostRequests: 2)
    let first = await stand.sync(options)
    #expect(first.state == .partial && first.sheets.map(\.state) == ["unread"])
    #expect(try stand.rows("SELECT count(*) FROM price_sheet") == ["0"])
    options.mostRequests = nil
    let second = await stand.sync(options, at: PriceStand.start + 3600)
    #expect(second.state == .complete && second.sheets.map(\.state) == ["stored"])
    #expect(Set(stand.emulator.served.map(\.path)).count == stand.emulator.servedCount)
    let whole = try self.stand()
    _ = await whole.sync(options)
    #expect(whole.emulator.servedCount == stand.emulator.servedCount)
    let all =
      "SELECT product_id, sku_id, term_duration, billing_plan, meter_id, retail_price FROM prices ORDER BY 1, 2, 3, 4, 5"
    #expect(try stand.rows(all) == whole.rows(all))
  }

  @Test("begin again where the pages of the day before, or their addresses, are no longer good")
  func restart() async throws {
    var options = PriceSyncOptions(markets: ["US"], views: Self.views, mostRequests: 2)
    for (faults, later) in [("", 2 * 86_400.0), ("sheet:as=outdated,at=1", 3600)] {
      let stand = try stand()
      options.mostRequests = 2
      _ = await stand.sync(options)
      if !faults.isEmpty { stand.emulator.setFaults(try FaultScript(parsing: faults)) }
      options.mostRequests = nil
      let report = await stand.sync(options, at: PriceStand.start + later)
      #expect(report.state == .complete, "\(report.sheets.map(\.reason))")
      #expect(stand.emulator.served.count { !$0.path.contains("$skip") } == 2)
    }
  }

  @Test(
    "with a wrong page store nothing of the list, say so, and go on with that page at the next run",
    arguments: [
      ("cut", "page 2 of the list is cut, or no list of prices"),
      ("html", "page 2 of the list is cut, or no list of prices"),
      ("foreign", "page 2 of the list leads to another host, which is not followed"),
      ("loop", "is an earlier page again"), ("currency", "page 2 of the list has prices in another currency than USD"),
      ("redirect", "redirects to another address, which is not followed"),
    ])
  func damaged(kind: String, reason: String) async throws {
    let stand = try stand("sheet:as=\(kind),at=2")
    let options = PriceSyncOptions(markets: ["US", "DE"], views: Self.views)
    let report = await stand.sync(options)
    #expect(report.state == .partial && report.sheets.map(\.state) == ["failed", "failed"])
    for sheet in report.sheets { #expect(sheet.reason?.contains(reason) == true, "\(sheet.reason ?? "")") }
    #expect(
      try stand.rows("SELECT count(*) FROM price_point UNION ALL SELECT count(*) FROM price_sheet") == ["0", "0"])
    let next = await stand.sync(options, at: PriceStand.start + 60)
    #expect(next.state == .complete, "\(next.sheets.map(\.reason))")
  }

  @Test("are asked for again after 429 and a broken connection")
  func repetitions() async throws {
    let stand = try stand("throttle:at=1;drop:at=2;error:at=4;truncate:at=6")
    let report = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.views))
    #expect(report.state == .complete && report.traffic.retries == 4 && report.traffic.throttled == 1)
  }

  @Test("keep every digit, and leave out what names no SKU")
  func digits() throws {
    let body = """
      {"BillingCurrency":"USD","Items":[
      {"currencyCode":"USD","tierMinimumUnits":102400.0,"retailPrice":7E-06,"unitPrice":7E-06,"meterId":"m","productId":\
      "DZH318Z0BPVW","skuId":"DZH318Z0BPVW/00QZ","type":"Consumption","effectiveStartDate":"2024-01-01T00:00:00Z",\
      "savingsPlan":[{"term":"3 Years","retailPrice":0.27224589249009701,"unitPrice":1}]},
      {"currencyCode":"USD","tierMinimumUnits":0.0,"retailPrice":1,"productId":"","skuId":"","type":"Consumption"}],
      "NextPageLink":null,"Count":2}
      """
    let page = try RetailPage(body: Data(body.utf8))
    #expect(page.next == nil && page.items.map { $0.sku == nil } == [false, true])
    let rows = page.items.flatMap(\.rows)
    #expect(rows.map { $0[6] } == ["7E-06", "0.27224589249009701"])
    #expect(rows.map { $0[2] } == ["", "P3Y"] && rows.map { $0[10] } == ["102400.0", "102400.0"])
    for wrong in ["\"Count\":3", "\"retailPrice\":\"dear\""] {
      let other = body.replacing("\"Count\":2", with: wrong.hasPrefix("\"Count") ? wrong : "\"Count\":2")
        .replacing("\"retailPrice\":1", with: wrong.hasPrefix("\"Count") ? "\"retailPrice\":1" : wrong)
      #expect(throws: (any Error).self) { try RetailPage(body: Data(other.utf8)) }
    }
  }
}
