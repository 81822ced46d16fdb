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
    for fact in MarketFacts.all {
      for name in Self.names(of: fact, in: locale) {
        let key = NameKey(name)
        names[key, default: []].insert(fact.market)
        islandNames[key.withoutIsland ?? key, default: []].insert(fact.market)
      }
    }
  }

  /// What a name means: one market, none, or several.
  ///
  /// An alias decides; else the folded name; else the folded name without its word for "island".
  func markets(named name: String) -> Set<Market> {
    let key = NameKey(name)
    return aliases[key] ?? names[key] ?? islandNames[key.withoutIsland ?? key] ?? []
  }

  /// ICU's English name counts only where the ISO country is one market: "Caribbean Netherlands" is three of them.
  private static func names(of fact: MarketFact, in locale: String) -> [String] {
    var names = [fact.name, MarketFacts.name(of: fact.market, in: locale)]
    if !MarketNames.withoutISOName.contains(fact.market),
      let name = english.localizedString(forRegionCode: fact.market.code) {
      names.append(name)
    }
    return names
  }

  private static let english = Locale(identifier: "en")

  /// Language and script: the pages of zh-TW and zh-HK share their aliases, those of zh-CN have their own.
  private static func language(of locale: String) -> [String?] {
    let language = Locale.Language(identifier: locale)
    return [language.languageCode?.identifier, language.script?.identifier]
  }
}
