import Foundation

/// Reads Markdown pipe tables, inside block quotes or not, with or without outer pipes, of any number of columns.
enum TableReader {
  static func tables(in lines: [Substring]) -> [Table] {
    let lines = lines.map(unquoted)
    var tables: [Table] = []
    var introduction: [Substring] = lines.first.map { [$0] } ?? []
    var index = 1
    while index < lines.count {
      guard isDelimiter(lines[index]), lines[index - 1].contains("|") else {
        if lines[index].hasPrefix("#") { introduction = [] }
        introduction.append(lines[index])
        index += 1
        continue
      }
      let body = lines[(index + 1)...].prefix { $0.contains("|") }
      let rows = body.map { cells(of: $0) }
      tables.append(
        Table(cells: self.cells(of: rows), introduction: CellText.plain(introduction.joined(separator: " "))))
      introduction = []
      index = body.endIndex + 1
    }
    return tables + HTMLTableReader.tables(in: lines.joined(separator: "\n"))
  }

  /// The cells that hold anything.
  static func cells(of rows: [[String]]) -> [Table.Cell] {
    rows.enumerated().flatMap { row, cells in
      cells.enumerated().compactMap { column, cell in
        let text = CellText.plain(cell)
        return text.isEmpty ? nil : Table.Cell(text: text, row: row + 1, column: column + 1)
      }
    }
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
}
