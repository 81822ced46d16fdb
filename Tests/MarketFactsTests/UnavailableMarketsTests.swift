import CatalogModel
import MarketFacts
import Testing

@Suite("Where software subscriptions are not sold")
struct UnavailableMarketsTests {
  @Test("There are 110 markets, each a different code, each a market of the service")
  func count() {
    let markets = UnavailableMarkets.documented.map(\.market)
    #expect(markets.count == 110)
    #expect(markets == Set(markets).sorted())
    for row in UnavailableMarkets.documented {
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
    #expect(UnavailableMarkets.documented.filter { $0.market == market } == [row])
  }

  @Test("A market is asked for by its code")
  func contains() {
    for market in ["BR", "CN", "RU", "CG", "CD", "DM", "NE"] as [Market] {
      #expect(UnavailableMarkets.contains(market))
    }
    for market in ["US", "DE", "JP", "DO", "NG", "JM", "AN", "QQ"] as [Market] {
      #expect(!UnavailableMarkets.contains(market))
    }
  }

  @Test("The product type is that of software subscriptions")
  func productType() {
    #expect(UnavailableMarkets.productType == "Software")
    #expect(UnavailableMarkets.productSubtype == "SoftwareSubscriptions")
  }

  @Test(
    "All 110 have a Japanese and a Chinese name, never the code or the English one",
    arguments: ["ja", "zh-Hant", "zh-Hans"])
  func names(locale: String) {
    let names = UnavailableMarkets.documented.map { MarketFacts.name(of: $0.market, in: locale) }
    #expect(names.count == 110 && Set(names).count == 110)
    #expect(names.allSatisfy { name in !name.contains { $0.isASCII && $0.isLetter } })
  }
}
