package import CatalogModel
import Foundation

/// Names in one language: our own for the markets that no ISO country name fits, Foundation's for the others.
package struct MarketNames {
  private let locale: Locale
  private let isEnglish: Bool
  private let language: String

  init(_ identifier: String) {
    let language = Locale.Language(identifier: identifier)
    locale = Locale(identifier: identifier)
    isEnglish = language.languageCode == .english
    self.language = Self.key(of: language)
  }

  func name(of market: Market) -> String {
    guard let fact = MarketFacts.fact(for: market) else {
      // A country without a market; ICU would have a name ("unknown region") for any code.
      let country = Locale.Region(market.code).isISORegion ? locale.localizedString(forRegionCode: market.code) : nil
      return country ?? market.code
    }
    if isEnglish { return fact.name }
    if let own = Self.own[market]?[language] { return own }
    if Self.withoutISOName.contains(market) { return fact.name }
    return locale.localizedString(forRegionCode: market.code) ?? fact.name
  }

  /// Markets whose code ICU does not know or takes for something else.
  ///
  /// ICU's names of `BQ` and `SJ` ("Caribbean Netherlands", "Svalbard & Jan Mayen") cover several markets of the service;
  /// it takes `AN` for Curaçao; the others are the service's own codes.
  package static let withoutISOName: Set<Market> = ["AN", "BQ", "SJ", "XE", "XJ", "XS"]

  /// Names of our own, by market, then by language and script.
  ///
  /// `CN` is here because ICU says "China mainland", which is not the service's word. The Chinese words for Svalbard and
  /// Jan Mayen are the parts of ICU's own name for both.
  private static let own: [Market: [String: String]] = [
    "AN": ["ja": "オランダ領アンティル", "zh-Hant": "荷屬安地列斯", "zh-Hans": "荷属安的列斯"],
    "BQ": ["ja": "ボネール島", "zh-Hant": "波奈", "zh-Hans": "博奈尔"],
    "CN": [
      "ja": "中国", "zh-Hant": "中國", "zh-Hans": "中国", "cs": "Čína", "de": "China", "es": "China", "fr": "Chine",
      "it": "Cina", "ko": "중국", "nl": "China", "pl": "Chiny", "pt": "China", "ru": "Китай", "sv": "Kina", "tr": "Çin",
    ],
    "SJ": ["ja": "スバールバル諸島", "zh-Hant": "斯瓦巴", "zh-Hans": "斯瓦尔巴"],
    "XE": ["ja": "シント・ユースタティウス島", "zh-Hant": "聖佑達修斯", "zh-Hans": "圣尤斯特歇斯"],
    "XJ": ["ja": "ヤンマイエン島", "zh-Hant": "尖棉", "zh-Hans": "扬马延"],
    "XS": ["ja": "サバ島", "zh-Hant": "沙巴", "zh-Hans": "萨巴"],
  ]

  /// `ja-JP` → `ja`, `zh-TW` → `zh-Hant`, `zh` → `zh-Hans`.
  private static func key(of language: Locale.Language) -> String {
    let code = language.languageCode?.identifier ?? ""
    guard code == "zh", let script = language.script?.identifier else { return code }
    return "\(code)-\(script)"
  }
}
