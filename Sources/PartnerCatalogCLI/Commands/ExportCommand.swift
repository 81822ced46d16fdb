import ArgumentParser
import CatalogExport
import CatalogJSON
import CatalogModel
import CatalogStore
import FileSystem
import Foundation

struct ExportCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "All items as NDJSON or CSV, with column names and types for other tools.",
    discussion: HelpText.wrapped(
      """
      Every column of the view catalog_items, from one consistent state, also while a sync writes. Memory holds only \
      texts shared by many items, so that fourteen million items are possible.

      In CSV (RFC 4180) an empty field is NULL, and "" is an empty text. --spreadsheet-safe puts an apostrophe before \
      texts that a spreadsheet would read as formulas. --columns writes the columns' names and types for DuckDB and \
      Arrow into a file, so that both convert the export to Parquet without type inference.

      Examples:
        partner-catalog export --market DE --segment commercial --csv --output de.csv
        partner-catalog export | jq -c 'select(.is_trial == 1) | .catalog_item_id'
        partner-catalog export --csv --output items.csv --columns items.columns.json

      On a terminal control characters are shown by their number; files and pipes get every byte unchanged.

      Exit codes: 0 written, 1 no item matches, 2 error; an existing file at --output or --columns is then unchanged.
      """))

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Option(
    help: ArgumentHelp("Only of this market; several may be given.", valueName: "market"),
    completion: CompletionWords.markets, transform: KnownMarket.parse)
  var market: [Market] = []
  @Option(
    help: ArgumentHelp("Only this segment: commercial, education, government or nonprofit.", valueName: "segment"),
    transform: FilterWord.said)
  var segment: [String] = []
  @Flag(help: "With --csv: escape texts that a spreadsheet would read as formulas.") var spreadsheetSafe = false
  @Option(
    help: ArgumentHelp(
      "Write to this file, replaced only when complete; - is standard output.",
      discussion: "A pipe or a device is written directly.", valueName: "file"), completion: .file())
  var output: String?
  @Option(
    help: ArgumentHelp("Write names and types of the columns into this file, as JSON.", valueName: "file"),
    completion: .file())
  var columns: String?

  var listForm: ListOptions? { list }

  func validate() throws {
    guard output != "", columns != "" else { throw ValidationError("--output and --columns need a path; it is empty.") }
    guard !spreadsheetSafe || list.csv else { throw ValidationError("--spreadsheet-safe needs --csv.") }
    guard !global.json || file != nil else {
      throw ValidationError("--json describes a file: add --output. The items themselves are --ndjson or --csv.")
    }
    guard columns != "-" else { throw ValidationError("--columns needs a file: the items go to standard output.") }
    if let columns, let output, columns == output || Self.isOne(columns, output) {
      throw ValidationError("--columns and --output name the same file.")
    }
  }

  /// The output file; `nil` for standard output.
  private var file: String? { output.flatMap { OutputFile.isStandardOutput($0) ? nil : $0 } }

  private static func isOne(_ path: String, _ other: String) -> Bool {
    FileIdentity(path).map { $0 == FileIdentity(other) } ?? false
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    for place in [output, columns].compactMap(\.self) { try CatalogFiles(of: session.database).refuse(place) }
    let export = ItemExport(
      session.database, markets: market, segments: segment.map { Segment($0.lowercased()) },
      form: list.csv ? .csv(isSpreadsheetSafe: spreadsheetSafe) : .ndjson)
    // Both files are checked before the long work.
    let described = try columns.map { try OutputFile($0) }
    let written = try file.map { try OutputFile($0) }
    let items: Int
    if let written {
      items = try written.publishing({ try export.write(to: $0) }, unless: { $0 == 0 })
    } else {
      items = try export.write { try StandardStream.output.write(rows: $0) }
    }
    guard items > 0 else { return try nothing(in: session.console) }
    try described?.write(JSONText.pretty(ExportColumns(isCSV: list.csv)))
    guard let file, let written else { return CommandResult(text: "") }
    let whole = ExportResponse(path: file, items: items, bytes: written.bytes)
    return CommandResult(
      text: session.console.isJSON
        ? try JSONText.pretty(whole)
        : "\(Formatting.count(items, "item")) in \(TerminalText.safe(file)), \(written.bytes) bytes\n")
  }

  private func nothing(in console: Console) throws -> CommandResult {
    let places = [file, columns].compactMap(\.self).map { TerminalText.safe($0) }
    let rest = places.isEmpty ? "" : "; nothing was written to \(places.joined(separator: " and "))"
    return CommandResult(
      text: console.isJSON ? try JSONText.pretty(ExportResponse(path: file ?? "", items: 0, bytes: 0)) : "",
      status: .nothingMatched, remarks: ["No item matches\(rest)."])
  }
}

/// The description of an export's columns.
struct ExportColumns: Encodable {
  var format: String
  var columns = ExportColumn.all

  init(isCSV: Bool) { format = isCSV ? "csv" : "ndjson" }
}
