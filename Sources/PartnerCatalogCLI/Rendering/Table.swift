/// Rows under headings, laid out for a width.
///
/// Columns without any value are left out. If the rows are too wide, ``TableLayout`` chooses what goes: columns that differ
/// in no row, then those of them whose loss makes no two rows alike. A text that ``Column/wraps`` is never
/// cut: it continues on the next lines, below its own column or, on a narrow terminal, below its row. Without such a column,
/// columns shrink in turn, those with the lowest ``Column/keep`` first, down to their least width; then they are dropped. A
/// column without a least width, such as a CatalogItemId, is never cut, even if the line is then too long.
struct Table: Sendable {
  struct Column: Sendable {
    var title: String
    /// The least width; `nil` for a column that is never cut and never dropped.
    var least: Int?
    /// The priority of its width: lower ones shrink first.
    var keep = 0
    var isNumber = false
    /// Whether its text continues on further lines where the row is too wide; at most one column.
    var wraps = false
    /// Whether it may be left out of rows that are too wide: where all rows have the same value, and where they look different
    /// without it.
    var isOnlyShownWhereVaried = false
    /// Whether its title stands before its value where that is below the row.
    var isNamedBelow = false
  }

  struct Cell: Sendable, ExpressibleByStringLiteral {
    var text: String
    var style: Style
    /// Splits the displayed text into highlighted and other parts.
    var emphasis: (@Sendable (String) -> [(text: String, isFound: Bool)])?

    /// Creates a cell; control characters in the text are made visible.
    init(_ text: String, _ style: Style = .plain) {
      self.text = TerminalText.safe(text)
      self.style = style
    }

    init(stringLiteral text: String) { self.init(text) }

    /// The text, cut to a width, with styles.
    func shown(_ text: String, inColour: Bool) -> String {
      guard inColour, let emphasis else { return style.applied(to: text, inColour: inColour) }
      return emphasis(text).map { ($0.isFound ? Style.strong : style).applied(to: $0.text, inColour: true) }.joined()
    }
  }

  var columns: [Column]
  var rows: [[Cell]] = []
  /// Lines above rows, by the number of the row.
  var headings: [Int: Cell] = [:]

  /// The table as lines of at most `width` cells, where the identifiers fit; `nil` cuts nothing.
  func rendered(width: Int?, inColour: Bool) -> String {
    let layout = TableLayout(self, width: width)
    let heading = columns.map { Cell($0.title, .strong) }
    let lines = rows.enumerated().map { number, cells in
      let above = headings[number].map { cell in
        Paragraph.pieces(cell.text, width: width ?? .max).map { cell.shown($0, inColour: inColour) + "\n" }.joined()
      }
      return (above ?? "") + row(cells, layout, inColour)
    }
    return line(heading, layout, inColour) + lines.joined()
  }

  private func row(_ cells: [Cell], _ layout: TableLayout, _ inColour: Bool) -> String {
    guard let wrapped = layout.wrapped else { return line(cells, layout, inColour) }
    let pieces =
      cells[wrapped.column].text.isEmpty
      ? [] : Paragraph.pieces(cells[wrapped.column].text, width: wrapped.width)
    let below = wrapped.isBelow
    var lines: [String] = []
    if below {
      lines.append(line(cells, layout, inColour))
    } else {
      var first = cells
      first[wrapped.column].text = pieces.first ?? ""
      lines.append(line(first, layout, inColour))
    }
    let margin = String(repeating: " ", count: wrapped.margin)
    for piece in below ? pieces[...] : pieces.dropFirst() {
      lines.append(margin + cells[wrapped.column].shown(piece, inColour: inColour) + "\n")
    }
    let rest = layout.below.filter { !cells[$0].text.isEmpty }.map { index in
      columns[index].isNumber || columns[index].isNamedBelow
        ? "\(columns[index].title.lowercased()) \(cells[index].text)" : cells[index].text
    }
    for piece in Paragraph.pieces(rest.joined(separator: ", "), width: wrapped.width) where !piece.isEmpty {
      lines.append(margin + Style.faint.applied(to: piece, inColour: inColour) + "\n")
    }
    return lines.joined()
  }

  private func line(_ cells: [Cell], _ layout: TableLayout, _ inColour: Bool) -> String {
    var line = ""
    var blanks = 0
    for (index, cell) in cells.enumerated() {
      guard let width = layout.widths[index] else { continue }
      let text = DisplayWidth.fit(cell.text, to: width)
      let padding = max(0, width - DisplayWidth.of(text))
      if columns[index].isNumber { blanks += padding }
      if !text.isEmpty {
        line += String(repeating: " ", count: blanks) + cell.shown(text, inColour: inColour)
        blanks = 0
      }
      blanks += TableLayout.gap + (columns[index].isNumber ? 0 : padding)
    }
    return line + "\n"
  }
}
