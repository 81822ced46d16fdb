import ArgumentParser
import CatalogQuery

struct SearchCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find catalog items by words, codes and ids.",
    discussion: """
      Best matches first, one for each SKU and market (the best of its items; --items lists every item). Blank text \
      lists everything. Every word must match; the last may be the beginning of a word. A CatalogItemId finds exactly that item.

      Examples:
        partner-catalog search "sql server 2 core" --market US
        partner-catalog search standard_d2s_v3 --type VirtualMachines --limit 5
        partner-catalog search "" --publisher contoso --items --csv > contoso.csv

      Exit codes: 0 found, 1 nothing matched, 2 error.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var page: PageOptions
  @Argument(help: "What to look for.") var text: String
  @Option(
    help: ArgumentHelp("Only in this market. Repeat for more.", valueName: "market"), transform: KnownMarket.parse)
  var market: [Market] = []
  @Option(
    help: ArgumentHelp(
      "Only for this segment: commercial, education, government, nonprofit. Repeat for more.", valueName: "segment"))
  var segment: [String] = []
  @Option(help: ArgumentHelp("Only products of this type or sub-type. Repeat for more.", valueName: "type"))
  var type: [String] = []
  @Option(
    help: ArgumentHelp("Only products of publishers whose name holds this. Repeat for more.", valueName: "publisher"))
  var publisher: [String] = []
  @Flag(help: "List every item, not one for each SKU and market.") var items = false

  var listForm: ListOptions? { list }

  func answer(in session: Session) async throws -> Answer {
    let result = try Catalog(path: session.database).search(
      text,
      SearchOptions(
        markets: market, segments: segment.map { Segment($0) }, productTypes: type, publishers: publisher,
        listsEveryItem: items, limit: page.limit, offset: page.offset))
    let listing = Listing(
      rows: result.items, csvHeader: ItemColumns.header, csvFields: { ItemColumns.fields($0.item) })
    return Answer(
      text: try listing.rendered(list, console: session.console, whole: result) {
        SearchTable.text(result, console: session.console)
      },
      status: result.total == 0 ? .nothingMatched : .success, notes: SearchTable.notes(result, page: page))
  }
}
