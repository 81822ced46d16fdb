import ArgumentParser
import CatalogJSON
import CatalogModel
import CatalogStore
import Foundation
import PriceSheets

struct CrosswalkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crosswalk", abstract: "Take a newer table of licences for `what-is`.",
    subcommands: [CrosswalkImportCommand.self])
}

struct CrosswalkImportCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Store an edition of Microsoft's table of licences and service plans.",
    discussion: HelpText.wrapped(
      """
      FILE is the CSV that Microsoft's page "Product names and service plan identifiers for licensing" offers, with the \
      columns GUID, String_Id and Product_Display_Name, and of service plans where it has them. A damaged edition changes \
      nothing: GUIDs that were counted up by a spreadsheet program, fewer than 90 % of the known GUIDs, a row twice.

      Example:
        partner-catalog crosswalk import "Product names and service plan identifiers for licensing.csv" --as-of 2026-11

      Exit codes: 0 stored, 2 error, 6 another sync is running.
      """))

  @OptionGroup var global: GlobalOptions
  @Argument(help: ArgumentHelp("The table, as CSV.", valueName: "file"), completion: .file()) var file: String
  @Option(help: ArgumentHelp("The edition, such as 2026-11; else the date of the file.", valueName: "date"))
  var asOf: String?

  func validate() throws {
    guard !file.isEmpty else { throw ValidationError("Name a file.") }
    guard asOf?.wholeMatch(of: /[0-9]{4}(-[0-9]{2}){0,2}/) != nil || asOf == nil else {
      throw ValidationError("--as-of is a date such as 2026-11 or 2026-11-30.")
    }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let table: LicenceTable
    do {
      table = try LicenceTable(file)
    } catch {
      throw CommandError(
        .failure, code: .licenceTable,
        message: "\(file) is no usable table of licences: \(error). The table in use stays as it is.")
    }
    let modified = try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
    let edition = asOf ?? (modified ?? session.now).iso8601Day
    let store = try CatalogStore(keepingSourceOf: session.database)
    try await store.replaceCrosswalk(table.edges(asOf: edition), of: LicenceTable.source)
    let response = CrosswalkImportResponse(
      asOf: edition, graphSkus: table.licences.count, servicePlans: table.plans.count)
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(response)
        : "\(Formatting.count(response.graphSkus, "licence")) and "
          + "\(Formatting.count(response.servicePlans, "service plan")), edition \(edition)\n")
  }
}

/// What an edition holds.
struct CrosswalkImportResponse: Encodable {
  var asOf: String
  var graphSkus: Int
  var servicePlans: Int
}
