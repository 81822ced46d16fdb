import CatalogModel
import Foundation
import MarketFacts
import Testing

@Suite("The markets of the service")
struct MarketFactsTests {
  @Test("All 248 are there, in the order of their codes, each once")
  func allAreThere() {
    let codes = MarketFacts.all.map(\.market)
    #expect(codes.count == 248)
    #expect(codes == Set(codes).sorted())
    #expect(codes.allSatisfy { Market(parsing: $0.code) == $0 })
  }

  @Test("Whether a market is documented is known without decoding, for every code there may be")
  func documented() {
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
    let codes = letters.flatMap { first in letters.map { Market(first + $0) } }
    #expect(codes.filter { MarketFacts.isDocumented($0) } == MarketFacts.all.map(\.market))
    #expect(!MarketFacts.isDocumented("\", \"isoCountry"))
  }

  @Test("What is known of one market is what the documentation's tables say of it")
  func germany() {
    #expect(
      MarketFacts.fact(for: "DE")
        == MarketFact(
          market: "DE", isoCountry: "DE", name: "Germany", currency: "EUR", locales: ["de-DE", "en-US"],
          region: "Europe"))
    #expect(MarketFacts.fact(for: "BE")?.locales == ["fr-BE", "nl-BE", "en-US"])
    #expect(MarketFacts.fact(for: "US")?.locales == ["en-US", "es-US"])
  }

  @Test("The country is the market's own code, but for the service's own codes inside a country")
  func countries() {
    let different = MarketFacts.all.filter { $0.isoCountry != $0.market.code }
    #expect(different.map(\.market) == ["XE", "XJ", "XS"])
    #expect(different.map(\.isoCountry) == ["BQ", "SJ", "BQ"])
    #expect(MarketFacts.fact(for: "XK")?.name == "Kosovo")
    #expect(MarketFacts.fact(for: "AN")?.name == "Netherlands Antilles")
  }

  @Test("Every market takes en-US, except Mozambique and Suriname")
  func english() {
    #expect(MarketFacts.all.filter { !$0.locales.contains("en-US") }.map(\.market) == ["MZ", "SR"])
    #expect(MarketFacts.fact(for: "MZ")?.locales == ["pt-PT"])
    #expect(MarketFacts.fact(for: "SR")?.locales == ["nl-NL"])
  }

  @Test(
    "The currency is that of the CSP programme, else that of the marketplace, else none",
    arguments: [
      ("CN", "CNY"), ("BR", "BRL"), ("GG", "GBP"), ("SJ", "NOK"),  // CSP
      ("RU", "RUB"), ("BY", "USD"), ("VA", "EUR"),  // marketplace alone
      ("XJ", nil), ("AN", nil),
    ] as [(Market, String?)])
  func currency(market: Market, currency: String?) throws {
    #expect(try #require(MarketFacts.fact(for: market)).currency == currency)
  }

  @Test("Currencies are three capital letters, languages begin with two or three small ones")
  func shapes() {
    for fact in MarketFacts.all {
      #expect(fact.currency?.wholeMatch(of: /[A-Z]{3}/) != nil || fact.currency == nil, "\(fact)")
      #expect(!fact.locales.isEmpty && fact.locales.allSatisfy { $0.contains(/^[a-z]{2,3}-/) }, "\(fact)")
      #expect(!fact.name.isEmpty && fact.region != "", "\(fact)")
    }
  }

  @Test("A code that the service does not document has no facts", arguments: ["CU", "IR", "QQ"] as [Market])
  func undocumented(market: Market) { #expect(MarketFacts.fact(for: market) == nil) }
}
