import CatalogModel
import MarketFacts

/// An unknown word on the command line.
struct UnknownWord: Error, Sendable, CustomStringConvertible {
  var what: String
  var advice: String

  init(_ what: String, _ advice: String) {
    self.what = what
    self.advice = advice
  }

  var description: String { advice.isEmpty ? "\(what)." : "\(what). \(advice)" }
}

/// Market codes on the command line.
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
