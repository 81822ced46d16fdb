import ArgumentParser
import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

struct PricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices", abstract: "List prices; `prices import` and `prices sync` read price sheets.",
    subcommands: [
      PricesListCommand.self, PricesImportCommand.self, PricesSyncCommand.self, PricesStatusCommand.self,
    ],
    defaultSubcommand: PricesListCommand.self)
}

struct PricesListCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The prices of an item in all terms, now, on a day, or all steps.",
    discussion: HelpText.wrapped(
      """
      Amounts are for one unit and the whole term, before tax and promotions: a year that is billed monthly is priced for \
      the year. They concern new orders and renewals, not what a customer holds. A market with several currencies shows \
      all of them unless --currency or billingCurrency of the configuration chooses one.

      Examples:
        partner-catalog prices CFQ7TTC0LH18:0001 --market DE --currency EUR
        partner-catalog prices CFQ7TTC0LH18 --as-of 2026-10-15 --json
        partner-catalog prices CFQ7TTC0LH18:0001 --market US --history

      Exit codes: 0 found, 1 no price, or no id, 2 error.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var amounts: PriceArguments
  @Argument(help: "PRODUCT, PRODUCT:SKU or PRODUCT:SKU:AVAILABILITY; all without it.") var item: String?
  @Option(help: ArgumentHelp("Only this market.", valueName: "market"), transform: KnownMarket.parse) var market:
    Market?
  @Option(help: ArgumentHelp("Only this currency, such as EUR.", valueName: "code"), transform: FilterWord.said)
  var currency: String?
  @Option(help: ArgumentHelp("The prices of this day or time, ISO 8601, or of an age.", valueName: "day"))
  var asOf: MomentArgument?
  @Flag(help: "List every step that sheets have shown.") var history = false

  var listForm: ListOptions? { list }

  func validate() throws {
    guard !(history && asOf != nil) else { throw ValidationError("Give --as-of or --history, not both.") }
    guard amounts.price != .none else { throw ValidationError("--price none leaves nothing to list.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = try Catalog(path: session.database)
    let reference = try item.map { text in
      guard let reference = ItemReference(parsing: text) else { throw CatalogError.itemUnreadable(text) }
      return reference
    }
    let moment = asOf?.date(before: session.now)
    let prices = try catalog.prices(
      of: reference, market: market, asOf: moment, isHistory: history,
      amounts.options(session.settings, currency: currency))
    let listing = Listing(rows: prices, columns: .price)
    return CommandResult(
      text: try listing.rendered(
        list, console: session.console,
        whole: PricesResponse(item: reference, asOf: moment ?? session.now, prices: prices)
      ) { PriceTable.text(prices, console: session.console) },
      status: prices.isEmpty ? .nothingMatched : .success,
      notes: prices.isEmpty ? [try emptyNote(catalog)] : [Formatting.count(prices.count, "price") + "."])
  }

  private func emptyNote(_ catalog: Catalog) throws -> String {
    try catalog.priceSheets().contains { $0.month != nil }
      ? "No sheet has such a price. `partner-catalog prices status` lists the sheets."
      : "No price sheet is stored: run `partner-catalog prices import FILE`."
  }
}

struct PricesStatusCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "The price sheets with view, market, month, age, rows, next due, last fault.",
    discussion: HelpText.wrapped(
      """
      Examples:
        partner-catalog prices status
        partner-catalog prices status --json

      Exit codes: 0 found, 1 no sheet is stored, 2 error.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions

  var listForm: ListOptions? { list }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let catalog = try Catalog(path: session.database)
    let (sheets, matrix) = (try catalog.priceSheets(), try catalog.offerMatrix())
    return CommandResult(
      text: try Listing(rows: sheets, columns: .priceSheet).rendered(
        list, console: session.console, whole: PriceSheetsResponse(sheets: sheets, offerMatrix: matrix)
      ) { PriceTable.text(sheets, console: session.console) },
      status: sheets.isEmpty && matrix?.month == nil ? .nothingMatched : .success,
      notes: [
        sheets.isEmpty
          ? "No price sheet is stored: run `partner-catalog prices import FILE`."
          : Formatting.count(sheets.count, "sheet") + "."
      ] + [matrix.map(Self.note)].compactMap(\.self))
  }

  /// `The offer matrix is of 202611 and has 1,234 rows.`
  private static func note(_ matrix: OfferMatrixStatus) -> String {
    let state =
      matrix.month.map { "The offer matrix is of \($0) and has \(Formatting.count(matrix.rows, "row"))." }
      ?? "No offer matrix is stored."
    return state + (matrix.lastFault.map { " The last attempt failed: \($0)." } ?? "")
  }
}
