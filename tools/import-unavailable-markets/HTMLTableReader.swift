/// Reads tables that are written as HTML in a Markdown page.
enum HTMLTableReader {
  static func tables(in text: String) -> [Table] {
    text.matches(of: #/<table\b[^>]*>(.*?)<\/table>/#.ignoresCase().dotMatchesNewlines()).map { table in
      let rows = String(table.1).matches(
        of: #/<tr\b[^>]*>(.*?)(?=<tr\b|<\/tr>|<\/table>|$)/#.ignoresCase().dotMatchesNewlines()
      )
      .map { String($0.1) }
      .filter { !$0.contains(#/<th\b/#.ignoresCase()) }
      .map { row in
        row.matches(of: #/<td\b[^>]*>(.*?)(?=<td\b|<\/td>|$)/#.ignoresCase().dotMatchesNewlines()).map { String($0.1) }
      }
      return Table(cells: TableReader.cells(of: rows))
    }
  }
}
