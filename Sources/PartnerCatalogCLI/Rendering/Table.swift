/// Rows under headings, laid out for a width.
///
/// If the rows are too wide, columns shrink in turn: those with the lowest ``Column/keep`` first, down to their least
/// width; then such columns are dropped. A column without a least width, such as a CatalogItemId, is never cut, even if
/// the line is then too long.
struct Table: Sendable {
  struct Column: Sendable {
    var title: String
    /// The least width; `nil` for a column that is never cut and never dropped.
    var least: Int?
    /// The priority of its width: lower ones shrink first.
    var keep = 0
    var isNumber = false
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

  /// The table as lines, each cut to `width` cells; `nil` cuts nothing.
  func rendered(width: Int?, inColour: Bool) -> String {
    var widths: [Int?] = naturalWidths
    if let width { Self.shrink(&widths, columns: columns, to: width) }
    let heading = columns.map { Cell($0.title, .strong) }
    return ([heading] + rows).map { line($0, widths: widths, inColour: inColour) }.joined()
  }

  private var naturalWidths: [Int] {
    columns.indices.map { index in
      rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1[index].text)) }
    }
  }

  private static let gap = 2

  private static func shrink(_ widths: inout [Int?], columns: [Column], to width: Int) {
    let order = columns.indices.sorted { (columns[$0].keep, -$0) < (columns[$1].keep, -$1) }
    for index in order {
      guard let least = columns[index].least, let now = widths[index] else { continue }
      widths[index] = max(min(now, least), now - max(0, total(widths) - width))
    }
    for index in order where columns[index].least != nil && total(widths) > width { widths[index] = nil }
  }

  private static func total(_ widths: [Int?]) -> Int {
    let shown = widths.compactMap(\.self)
    return shown.reduce(0, +) + gap * max(0, shown.count - 1)
  }

  private func line(_ cells: [Cell], widths: [Int?], inColour: Bool) -> String {
    var line = ""
    var blanks = 0
    for (index, cell) in cells.enumerated() {
      guard let width = widths[index] else { continue }
      let text = DisplayWidth.fit(cell.text, to: width)
      let padding = max(0, width - DisplayWidth.of(text))
      if columns[index].isNumber { blanks += padding }
      if !text.isEmpty {
        line += String(repeating: " ", count: blanks) + cell.shown(text, inColour: inColour)
        blanks = 0
      }
      blanks += Self.gap + (columns[index].isNumber ? 0 : padding)
    }
    return line + "\n"
  }
}
