import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@Suite("A price sync")
struct PriceSyncTests {
  private static let licences: [PriceView] = [.licences]

  @Test(
    "stores the sheets of all views in both spellings, and asks again only when something can be new",
    arguments: EmulatorConfiguration.SheetDialect.allCases)
  func complete(dialect: EmulatorConfiguration.SheetDialect) async throws {
    let stand = try PriceStand(markets: ["US", "DE"]) { $0.sheetDialect = dialect }
    let report = await stand.sync(PriceSyncOptions(markets: ["US", "DE"]))
    #expect(report.state == .complete && report.traffic.requests == 4, "\(report.sheets.map(\.reason))")
    #expect(report.sheets.map(\.state) == Array(repeating: "stored", count: 4))
    #expect(
      try stand.rows("SELECT DISTINCT currency FROM prices WHERE market = 'DE' ORDER BY 1").count == 6)
    #expect(try stand.rows("SELECT count(*) FROM prices WHERE length(sku_id) <> 4") == ["0"])
    let again = await stand.sync(PriceSyncOptions(markets: ["US", "DE"]), at: PriceStand.start + 3600)
    #expect(again.traffic.requests == 0 && again.state == .complete)
    let week = await stand.sync(PriceSyncOptions(markets: ["US", "DE"]), at: PriceStand.start + 8 * 86_400)
    #expect(week.sheets.map(\.state) == Array(repeating: "unchanged", count: 4))
  }

  @Test("of a month that has passed asks for it by its month, and compares")
  func history() async throws {
    let stand = try PriceStand(products: 600, version: 4)
    for month in [202_609, 202_610, 202_611] {
      let report = await stand.sync(
        PriceSyncOptions(markets: ["US"], views: Self.licences, month: SheetMonth(month)))
      #expect(report.sheets.first?.state == "stored", "\(month): \(String(describing: report.sheets.first?.reason))")
    }
    #expect(try stand.rows("SELECT month FROM price_sheets ORDER BY month").count == 3)
    #expect(stand.emulator.served.contains { $0.path.contains("timeline=history&month=202609") })
    #expect(try stand.rows("SELECT count(*) > 0 FROM price_changes WHERE kind IN ('up', 'down')") == ["1"])
  }

  @Test("takes a preview that is not there for an answer, and one that is there for announced prices")
  func preview() async throws {
    let stand = try PriceStand(version: 3)
    let report = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.licences, readsPreviews: true))
    #expect(report.state == .complete && report.sheets.count == 2)
    let other = try PriceStand()
    let missing = await other.sync(PriceSyncOptions(markets: ["ZA"], views: Self.licences, readsPreviews: true))
    #expect(missing.sheets.map(\.state) == ["absent", "absent"] && missing.state == .complete)
  }

  @Test("takes a 404 without the service's own words for a failure, but of a preview that has none for an answer")
  func absenceInWords() async throws {
    for kind in ["gateway", "silent"] {
      let stand = try PriceStand(faults: "sheet:as=\(kind)")
      let report = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.licences))
      #expect(report.state == .partial && report.sheets.map(\.state) == ["failed"], "\(kind)")
      #expect(report.sheets.first?.reason == "a 404 without an error of the service proves no absence")
    }
    let preview = try PriceStand(faults: "sheet:as=silent,at=2")
    let report = await preview.sync(PriceSyncOptions(markets: ["US"], views: Self.licences, readsPreviews: true))
    #expect(report.sheets.map(\.state) == ["stored", "absent"] && report.state == .complete)
    let gateway = try PriceStand(faults: "sheet:as=gateway,at=2")
    let failed = await gateway.sync(PriceSyncOptions(markets: ["US"], views: Self.licences, readsPreviews: true))
    #expect(failed.sheets.map(\.state) == ["stored", "failed"] && failed.state == .partial)
  }

  @Test(
    "with a damaged or wrong sheet stores nothing of it, says so, and goes on at the next run",
    arguments: [
      ("cut", "the archive is cut: its directory is missing"),
      ("crc", "the archive is damaged: its content has another checksum"),
      ("entries", "the archive holds 2 files, so that none is the sheet"),
      ("html", "it is a web page, as a sign-in or an error sends one"),
      ("line", "it ends within line"), ("header", "it has a first line and no rows"),
      ("market", "it has rows of market ZZ, not of US"),
      ("redirect", "redirects to another address, which is not followed"),
    ])
  func damaged(kind: String, reason: String) async throws {
    let stand = try PriceStand(faults: "sheet:as=\(kind)")
    let report = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.licences))
    #expect(report.state == .partial && report.sheets.map(\.state) == ["failed"])
    #expect(report.sheets.first?.reason?.contains(reason) == true, "\(String(describing: report.sheets.first?.reason))")
    #expect(
      try stand.rows("SELECT count(*) FROM price_point UNION ALL SELECT count(*) FROM price_sheet") == ["0", "0"])
    stand.emulator.setFaults([])
    let next = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.licences), at: PriceStand.start + 60)
    #expect(next.state == .complete && next.sheets.map(\.state) == ["stored"])
  }

  @Test("reads text where an archive was asked for, and republished rows")
  func tolerated() async throws {
    for kind in ["text", "republished"] {
      let stand = try PriceStand(faults: "sheet:as=\(kind)")
      let report = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.licences))
      #expect(report.state == .complete, "\(kind)")
    }
  }

  @Test("keeps each market's own prices where a list is republished between two markets of a run")
  func republishedBetween() async throws {
    let stand = try PriceStand(markets: ["US", "DE"], products: 120, faults: "sheet:as=republished,path=DE")
    let usual = try PriceStand(markets: ["US", "DE"], products: 120)
    for stand in [stand, usual] {
      #expect(await stand.sync(PriceSyncOptions(markets: ["US", "DE"], views: Self.licences)).state == .complete)
    }
    func prices(_ stand: PriceStand, _ market: String) throws -> [String] {
      try stand.rows(
        """
        SELECT product_id, sku_id, term_duration, billing_plan, currency, unit_price, valid_from, valid_to FROM prices
        WHERE market = '\(market)' ORDER BY 1, 2, 3, 4, 5, 6, 7
        """)
    }
    #expect(try prices(stand, "US") == prices(usual, "US"))
    #expect(try prices(stand, "DE") != prices(usual, "DE"))
    // Of a price that stands twice with open ends the later start counts: at the present there is one of each.
    let twice = """
      SELECT count(*) FROM (SELECT 1 FROM prices WHERE market = 'DE' AND state NOT IN ('announced', 'contradictory')
        GROUP BY product_id, sku_id, term_duration, billing_plan, segment, currency HAVING count(*) > 1)
      """
    #expect(try stand.rows(twice) == ["0"])
  }

  @Test("holds a sheet back that lacks most prices")
  func short() async throws {
    let stand = try PriceStand()
    _ = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.licences))
    let before = try stand.rows("SELECT * FROM prices ORDER BY 1, 2, 3, 4, 5, 6, 7")
    stand.emulator.setFaults(try FaultScript(parsing: "sheet:as=short"))
    let report = await stand.sync(
      PriceSyncOptions(markets: ["US"], views: Self.licences), at: PriceStand.start + 8 * 86_400)
    #expect(report.sheets.map(\.state) == ["heldBack"] && report.state == .partial)
    #expect(try stand.rows("SELECT * FROM prices ORDER BY 1, 2, 3, 4, 5, 6, 7") == before)
  }

  @Test("repeats what may pass, with the same id only where no response came")
  func repetitions() async throws {
    let stand = try PriceStand(faults: "error:at=1;drop:at=2;throttle:at=3")
    let report = await stand.sync(PriceSyncOptions(markets: ["US"], views: Self.licences))
    #expect(report.state == .complete && report.traffic.requests == 4 && report.traffic.throttled == 1)
    let ids = stand.emulator.served.map(\.requestID)
    #expect(ids.count == 4 && ids[1] == ids[2] && Set(ids).count == 3)
  }

  @Test("signs in again once for an expired token, and ends where the sign-in or the role is refused")
  func permissions() async throws {
    let expired = try PriceStand(faults: "expired:at=1")
    #expect(await expired.sync(PriceSyncOptions(markets: ["US"], views: Self.licences)).state == .complete)
    let alone = await expired.sync(PriceSyncOptions(markets: ["US"], month: SheetMonth(202_611)), asUser: false)
    #expect(alone.state == .failed && alone.traffic.requests == 1)
    #expect(alone.sheets.map(\.state) == ["failed", "unread"])
    #expect(alone.sheets.first?.reason?.contains("an application alone may not read prices") == true)
    let roleless = try PriceStand { $0.forbidsPrices = true }
    let refused = await roleless.sync(PriceSyncOptions(markets: ["US"], views: Self.licences))
    #expect(refused.state == .failed && refused.sheets.first?.reason?.contains("Admin Agent or Sales Agent") == true)
  }

  @Test("ends with its budget and continues with what is missing")
  func budget() async throws {
    let stand = try PriceStand(markets: ["US", "DE", "JP"])
    let first = await stand.sync(PriceSyncOptions(markets: ["US", "DE", "JP"], views: Self.licences, mostRequests: 2))
    #expect(first.state == .partial && first.sheets.map(\.state) == ["stored", "stored", "unread"])
    let second = await stand.sync(PriceSyncOptions(markets: ["US", "DE", "JP"], views: Self.licences))
    #expect(second.state == .complete && second.sheets.map(\.request.market) == ["JP"])
  }

  @Test("reads the offer matrix once for all markets, and again when a month begins")
  func offerMatrix() async throws {
    let stand = try PriceStand(markets: ["US", "DE"])
    var options = PriceSyncOptions(markets: ["US", "DE"], views: [])
    options.readsOfferMatrix = true
    let report = await stand.sync(options)
    #expect(report.state == .complete && report.offerMatrix?.state == "stored" && report.traffic.requests == 1)
    #expect(try stand.rows("SELECT count(*) > 10, max(CAST(month AS INTEGER)) FROM offer_limits") == ["1 202611"])
    #expect(await stand.sync(options, at: PriceStand.start + 3600).traffic.requests == 0)
    let later = await stand.sync(options, at: PriceStand.start + 21 * 86_400)
    #expect(later.offerMatrix?.month.number == 202_612)
    for (fault, state) in [("crc", "failed"), ("short", "heldBack"), ("html", "failed")] {
      stand.emulator.setFaults(try FaultScript(parsing: "sheet:as=\(fault)"))
      options.month = SheetMonth(202_611)
      let damaged = await stand.sync(options, at: PriceStand.start + 22 * 86_400)
      #expect(damaged.state == .partial && damaged.offerMatrix?.state == state, "\(fault)")
      #expect(try stand.rows("SELECT count(*) > 10 FROM offer_limits") == ["1"])
    }
  }

  @Test("reads the promotions of each market, beside prices that stay as they are")
  func promotions() async throws {
    let stand = try PriceStand(markets: ["US", "DE"], products: 200)
    var options = PriceSyncOptions(markets: ["US", "DE"], views: Self.licences)
    options.readsPromotions = true
    let report = await stand.sync(options)
    #expect(report.state == .complete && report.promotions.map(\.state) == ["stored", "stored"])
    #expect(report.traffic.requests == 4)
    #expect(
      try stand.rows(
        "SELECT count(*) > 0, min(discount) > '0', count(DISTINCT market) FROM promotions WHERE policy = 'PercentDiscount'"
      )
        == ["1 1 2"])
    #expect(try stand.rows("SELECT count(*) FROM promotions WHERE ends_at < starts_at OR ends_at IS NULL") == ["0"])
    let catalog = try Catalog(path: stand.folder.appendingPathComponent("catalog.sqlite").path)
    let prices = try catalog.prices(market: "US", asOf: PriceStand.start)
    let promoted = prices.filter { !$0.promotions.isEmpty }
    #expect(!promoted.isEmpty && promoted.count < prices.count)
    #expect(promoted.allSatisfy { $0.promotions.allSatisfy { $0.holds(at: PriceStand.start) } })
    #expect(await stand.sync(options, at: PriceStand.start + 3600).traffic.requests == 0)
    options.mostRequests = 1
    let cut = await stand.sync(options, at: PriceStand.start + 31 * 86_400)
    #expect(cut.state == .partial && cut.promotions.map(\.state) == ["unread", "unread"])
    #expect(try stand.rows("SELECT count(DISTINCT market) FROM promotions") == ["2"])
  }
  @Test(
    "takes promotions for absent in the service's own words alone",
    arguments: [
      ("A", "absent"), ("B", "failed"), ("D", "failed"), ("html", "failed"), ("empty", "failed"),
    ])
  func absentPromotions(shape: String, state: String) async throws {
    let stand = try PriceStand(faults: "error:path=/productpromotions,status=404,shape=\(shape)")
    var options = PriceSyncOptions(markets: ["US"], views: Self.licences)
    options.readsPromotions = true
    let report = await stand.sync(options)
    #expect(report.promotions.map(\.state) == [state])
    #expect(report.state == (state == "absent" ? .complete : .partial))
  }
}
