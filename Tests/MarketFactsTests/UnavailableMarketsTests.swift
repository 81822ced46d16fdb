import CatalogModel
import MarketFacts
import Testing

@Suite("Where Microsoft documents that something is not sold")
struct UnavailableMarketsTests {
  @Test("There are 110 markets, each a different code, each a market of the service")
  func count() {
    let markets = UnavailableMarkets.softwareSubscriptions.documented.map(\.market)
    #expect(markets.count == 110)
    #expect(markets == Set(markets).sorted())
    for row in UnavailableMarkets.softwareSubscriptions.documented {
      let fact = MarketFacts.fact(for: row.market)
      #expect(row.isoCountry == fact?.isoCountry && row.name == fact?.name, "\(row)")
    }
  }

  @Test(
    "The islands that share an ISO country are told apart",
    arguments: [
      ("BQ", "BQ", "Bonaire"), ("XS", "BQ", "Saba"), ("XE", "BQ", "Sint Eustatius"), ("SJ", "SJ", "Svalbard"),
      ("XJ", "SJ", "Jan Mayen"), ("XK", "XK", "Kosovo"), ("MF", "MF", "Saint Martin"), ("SX", "SX", "Sint Maarten"),
    ] as [(Market, String, String)])
  func special(market: Market, country: String, name: String) {
    let row = UnavailableMarket(market: market, isoCountry: country, name: name)
    #expect(UnavailableMarkets.softwareSubscriptions.documented.filter { $0.market == market } == [row])
  }

  @Test("A market is asked for by its code")
  func contains() {
    for market in ["BR", "CN", "RU", "CG", "CD", "DM", "NE"] as [Market] {
      #expect(UnavailableMarkets.softwareSubscriptions.contains(market))
    }
    for market in ["US", "DE", "JP", "DO", "NG", "JM", "AN", "QQ"] as [Market] {
      #expect(!UnavailableMarkets.softwareSubscriptions.contains(market))
    }
  }

  @Test("The product type is that of software subscriptions")
  func productType() {
    #expect(UnavailableMarkets.softwareSubscriptions.productType == "Software")
    #expect(UnavailableMarkets.softwareSubscriptions.productSubtype == "SoftwareSubscriptions")
  }

  @Test(
    "All 110 have a Japanese and a Chinese name, never the code or the English one",
    arguments: ["ja", "zh-Hant", "zh-Hans"])
  func names(locale: String) {
    let names = UnavailableMarkets.softwareSubscriptions.documented.map { MarketFacts.name(of: $0.market, in: locale) }
    #expect(names.count == 110 && Set(names).count == 110)
    #expect(names.allSatisfy { name in !name.contains { $0.isASCII && $0.isLetter } })
  }

  @Test("The list for software subscriptions bears the date of its newest edition, and all editions agree")
  func software() {
    let list = UnavailableMarkets.softwareSubscriptions
    #expect(list.date == "2023-08-23")
    #expect(list.editions.map(\.date) == ["2023-08-23", "2018-10-09"])
    #expect(MarketFacts.all.allSatisfy { list.dissenting(on: $0.market).isEmpty })
  }

  @Test("The list for reservations keeps every edition with its date; the newest decides")
  func reservations() {
    let list = UnavailableMarkets.reservations
    #expect(list.productType == "Azure" && list.productSubtype == "AzureReservations")
    #expect(list.editions.map(\.date) == ["2022-06-28", "2018-10-09", "2018"])
    #expect(list.editions.map(\.markets.count) == [110, 117, 18])
    #expect(list.documented.count == 110 && list.contains("BR") && !list.contains("IN"))
    #expect(list.documented == UnavailableMarkets.softwareSubscriptions.documented)
  }

  @Test(
    "Older editions that say otherwise are told apart from those that agree",
    arguments: [
      ("BR", []), ("CN", []), ("RU", []), ("US", []), ("DE", []),
      ("IN", ["2018-10-09", "2018"]), ("TW", ["2018-10-09", "2018"]), ("KR", ["2018-10-09", "2018"]),
      ("AR", ["2018"]), ("MX", ["2018"]), ("ZA", ["2018"]), ("AD", ["2018"]), ("XK", ["2018"]),
    ] as [(Market, [String])])
  func dissent(market: Market, dates: [String]) {
    #expect(UnavailableMarkets.reservations.dissenting(on: market).map(\.date) == dates)
  }

  @Test("Editions are in order whatever the order they are given in, and none at all contains nothing")
  func order() {
    let editions = [
      UnavailableMarkets.Edition(date: "2018", markets: ["AR"]),
      UnavailableMarkets.Edition(date: "2023-08-23", markets: ["BR"]),
      UnavailableMarkets.Edition(date: "2018-10-09", markets: ["AR", "BR"]),
    ]
    let list = UnavailableMarkets(productType: "A", productSubtype: "B", editions: editions)
    #expect(list.editions.map(\.date) == ["2023-08-23", "2018-10-09", "2018"])
    #expect(list.documented.map(\.name) == ["Brazil"])
    let none = UnavailableMarkets(productType: "A", productSubtype: "B", editions: [])
    #expect(none.date == "" && !none.contains("BR") && none.dissenting(on: "BR").isEmpty)
  }
}
