import ArgumentParser
import CatalogJSON
import CatalogModel

struct PricesImportCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Store price sheets that were saved from Partner Center.",
    discussion: HelpText.wrapped(
      """
      Reads CSV files and ZIP archives of the portal and of the API. Market and currency are in the rows; view and month \
      come from the name of the file, from its rows, or from the options. A sheet is stored as a whole or not at all: a \
      file that is cut or damaged changes nothing. Text saved by a spreadsheet program may have lost digits and zeros: \
      use the file as it was downloaded. The offer matrix is found by its columns: its limits, prerequisites and \
      conversions take part in verdicts from then on.

      A sheet that lacks more than a fifth of the prices of the sheet before it is held back, until the same file comes \
      again six hours later, or with --accept-removals.

      Examples:
        partner-catalog prices import price_sheet_license_GA_US_202611.csv
        partner-catalog prices import sheets.zip --view updatedlicensebased --month 202611

      Exit codes: 0 stored, or stored before, 2 error, 3 some sheets were stored and others not, or held back, 6 another \
      sync is running, 64 view or month are unknown.
      """))

  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("CSV files and ZIP archives.", valueName: "file"), completion: .file()) var files:
    [String]
  @Option(
    help: ArgumentHelp("The market of the rows; rows of another are refused.", valueName: "market"),
    transform: KnownMarket.parse)
  var market: Market?
  @Option(help: ArgumentHelp("The month of the sheets: 202611.", valueName: "YYYYMM"), transform: FilterWord.month)
  var month: SheetMonth?
  @Option(
    help: ArgumentHelp(
      "The view: updatedlicensebased, software, azure_consumption, azure_reservations, marketplace, or another name.",
      valueName: "view"), transform: FilterWord.said)
  var view: String?
  @Flag(help: "Store sheets that lack most prices of the sheets before them.") var acceptRemovals = false

  func validate() throws {
    guard !files.isEmpty, !files.contains("") else { throw ValidationError("Name a file.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let results = try await PriceImport(
      database: session.database, market: market, month: month, view: view.map { PriceView($0) },
      allowsRemovals: acceptRemovals, now: session.now
    ).run(files)
    if results.allSatisfy({ $0.fault != nil }), let fault = results.first?.fault {
      throw CommandError(
        .failure, code: .priceSheet, message: results.count == 1 ? fault : fault + " The other files failed as well.")
    }
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(PriceImportResponse(sheets: results))
        : PriceTable.text(results, console: session.console),
      status: results.contains(where: \.isShort) ? .partial : .success,
      warnings: results.compactMap(\.warning))
  }
}
