import CatalogModel
import MarketFacts
import Testing

@testable import import_unavailable_markets

@Suite("The reviewed aliases")
struct AliasTests {
  @Test("Each names a documented market and gives a reason, and no name of a language stands twice")
  func complete() throws {
    let aliases = try Alias.reviewed()
    #expect(aliases.count > 50)
    for alias in aliases {
      #expect(MarketFacts.fact(for: alias.market) != nil, "\(alias)")
      #expect(alias.reason.count > 10, "\(alias)")
    }
    #expect(Set(aliases.map { "\($0.locale) \(NameKey($0.name).text)" }).count == aliases.count)
  }

  @Test("None is superfluous: without it the name is unknown, unclear or wrong")
  func needed() throws {
    for alias in try Alias.reviewed() {
      let without = NameTable(locale: alias.locale, aliases: []).markets(named: alias.name)
      #expect(without != [alias.market], "\(alias)")
    }
  }

  @Test("An alias holds in its own language only, one in English on every page")
  func languages() throws {
    let aliases = try Alias.reviewed()
    #expect(NameTable(locale: "zh-TW", aliases: aliases).markets(named: "俄文同盟") == ["RU"])
    #expect(NameTable(locale: "zh-HK", aliases: aliases).markets(named: "俄文同盟") == ["RU"])
    #expect(NameTable(locale: "zh-CN", aliases: aliases).markets(named: "俄文同盟") == [])
    #expect(NameTable(locale: "ko-KR", aliases: aliases).markets(named: "Swaziland") == ["SZ"])
  }

  @Test("A name that covers several markets is none of them")
  func severalMarkets() throws {
    let english = NameTable(locale: "en-US", aliases: try Alias.reviewed())
    for name in ["Caribbean Netherlands", "Svalbard & Jan Mayen", "Virgin Islands", "Sark"] {
      #expect(english.markets(named: name) == [], "\(name)")
    }
  }
}
