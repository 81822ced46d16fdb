package import CatalogModel
package import CatalogQuery
import MarketFacts

/// Values of options and parameters, as people write them: impossible values are refused, unknown ones are not, since the service may add
/// them.
package enum FilterWord {
  /// Any word.
  ///
  /// - Throws: ``UnknownWord`` where it is blank.
  package static func said(_ text: String) throws -> String {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw UnknownWord("the value is empty", "Omit it to apply no filter.")
    }
    return text
  }

  /// A market of the service, in any case.
  ///
  /// - Throws: ``UnknownWord`` where the service documents no such market: one without advice.
  package static func market(_ text: String) throws -> Market {
    guard let market = Market(parsing: text) else {
      throw UnknownWord("\(text) is not a market", "Markets are two letters, such as US or DE.")
    }
    guard MarketFacts.isDocumented(market) else { throw UnknownWord("\(text) is not a market of the service", "") }
    return market
  }

  /// `1 year`, `1y`, `3yr`, `p1y` → `P1Y`, `P3Y`.
  package static func term(_ text: String) throws -> String {
    guard let duration = TermWords.duration(text) else {
      throw UnknownWord(
        "\"\(text)\" is not a term length", "Examples: P1Y, 1y, 3yr, \"1 year\" or \"6 months\".")
    }
    return duration
  }

  /// `legacy`, as `resolve` calls it, is `none`.
  package static func scope(_ text: String) throws -> String {
    try said(text).lowercased() == "legacy" ? "none" : text
  }

  /// A kind of change, of items or of prices.
  package static func change(_ text: String) throws -> WantedChange {
    if text.lowercased() == "price" { return .price }
    guard let kind = ChangeKind(rawValue: text.lowercased()) else {
      throw UnknownWord(
        "\"\(text)\" is not a kind of change", "One of \(WantedChange.words.joined(separator: ", ")).")
    }
    return .item(kind)
  }

  /// A month of price sheets: `202611`.
  package static func month(_ text: String) throws -> SheetMonth {
    guard let month = SheetMonth(parsing: text) else {
      throw UnknownWord("\"\(text)\" is not a month", "Write year and month, such as 202611.")
    }
    return month
  }

  /// A view of the price lists, by its name: an open set.
  package static func priceView(_ text: String) throws -> PriceView {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F || $0 == 0x2D }) else {
      throw UnknownWord(
        "\"\(text)\" is not a view", "Such as \(PriceView.known.map(\.rawValue).joined(separator: ", ")).")
    }
    return PriceView(text)
  }

  /// A currency: `EUR`, in any case.
  package static func currency(_ text: String) throws -> String {
    let code = text.uppercased()
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw UnknownWord("\"\(text)\" is not a currency", "Three letters, such as EUR.")
    }
    return code
  }

  /// The amounts of prices to show.
  package static func amounts(_ text: String) throws -> PriceOptions.Amounts {
    guard let amounts = PriceOptions.Amounts(rawValue: text.lowercased()) else {
      throw UnknownWord("\"\(text)\" names no prices", "One of retail, partner, both, none.")
    }
    return amounts
  }

  /// `25.50/month`.
  package static func priceLimit(_ text: String) throws -> PriceOptions.Limit {
    guard let limit = PriceOptions.Limit(parsing: text) else {
      throw UnknownWord("\"\(text)\" is not a price", "Examples: 25.50/month, 300/year, 1000/term.")
    }
    return limit
  }

  /// `true` or `false`.
  package static func truth(_ text: String) throws -> String {
    let word = text.lowercased()
    guard ["true", "false"].contains(word) else {
      throw UnknownWord("\"\(text)\" is neither true nor false", "")
    }
    return word
  }
}
