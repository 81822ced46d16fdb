import ArgumentParser
import CatalogModel
import CatalogStore
import Foundation

struct ExportCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "All items as NDJSON or CSV, with what other tools need to know of the columns.",
    discussion: """
      Every column of the view catalog_items, all of one moment, also while a sync writes. Nothing is held but what many \
      items share, so that fourteen million are no trouble.

      In CSV (RFC 4180) nothing between two commas is NULL, "" an empty text. --spreadsheet-safe puts an apostrophe before \
      texts that a spreadsheet would take for a formula. --columns writes names and types of the columns, as DuckDB and \
      Arrow call them, into a file: with it both turn the export into Parquet without guessing.

      Examples:
        partner-catalog export --market DE --segment commercial --csv --output de.csv
        partner-catalog export | jq -c 'select(.is_trial == 1) | .catalog_item_id'
        partner-catalog export --csv --output items.csv --columns items.columns.json

      Exit codes: 0 written, 1 there is no such item, 2 error; a file that stood at --output is then as it was.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var list: ListOptions
  @Option(
    help: ArgumentHelp("Only of this market; several may be given.", valueName: "market"), transform: KnownMarket.parse)
  var market: [Market] = []
  @Option(help: ArgumentHelp("Only for commercial, education, government or nonprofit.", valueName: "segment"))
  var segment: [String] = []
  @Flag(help: "With --csv: no text that a spreadsheet takes for a formula.") var spreadsheetSafe = false
  @Option(
    help: ArgumentHelp(
      "Write into this file, in whose place it is put when it is whole; - is standard output.",
      discussion: "A pipe or a device that stands there is written as it stands.", valueName: "file"))
  var output: String?
  @Option(help: ArgumentHelp("Write names and types of the columns into this file, as JSON.", valueName: "file"))
  var columns: String?

  var listForm: ListOptions? { list }

  func validate() throws {
    guard !spreadsheetSafe || list.csv else { throw ValidationError("--spreadsheet-safe goes with --csv.") }
    guard !global.json || file != nil else {
      throw ValidationError("--json tells of a file: give --output. The items come as --ndjson or --csv.")
    }
    guard columns != "-" else { throw ValidationError("--columns needs a file: standard output is for the items.") }
    if let columns, let output, columns == output || Self.isOne(columns, output) {
      throw ValidationError("--columns and --output are one file.")
    }
  }

  /// Where the items go; `nil` for standard output.
  private var file: String? { output.flatMap { OutputFile.isStandardOutput($0) ? nil : $0 } }

  private static func isOne(_ path: String, _ other: String) -> Bool {
    FileIdentity(path).map { $0 == FileIdentity(other) } ?? false
  }

  private struct Whole: Encodable {
    var path: String
    var items: Int
    var bytes: Int
  }

  func answer(in session: Session) async throws -> Answer {
    for place in [output, columns].compactMap(\.self) { try CatalogFiles(of: session.database).refuse(place) }
    let export = ItemExport(
      session.database, markets: market, segments: segment.map { Segment($0.lowercased()) },
      form: list.csv ? .csv(isSpreadsheetSafe: spreadsheetSafe) : .ndjson)
    if let columns { try OutputFile(columns).write(JSONText.pretty(ExportColumns(isCSV: list.csv))) }
    guard let file else {
      let items = try export.write { try StandardStream.output.write(bytes: $0) }
      return Answer(text: "", status: items == 0 ? .nothingMatched : .success)
    }
    let written = try OutputFile(file)
    let items = try written.publishing { try export.write(to: $0) }
    let whole = Whole(path: file, items: items, bytes: written.bytes)
    return Answer(
      text: session.console.isJSON
        ? try JSONText.pretty(whole)
        : "\(Words.count(items, "item")) in \(TerminalText.safe(file)), \(written.bytes) bytes\n",
      status: items == 0 ? .nothingMatched : .success)
  }
}

/// What is to be known of the columns of an export.
struct ExportColumns: Encodable {
  var format: String
  var columns = ExportColumn.all

  init(isCSV: Bool) { format = isCSV ? "csv" : "ndjson" }
}
