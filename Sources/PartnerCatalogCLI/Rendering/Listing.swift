import CatalogJSON
import CatalogModel

/// A list in every output format, so that each list is described once.
struct Listing<Row: Encodable>: Sendable where Row: Sendable {
  var rows: [Row]
  /// The columns of the CSV format.
  var columns: CSVColumns<Row>

  /// The list in the requested format: `whole` returns the JSON object, `table` the text for people.
  func rendered(
    _ options: ListOptions, console: Console, whole: some Encodable, table: () -> String
  ) throws -> String {
    if options.csv {
      let fields = rows.map(columns.fields)
      // Control characters are harmless in a file, but not on a terminal.
      return CSV.text(
        header: columns.header, rows: console.isOutputTerminal ? fields.map { $0.map(TerminalText.safe) } : fields)
    }
    if options.ndjson { return try rows.map { try JSONText.line($0) }.joined() }
    return console.isJSON ? try JSONText.pretty(whole) : table()
  }
}
