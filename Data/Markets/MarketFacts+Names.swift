public import CatalogModel
import Foundation

extension MarketFacts {
  /// The name of a market in a language.
  ///
  /// `JP` in `zh-TW` → `日本`; `XJ` in `ja` → `ヤンマイエン島`; `BQ` in `de` → `Bonaire`.
  ///
  /// - Parameters:
  ///   - market: Any code; one that the service does not document may still be a country.
  ///   - locale: A BCP 47 tag or ICU identifier such as `ja`, `zh-TW`, `zh_Hans_CN`. Where the language is not known, the
  ///     name is English.
  /// - Returns: In English the service's own name (``MarketFact/name``), so that it is the same everywhere; in other
  ///   languages the country's name of Foundation's ICU. Markets that are only a part of a country, or that ICU does not
  ///   know, have names of our own in Japanese and Chinese and keep the English one in other languages. The code where
  ///   there is no name at all.
  public static func name(of market: Market, in locale: String) -> String {
    let language = Locale.Language(identifier: locale)
    let fact = fact(for: market)
    if let fact {
      if language.languageCode == .english { return fact.name }
      if let own = MarketNames.own[market]?[MarketNames.key(of: language)] { return own }
      if MarketNames.withoutISOName.contains(market) { return fact.name }
    }
    guard Locale.Region(market.code).isISORegion || fact != nil,
      let name = Locale(identifier: locale).localizedString(forRegionCode: market.code)
    else { return fact?.name ?? market.code }
    return name
  }
}

/// Names for the markets that no ISO country name fits.
package enum MarketNames {
  /// Markets whose code ICU does not know or takes for something else.
  ///
  /// ICU's names of `BQ` and `SJ` ("Caribbean Netherlands", "Svalbard & Jan Mayen") cover several markets of the service;
  /// it takes `AN` for Curaçao; the others are the service's own codes.
  package static let withoutISOName: Set<Market> = ["AN", "BQ", "SJ", "XE", "XJ", "XS"]

  /// Names of our own, by market, then by language and script.
  ///
  /// `CN` is here because ICU says "China mainland", which is not the service's word. The Chinese words for Svalbard and
  /// Jan Mayen are the parts of ICU's own name for both.
  static let own: [Market: [String: String]] = [
    "AN": ["ja": "オランダ領アンティル", "zh-Hant": "荷屬安地列斯", "zh-Hans": "荷属安的列斯"],
    "BQ": ["ja": "ボネール島", "zh-Hant": "波奈", "zh-Hans": "博奈尔"],
    "CN": ["ja": "中国", "zh-Hant": "中國", "zh-Hans": "中国"],
    "SJ": ["ja": "スバールバル諸島", "zh-Hant": "斯瓦巴", "zh-Hans": "斯瓦尔巴"],
    "XE": ["ja": "シント・ユースタティウス島", "zh-Hant": "聖佑達修斯", "zh-Hans": "圣尤斯特歇斯"],
    "XJ": ["ja": "ヤンマイエン島", "zh-Hant": "尖棉", "zh-Hans": "扬马延"],
    "XS": ["ja": "サバ島", "zh-Hant": "沙巴", "zh-Hans": "萨巴"],
  ]

  /// `ja-JP` → `ja`, `zh-TW` → `zh-Hant`, `zh` → `zh-Hans`.
  static func key(of language: Locale.Language) -> String {
    let code = language.languageCode?.identifier ?? ""
    guard code == "zh", let script = language.script?.identifier else { return code }
    return "\(code)-\(script)"
  }
}
