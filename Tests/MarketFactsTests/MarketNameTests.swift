import CatalogModel
import MarketFacts
import Testing

@Suite("Names of markets in a language")
struct MarketNameTests {
  @Test(
    "A name is in the language asked for, however the language is written",
    arguments: [
      ("JP", "ja", "日本"), ("JP", "ja-JP", "日本"), ("DE", "ja_JP", "ドイツ"), ("DE", "zh-TW", "德國"),
      ("DE", "zh-Hant", "德國"), ("DE", "zh-CN", "德国"), ("DE", "zh", "德国"), ("DE", "fr-FR", "Allemagne"),
      ("DE", "en", "Germany"), ("DE", "en-GB", "Germany"),
    ] as [(Market, String, String)])
  func inLanguage(market: Market, locale: String, name: String) {
    #expect(MarketFacts.name(of: market, in: locale) == name)
  }

  @Test(
    "Markets that are a part of a country have names of their own",
    arguments: [
      ("BQ", "ボネール島", "波奈", "博奈尔"), ("XS", "サバ島", "沙巴", "萨巴"),
      ("XE", "シント・ユースタティウス島", "聖佑達修斯", "圣尤斯特歇斯"), ("SJ", "スバールバル諸島", "斯瓦巴", "斯瓦尔巴"),
      ("XJ", "ヤンマイエン島", "尖棉", "扬马延"), ("AN", "オランダ領アンティル", "荷屬安地列斯", "荷属安的列斯"),
      ("XK", "コソボ", "科索沃", "科索沃"), ("CN", "中国", "中國", "中国"),
    ] as [(Market, String, String, String)])
  func parts(market: Market, japanese: String, traditional: String, simplified: String) {
    #expect(MarketFacts.name(of: market, in: "ja") == japanese)
    #expect(MarketFacts.name(of: market, in: "zh-Hant") == traditional)
    #expect(MarketFacts.name(of: market, in: "zh-Hans") == simplified)
  }

  @Test("Where a language has no name for a part of a country, the name is English, not the country's")
  func englishForParts() {
    #expect(MarketFacts.name(of: "BQ", in: "de") == "Bonaire")
    #expect(MarketFacts.name(of: "XJ", in: "fr-FR") == "Jan Mayen")
    #expect(MarketFacts.name(of: "AN", in: "nl") == "Netherlands Antilles")
    #expect(MarketFacts.name(of: "XK", in: "de") == "Kosovo")
  }

  @Test("English names are the service's own, in every English", arguments: ["en", "en-US", "en_GB"])
  func english(locale: String) {
    for fact in MarketFacts.all { #expect(MarketFacts.name(of: fact.market, in: locale) == fact.name) }
  }

  @Test("An unknown language gives English names, an unknown code gives the code")
  func unknown() {
    #expect(MarketFacts.name(of: "DE", in: "xx-YY") == "Germany")
    #expect(MarketFacts.name(of: "DE", in: "") == "Germany")
    #expect(MarketFacts.name(of: "QQ", in: "ja") == "QQ")
    #expect(MarketFacts.name(of: "CU", in: "ja") == "キューバ")  // a country without a market
  }

  @Test("Every market has a name in Japanese and Chinese", arguments: ["ja", "zh-Hant", "zh-Hans", "zh-TW", "zh-CN"])
  func eastAsian(locale: String) {
    for fact in MarketFacts.all {
      let name = MarketFacts.name(of: fact.market, in: locale)
      #expect(
        name.unicodeScalars.contains { $0.properties.isIdeographic || (0x3040...0x30FF).contains($0.value) }, "\(fact)")
    }
    let names = MarketFacts.all.map { MarketFacts.name(of: $0.market, in: locale) }
    #expect(Set(names).count == names.count)
  }
}
