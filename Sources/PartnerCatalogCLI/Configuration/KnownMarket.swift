import CatalogJSON
import CatalogModel

/// Market codes on the command line.
enum KnownMarket {
  /// - Throws: ``UnknownWord`` where the service documents no such market.
  static func parse(_ text: String) throws -> Market {
    do {
      return try FilterWord.market(text)
    } catch var word as UnknownWord {
      if word.advice.isEmpty { word.advice = "`partner-catalog markets --all` lists them." }
      throw word
    }
  }
}
