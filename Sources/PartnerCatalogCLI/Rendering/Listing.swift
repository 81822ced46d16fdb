import CatalogJSON
import CatalogModel

/// A list in all the forms in which lists come, so that each is written once per list and not once per command.
struct Listing<Row: Encodable>: Sendable where Row: Sendable {
  var rows: [Row]
  /// Column names and fields of the form with commas: stable, added to only at the end.
  var csvHeader: [String]
  var csvFields: @Sendable (Row) -> [String]

  /// The list in the form that was asked for: `whole` gives the one JSON object, `table` what people read.
  func rendered(
    _ options: ListOptions, console: Console, whole: some Encodable, table: () -> String
  ) throws -> String {
    if options.csv {
      let fields = rows.map(csvFields)
      // A terminal obeys what a file merely holds.
      return CSV.text(
        header: csvHeader, rows: console.isOutputTerminal ? fields.map { $0.map(TerminalText.safe) } : fields)
    }
    if options.ndjson { return try rows.map { try JSONText.line($0) }.joined() }
    return console.isJSON ? try JSONText.pretty(whole) : table()
  }
}
