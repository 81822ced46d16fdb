import Foundation

/// Reads Markdown pipe tables, inside block quotes or not, with or without outer pipes, of any number of columns.
enum TableReader {
  static func tables(in lines: [Substring]) -> [Table] {
    let lines = lines.map(unquoted)
    var tables: [Table] = []
    var index = 1
    while index < lines.count {
      guard isDelimiter(lines[index]), lines[index - 1].contains("|") else {
        index += 1
        continue
      }
      let body = lines[(index + 1)...].prefix { $0.contains("|") }
      tables.append(
        Table(
          cells: body.enumerated().flatMap { row, line in
            cells(of: line).enumerated().compactMap { column, cell in
              let text = plainText(cell)
              return text.isEmpty ? nil : Table.Cell(text: text, row: row + 1, column: column + 1)
            }
          }))
      index = body.endIndex + 1
    }
    return tables
  }

  /// The line without the `>` of the quotes that it stands in.
  private static func unquoted(_ line: Substring) -> Substring {
    var rest = line.drop(while: \.isWhitespace)
    while rest.first == ">" { rest = rest.dropFirst().drop(while: \.isWhitespace) }
    return rest
  }

  /// Whether a line parts headings from rows: `|---|:---:|`.
  private static func isDelimiter(_ line: Substring) -> Bool {
    line.contains("|")
      && cells(of: line).allSatisfy { cell in
        let mark = cell.trimmingCharacters(in: .whitespaces)
        let dashes = mark.drop { $0 == ":" }
        return dashes.first == "-" && dashes.drop { $0 == "-" }.allSatisfy { $0 == ":" }
          && mark.count - dashes.count < 2
      }
  }

  /// The texts between the pipes; `\|` is no pipe.
  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line.trimmingCharacters(in: .whitespaces) {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if cells.count > 1, cells.first == "" { cells.removeFirst() }
    if cells.count > 1, cells.last?.allSatisfy(\.isWhitespace) == true { cells.removeLast() }
    return cells
  }

  /// A cell's text as a reader of the page sees it.
  private static func plainText(_ cell: String) -> String {
    var text = cell
    for (entity, character) in entities { text = text.replacing(entity, with: character) }
    text.removeAll { $0 == "\\" || $0 == "*" || $0 == "`" }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `&amp;` comes last, so that nothing is decoded twice.
  private static let entities = [
    ("&nbsp;", " "), ("&#160;", " "), ("&#xA0;", " "), ("&#39;", "'"), ("&apos;", "'"), ("&rsquo;", "’"),
    ("&quot;", "\""), ("&amp;", "&"),
  ]
}
