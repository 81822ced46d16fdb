import CatalogModel
import Foundation
import MarketFacts

/// Which market a name means on the pages of one language.
struct NameTable {
  /// The language, as pages write it: `zh-TW`.
  let locale: String
  private var aliases: [NameKey: Set<Market>] = [:]
  private var names: [NameKey: Set<Market>] = [:]
  private var islandNames: [NameKey: Set<Market>] = [:]

  /// Collects the names of all markets in that language and in English, and the aliases of both.
  init(locale: String, aliases reviewed: [Alias]) {
    self.locale = locale
    let language = Self.language(of: locale)
    for alias in reviewed where alias.locale == "en" || Self.language(of: alias.locale) == language {
      aliases[NameKey(alias.name), default: []].insert(alias.market)
    }
    for (key, market) in Self.english { add(key, market) }
    for (market, name) in MarketFacts.names(in: locale) { add(NameKey(name), market) }
  }

  private mutating func add(_ key: NameKey, _ market: Market) {
    names[key, default: []].insert(market)
    islandNames[key.withoutIsland ?? key, default: []].insert(market)
  }

  /// What a name means: one market, none, or several.
  ///
  /// An alias decides; else the folded name; else the folded name without its word for "island".
  func markets(named name: String) -> Set<Market> {
    let key = NameKey(name)
    return aliases[key] ?? names[key] ?? islandNames[key.withoutIsland ?? key] ?? []
  }

  /// What a cell means: a name, or the same name in two languages, `アンゴラ / Angola` or `アンゴラ (Angola)`.
  ///
  /// With a slash between them the English half decides. What stands in parentheses may be no more than a remark: both must
  /// mean the same.
  func markets(inCell text: String) -> Set<Market> {
    let whole = markets(named: text)
    guard whole.isEmpty else { return whole }
    let halves = text.split { $0 == "/" || $0 == "／" }.map(String.init)
    if halves.count == 2 {
      let english = halves.map { Self.englishNames[NameKey($0)] ?? [] }.filter { !$0.isEmpty }
      if english.count == 1 { return english[0] }
    }
    let parts = halves.count == 2 ? halves : text.split(whereSeparator: { "()（）".contains($0) }).map(String.init)
    guard parts.count == 2 else { return [] }
    let meant = parts.map(markets(named:))
    return meant.contains([]) ? [] : meant[0].intersection(meant[1])
  }

  private static let englishNames = Dictionary(
    english.map { ($0.0, [$0.1] as Set<Market>) }, uniquingKeysWith: { $0.union($1) })

  /// The service's English names, and ICU's where the ISO country is one market: "Caribbean Netherlands" is three.
  private static let english: [(NameKey, Market)] = {
    let icu = Locale(identifier: "en")
    return MarketFacts.all.flatMap { fact in
      let name =
        MarketNames.withoutISOName.contains(fact.market) ? nil : icu.localizedString(forRegionCode: fact.market.code)
      return [fact.name, name].compactMap { $0 }.map { (NameKey($0), fact.market) }
    }
  }()

  /// Language and script: the pages of zh-TW and zh-HK share their aliases, those of zh-CN have their own.
  private static func language(of locale: String) -> [String?] {
    let language = Locale.Language(identifier: locale)
    return [language.languageCode?.identifier, language.script?.identifier]
  }
}
