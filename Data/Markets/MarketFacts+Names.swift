public import CatalogModel

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
    MarketNames(locale).name(of: market)
  }

  /// The names of all documented markets in a language, as ``name(of:in:)`` gives them.
  public static func names(in locale: String) -> [Market: String] {
    let names = MarketNames(locale)
    return Dictionary(all.map { ($0.market, names.name(of: $0.market)) }, uniquingKeysWith: { first, _ in first })
  }
}
