import CatalogModel
import Foundation
import GRDB
import SeededRandom
import Testing

@testable import CatalogStore

@Suite("Stored price sheets")
struct PriceSheetTests {
  private static func content(
    _ unit: String, _ retail: String? = nil, starts: Int64? = nil, ends: Int64? = nil
  ) -> PriceContent {
    PriceContent(
      unit: PriceAmount(unit), retail: retail.flatMap { PriceAmount($0) }, starts: starts, ends: ends)
  }

  /// The state of a price that holds: November 2026 passes while these tests stay.
  private static var present: String { SheetMonth(of: Date()).number > 202_611 ? "stale" : "known" }

  private func sheet(
    _ market: Market, _ month: Int, _ prices: [(sku: String, currency: String, content: PriceContent)],
    digest: UInt8 = 1, flag: PriceFlag = .none, at: Date = TemporaryStore.start
  ) throws -> NewPriceSheet {
    var content = PriceSheetContent(market: market)
    for price in prices {
      let offer = PriceOffer(product: "CFQ7TTC0LH18", sku: SKUID(price.sku), term: "P1Y", plan: "Annual")
      let number = content.offers.firstIndex(of: offer) ?? content.offers.count
      if number == content.offers.count { content.offers.append(offer) }
      let currency = content.currencies.firstIndex(of: price.currency) ?? content.currencies.count
      if currency == content.currencies.count { content.currencies.append(price.currency) }
      content.rows.append(
        PriceRow(offer: Int32(number), currency: Int16(currency), flag: flag, content: price.content))
    }
    return NewPriceSheet(
      view: .licences, timeline: .current, month: try #require(SheetMonth(month)), content: content, columns: ["a"],
      bytes: 1, digest: [UInt8](repeating: digest, count: 32), fetchedAt: at)
  }

  /// The content of every sheet, rebuilt from the rows by SQL alone.
  private func rebuilt(_ store: CatalogStore) async throws -> Set<[String]> {
    Set(
      try await store.read { db in
        try RowText.all(
          db,
          """
          SELECT m.code || ' ' || s.month || ' ' || o.sku || ' ' || c.code || ' ' || coalesce(p.unit, '-') || ' '
            || coalesce(p.retail, '-') || ' ' || coalesce(p.starts, '-') || ' ' || coalesce(p.ends, '-')
          FROM price_sheet s JOIN market m ON m.id = s.market_id JOIN price_offer o ON o.view_id = s.view_id
          JOIN price_point p ON p.offer_id = o.id JOIN price_currency c ON c.id = p.currency_id
          JOIN price_market_set x ON x.id = p.set_id
          WHERE p.from_month <= s.month AND (p.to_month IS NULL OR p.to_month >= s.month)
            AND (instr('123456789ABCDEF', substr(hex(substr(x.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
              >> (s.market_id % 4)) & 1
          """)
      }.map { [$0] })
  }

  private func cell(_ market: Market, _ month: Int, _ sku: String, _ currency: String, _ content: PriceContent)
    -> String
  {
    func stored(_ amount: PriceAmount?) -> String {
      switch amount?.stored {
      case .scaled(let scaled): "\(scaled)"
      case .text(let text): text
      case nil: "-"
      }
    }
    return "\(market) \(month) \(sku) \(currency) \(stored(content.unit)) \(stored(content.retail)) "
      + "\(content.starts.map { "\($0)" } ?? "-") \(content.ends.map { "\($0)" } ?? "-")"
  }

  /// Markets that share prices, and two of their own: the service's region Europe has 44.
  private static let markets: [Market] = ["DE", "FR", "GB", "US", "JP", "AD", "BE", "IT", "CH"]
  private static let allMarkets: [Market] =
    markets
    + [
      "AT", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FO", "GI", "GR", "HR", "HU", "IE", "IS", "LI", "LT", "LU", "LV",
      "MC", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "UA", "VA", "XK",
    ]

  @Test(
    "of many months and markets, read in any order and read again, are rebuilt cell by cell",
    arguments: [(1, false), (2, false), (3, true)] as [(UInt64, Bool)])
  func rebuild(seed: UInt64, isWhole: Bool) async throws {
    var random = SplitMix64(seed: seed)
    func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let temporary = try await TemporaryStore()
    let markets = isWhole ? Self.allMarkets : Self.markets
    let months = (0..<24).map { 202_401 + $0 / 12 * 100 + $0 % 12 }
    var sheets: [(Market, Int, [(sku: String, currency: String, content: PriceContent)])] = []
    for market in markets {
      // Base prices are common, some markets have their own; prices move, go and return, stand twice and overlap.
      for (place, month) in months.enumerated() where draw(8) > 0 {
        var prices: [(sku: String, currency: String, content: PriceContent)] = []
        for sku in 1...12 where (sku * 7 + place / 5) % 11 > 0 || draw(6) == 0 {
          for currency in market == "US" ? ["USD"] : ["EUR", "GBP"] {
            let exception = (sku + market.code.utf8.reduce(0) { $0 + Int($1) }) % 9 == 0 ? 3 : 0
            let base = sku * 100 + place / (sku % 4 + 2) + exception
            let text = sku % 5 == 0 ? "\(base).\(sku)0" : "\(base).\(sku)"
            prices.append(
              (
                String(format: "%04d", sku), currency,
                Self.content(text, "\(base + 20)", starts: Int64(place / 6 * 1000))
              ))
            if draw(20) == 0 {
              prices.append(
                (
                  String(format: "%04d", sku), currency,
                  Self.content("\(base)", nil, starts: 5, ends: Int64(draw(3) * 100 + 99))
                ))
            }
            if draw(30) == 0, let last = prices.last { prices.append(last) }
          }
        }
        sheets.append((market, month, prices))
      }
    }
    var order = Array(sheets.indices)
    for index in order.indices.dropLast() { order.swapAt(index, index + draw(order.count - index)) }
    for index in order + [order[0], order[order.count / 2]] {
      let (market, month, prices) = sheets[index]
      _ = try await temporary.store.store(try sheet(market, month, prices), allowsRemovals: true)
    }
    var expected: Set<[String]> = []
    for (market, month, prices) in sheets {
      for price in prices { expected.insert([cell(market, month, price.sku, price.currency, price.content)]) }
    }
    let found = try await rebuilt(temporary.store)
    #expect(found == expected, "\(found.subtracting(expected).prefix(3)) \(expected.subtracting(found).prefix(3))")
    #expect(
      try await temporary.rows(
        "SELECT count(*) FROM price_market_set WHERE uses <> (SELECT count(*) FROM price_point WHERE set_id = id)") == [
          "0"
        ])
  }

  @Test(
    "Markets with the same prices share one row; one that differs has its own, and a month without a change writes none"
  )
  func shared() async throws {
    let temporary = try await TemporaryStore()
    for market in ["DE", "FR", "AT"] as [Market] {
      _ = try await temporary.store.store(try sheet(market, 202_610, [("0001", "EUR", Self.content("5.36"))]))
    }
    _ = try await temporary.store.store(try sheet("IT", 202_610, [("0001", "EUR", Self.content("5.4"))]))
    #expect(try await temporary.rows("SELECT unit FROM price_point ORDER BY unit") == ["536000000", "540000000"])
    let report = try await temporary.store.store(try sheet("DE", 202_611, [("0001", "EUR", Self.content("5.36"))]))
    #expect(report.unchanged == 1 && report.comparedWith?.number == 202_610)
    #expect(try await temporary.rows("SELECT count(*) FROM price_point") == ["2"])
  }

  @Test(
    "A sheet that lacks more than a fifth of the prices is held back, until it comes again hours later or is accepted")
  func guarded() async throws {
    let temporary = try await TemporaryStore()
    let all = (1...10).map { (sku: String(format: "%04d", $0), currency: "USD", content: Self.content("\($0)")) }
    _ = try await temporary.store.store(try sheet("US", 202_610, all))
    let before = try await rebuilt(temporary.store)
    let most = try sheet("US", 202_611, Array(all.prefix(7)), digest: 2)
    #expect(try await temporary.store.store(most).state == .heldBack)
    #expect(try await rebuilt(temporary.store) == before)
    #expect(try await temporary.rows("SELECT count(*) FROM price_sheet") == ["1"])
    #expect(try await temporary.rows("SELECT outcome FROM price_attempt") == ["heldBack"])
    var later = most
    later.fetchedAt += 5 * 3600
    #expect(try await temporary.store.store(later).state == .heldBack)
    later.fetchedAt += 2 * 3600
    #expect(try await temporary.store.store(later).state == .stored)
    let fifth = try sheet("US", 202_612, Array(all.prefix(6)), digest: 3)
    #expect(try await temporary.store.store(fifth).state == .stored)
    let few = try sheet("US", 202_701, Array(all.prefix(1)), digest: 4)
    #expect(try await temporary.store.store(few, allowsRemovals: true).removed == 5)
  }

  @Test("Equal starts with different amounts are contradictory, another spelling of the amount is not")
  func contradictions() async throws {
    let temporary = try await TemporaryStore()
    let report = try await temporary.store.store(
      try sheet(
        "US", 202_611,
        [
          ("0001", "USD", Self.content("5", starts: 9)), ("0001", "USD", Self.content("6", starts: 9)),
          ("0002", "USD", Self.content("5", starts: 9)), ("0002", "USD", Self.content("5.0", starts: 9)),
          ("0003", "USD", Self.content("5", starts: 9)), ("0003", "USD", Self.content("6", starts: 8)),
        ]))
    #expect(report.contradictory == 1 && report.rows == 6)
    #expect(
      try await temporary.rows("SELECT sku_id, unit_price, state FROM prices ORDER BY sku_id, unit_price")
        == ["0001 | 5 | contradictory", "0001 | 6 | contradictory", "0002 | 5 | stale", "0003 | 5 | stale"]
        .map { $0.replacing("stale", with: Self.present) })
  }

  @Test("A row without amounts is no price, and a free one is free by the only amount that it has")
  func blank() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.store.store(
      try sheet(
        "US", SheetMonth(of: Date()).number,
        [
          ("0001", "USD", Self.content("")), ("0002", "USD", Self.content("", "0.00")),
          ("0003", "USD", Self.content("0", "7")), ("0004", "USD", Self.content("", "7")),
        ]))
    #expect(
      try await temporary.rows("SELECT sku_id, state FROM prices ORDER BY sku_id")
        == ["0001 | noRow", "0002 | free", "0003 | free", "0004 | known"])
  }

  @Test("Flags that disagree with the difference to the sheet before are counted")
  func flags() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.store.store(
      try sheet("US", 202_610, [("0001", "USD", Self.content("5")), ("0002", "USD", Self.content("6"))]))
    let unchanged = try sheet(
      "US", 202_611,
      [("0001", "USD", Self.content("5")), ("0002", "USD", Self.content("7")), ("0003", "USD", Self.content("1"))],
      flag: .unchanged)
    let report = try await temporary.store.store(unchanged)
    #expect(report.disagreeingFlags == 2 && report.changed == 1 && report.added == 1)
  }
}
