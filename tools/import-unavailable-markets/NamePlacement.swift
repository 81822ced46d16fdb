import CatalogModel
import Foundation

/// Turns the names of a page's market table into markets.
struct NamePlacement {
  let aliases: [Alias]
  /// Which list is looked for, where a page has several.
  var kind = ListKind.software

  /// One cell and the market that it names.
  struct Placed: Equatable {
    var cell: Table.Cell
    var market: Market
  }

  /// The markets of a page, in its own order, each once.
  func place(_ page: Page) throws(ImportError) -> [Placed] {
    let result: Reading
    if let locale = page.locale {
      result = try reading(of: page, in: locale)
    } else {
      result = try bestReading(of: page)
    }
    guard result.problems.isEmpty else { throw .names(page: page.name, problems: result.problems) }
    return result.placed
  }

  /// What came of reading a table in one language.
  private struct Reading {
    var locale: String
    var placed: [Placed] = []
    var problems: [NameProblem] = []
    var markets: Set<Market> { Set(placed.map(\.market)) }
  }

  /// The market table is the one with most market names, of those whose introduction names the kind where one does.
  private func reading(of page: Page, in locale: String) throws(ImportError) -> Reading {
    let names = NameTable(locale: locale, aliases: aliases)
    let ofKind = page.tables.filter { $0.introduction.lowercased().contains(kind.word) }
      .map { reading(of: $0, with: names) }.filter { $0.placed.count > $0.problems.count }
    let readings = ofKind.isEmpty ? page.tables.map { reading(of: $0, with: names) } : ofKind
    guard let best = readings.max(by: { $0.placed.count < $1.placed.count }), !best.placed.isEmpty else {
      throw .noMarketTable(page: page.name)
    }
    return best
  }

  private func reading(of table: Table, with names: NameTable) -> Reading {
    var reading = Reading(locale: names.locale)
    var cells: [Market: Table.Cell] = [:]
    for cell in table.cells {
      let markets = names.markets(inCell: cell.text).sorted()
      guard let market = markets.first else {
        reading.problems.append(.unknown(cell, locale: names.locale))
        continue
      }
      if markets.count > 1 {
        reading.problems.append(.ambiguous(cell, locale: names.locale, markets: markets))
      } else if let earlier = cells[market] {
        if NameKey(earlier.text) == NameKey(cell.text) { continue }
        reading.problems.append(.repeated(cell, earlier: earlier, market: market))
      } else {
        cells[market] = cell
        reading.placed.append(Placed(cell: cell, market: market))
      }
    }
    return reading
  }

  /// For a page that does not give its language: English if that fits, else the language that fits best.
  private func bestReading(of page: Page) throws(ImportError) -> Reading {
    guard page.tables.contains(where: { !$0.cells.isEmpty }) else { throw .noMarketTable(page: page.name) }
    var readings: [Reading] = []
    for locale in ["en"] + Self.languages {
      guard let reading = try? reading(of: page, in: locale) else { continue }
      if locale == "en", reading.problems.isEmpty { return reading }
      readings.append(reading)
    }
    guard let most = readings.map(\.placed.count).max() else { throw .noMarketTable(page: page.name) }
    let best = readings.filter { $0.placed.count == most }
    guard let first = best.first, best.allSatisfy({ $0.markets == first.markets }) else {
      throw .languageUnclear(page: page.name, locales: best.map(\.locale))
    }
    return first
  }

  /// Every language that Foundation has country names for, once for each script.
  private static let languages: [String] = Set(
    Locale.availableIdentifiers.compactMap { identifier in
      let language = Locale.Language(identifier: identifier)
      guard let code = language.languageCode?.identifier else { return nil }
      return language.script.map { "\(code)-\($0.identifier)" } ?? code
    }
  ).sorted()
}
