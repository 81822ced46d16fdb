import CatalogModel
import MarketFacts

/// A word that names nothing known.
struct UnknownWord: Error, Sendable, CustomStringConvertible {
  var what: String
  var advice: String

  init(_ what: String, _ advice: String) {
    self.what = what
    self.advice = advice
  }

  var description: String { advice.isEmpty ? "\(what)." : "\(what). \(advice)" }
}

/// Market codes as people type them.
enum KnownMarket {
  /// - Throws: ``UnknownWord`` where the service documents no such market.
  static func parse(_ text: String) throws -> Market {
    guard let market = Market(parsing: text) else {
      throw UnknownWord("\(text) is not a market", "Markets are two letters, such as US or DE.")
    }
    guard MarketFacts.isDocumented(market) else {
      throw UnknownWord("\(text) is not a market of the service", "`partner-catalog markets --all` lists them.")
    }
    return market
  }
}
