import ArgumentParser
import CatalogJSON
import CatalogQuery

struct SearchCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find catalog items by words, codes and ids.",
    discussion: HelpText.wrapped(
      """
      Best matches first, one for each SKU and market: the best of its items. Without --market the table has one row a \
      SKU, with its markets; counts are of SKUs in a market. Blank text lists everything.

      TEXT may hold any of these, in any order; nothing is syntax:
        words        sql server 2022            all must match; the last may be unfinished
        codes        d2sv3, D2s v3, Standard_D2s_v3
        regions      westus2, West US 2, us west 2
        numbers      2 core, 2core, 3 years, 3yr, P3Y, monthly
        short forms  o365, m365, vm, ri, win srv, p1, gcc (a reviewed list)
        ids          CFQ7TTC0LH18, CFQ7TTC0LH18:1, lh18, a whole CatalogItemId or its last part
        クラウド, 雲      Chinese, Japanese and Korean of one character or more
      Typing errors are tolerated in words of five letters and more, never in IDs and codes. If no item matches every \
      word, the closest matches are listed, and marked. --explain explains the rank of each hit.

      Filters may be repeated (any of the values matches); the prefix not: excludes a value. The filters of term, billing, \
      segment, currency and scope apply to the same item. Counts by type, segment and so on are of hits (SKUs in a \
      market, or items with --items), also with --group.

      Examples:
        partner-catalog search sql srv 2022 2core --market US
        partner-catalog search d2sv3 westus2 3 year --scope AzurePlan --explain
        partner-catalog search power bi --segment not:education --term P1Y --group
        partner-catalog search "" --publisher contoso --items --csv > contoso.csv

      Exit codes: 0 found, 1 nothing matched, 2 error.
      """)
  ).parsedByItself

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var filters: SearchFilters
  @OptionGroup var prices: PriceFilters
  @Argument(help: ArgumentHelp("The words to search for.", valueName: "text")) var words: [String]
  @Flag(help: "List every item instead of the best one per SKU and market.") var items = false
  @Flag(help: "One hit for each product, the best of its SKUs.") var group = false
  @Flag(help: "Explain the rank of each hit.") var explain = false
  @Option(help: .after) var after: String?

  var listForm: ListOptions? { list }

  /// The most hits that are read for one page by SKU.
  private static let mostHits = 20_000

  private var text: String { words.joined(separator: " ") }

  func answer(in session: CommandContext) async throws -> CommandResult {
    var options = options
    options.prices = prices.options(session.settings)
    // Facets cost more than the hits of a common word: they are counted only where they are shown.
    options.countsFacets = global.json || session.console.isErrorTerminal
    let catalog = try Catalog(path: session.database)
    // A person who names no market sees each SKU once, however many markets sell it.
    let isBySKU = !isReadByPrograms && !items && !group && !explain && !filters.market.contains { $0.isWanted }
    if isBySKU {
      let markets = max(1, try catalog.readings().count)
      options.page.limit = min(options.page.limit, Self.mostHits / markets) * markets
    }
    var result = try catalog.search(text, options)
    if isBySKU { result = SearchTable.firstRows(page.limit, of: result) }
    let listing = Listing(
      rows: result.items, columns: .hit)
    return CommandResult(
      text: try listing.rendered(list, console: session.console, whole: result) {
        isBySKU
          ? SearchTable.bySKU(result, console: session.console)
          : SearchTable.text(result, amounts: prices.amounts.price, console: session.console)
      },
      status: result.total == 0 ? .nothingMatched : .success,
      notes: SearchTable.notes(
        result, page: page, unknownValues: result.total == 0 ? try filters.wantedValues.unknownValues(in: catalog) : []),
      remarks: list.csv && result.isPartial ? [SearchTable.partial] : [],
      warnings: result.total == 0 ? try gaps(in: catalog) : [])
  }

  /// The gaps in the markets of the search, where an empty result proves nothing.
  private func gaps(in catalog: Catalog) throws -> [String] {
    try filters.market.compactMap(\.wanted).compactMap { code in
      let market = Market(code)
      return Formatting.gap(in: market, try catalog.reading(of: market)?.state)
    }
  }

  private var options: SearchOptions {
    var options = SearchOptions(
      filter: filters.itemFilter, includesEveryItem: items,
      page: Page(limit: page.limit, offset: page.offset, after: after))
    options.groupsByProduct = group
    options.explains = explain
    return options
  }
}
