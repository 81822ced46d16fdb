import CatalogModel

/// Why a page, or the pages together, give no list.
enum ImportError: Error, Equatable {
  case unreadable(path: String, reason: String)
  case notText(page: String)
  case noMarketTable(page: String)
  case names(page: String, problems: [NameProblem])
  case languageUnclear(page: String, locales: [String])
  case pagesDiffer(first: String, second: String, onlyFirst: [Market], onlySecond: [Market])
}

/// One name that stands in the way.
enum NameProblem: Equatable {
  case unknown(Table.Cell, locale: String)
  case ambiguous(Table.Cell, locale: String, markets: [Market])
  case repeated(Table.Cell, earlier: Table.Cell, market: Market)
}

extension ImportError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason). Nothing was written."
    case .notText(let page):
      "\(page) is not UTF-8 text. Nothing was written."
    case .noMarketTable(let page):
      "\(page) holds no table of markets: no table has a cell that names one. Nothing was written."
    case .names(let page, let problems):
      """
      \(problems.map { "\(page), \($0.description)" }.joined(separator: "\n"))
      Nothing was written. Where the page is right, add the name to tools/import-unavailable-markets/aliases.json, \
      with the reason why it means that market.
      """
    case .languageUnclear(let page, let locales):
      """
      \(page) does not say its language, and \(locales.joined(separator: ", ")) read different markets in it. \
      Add ms.contentlocale to its front matter. Nothing was written.
      """
    case .pagesDiffer(let first, let second, let onlyFirst, let onlySecond):
      """
      \(first) and \(second) list different markets: only \(first) has \(Self.list(onlyFirst)), \
      only \(second) has \(Self.list(onlySecond)). Nothing was written.
      """
    }
  }

  private static func list(_ markets: [Market]) -> String {
    markets.isEmpty ? "none" : markets.map(\.code).joined(separator: ", ")
  }
}

extension NameProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknown(let cell, let locale):
      "\(cell.place): \"\(cell.text)\" names no market in \(locale) or English."
    case .ambiguous(let cell, let locale, let markets):
      "\(cell.place): \"\(cell.text)\" may mean \(markets.map(\.code).joined(separator: " or ")) in \(locale)."
    case .repeated(let cell, let earlier, let market):
      "\(cell.place): \"\(cell.text)\" is \(market), which \"\(earlier.text)\" in \(earlier.place) already is."
    }
  }
}

extension Table.Cell {
  fileprivate var place: String { "row \(row), column \(column)" }
}
