/// What a table shows at a width, and where.
struct TableLayout {
  /// The width of each column on a row's own line; `nil` for one that is not on it.
  private(set) var widths: [Int?]
  /// The column whose text continues on further lines; `nil` where every row has one line.
  private(set) var wrapped: (column: Int, width: Int, margin: Int, isBelow: Bool)?
  /// The columns whose values are below the row, after the wrapped text.
  private(set) var below: [Int] = []

  static let gap = 2
  /// The margin of what is below its row.
  private static let margin = 2
  /// The least width of a wrapped column beside others.
  private static let leastWrapped = 24

  init(_ table: Table, width: Int?) {
    let columns = table.columns
    widths = columns.indices.map { index in
      table.rows.isEmpty || table.rows.contains { !$0[index].text.isEmpty }
        ? table.rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1[index].text)) } : nil
    }
    guard let width, total > width else { return }
    for index in columns.indices where columns[index].isOnlyShownWhereVaried && !table.varies(index) {
      widths[index] = nil
    }
    guard total > width else { return }
    guard let wrapping = columns.firstIndex(where: \.wraps), widths[wrapping] != nil else {
      shrink(columns, to: width)
      return
    }
    let wanted = min(Self.leastWrapped, widths[wrapping] ?? 0)
    dropWhatTellsNothing(table, wrapping, width, room: wanted)
    if total <= width { return }
    let room = width - total(without: wrapping)
    if room >= wanted {
      widths[wrapping] = room
      wrapped = (wrapping, room, total(before: wrapping), false)
    } else {
      putBelow(wrapping, columns, width)
    }
  }

  /// Drops columns that may go, those of the least priority first, until the wrapped column has room; none without which
  /// rows are alike.
  private mutating func dropWhatTellsNothing(_ table: Table, _ wrapping: Int, _ width: Int, room: Int) {
    let order = table.columns.indices.filter { table.columns[$0].isOnlyShownWhereVaried }
      .sorted { (table.columns[$0].keep, -$0) < (table.columns[$1].keep, -$1) }
    let all = table.distinctRows(widths.indices.filter { widths[$0] != nil })
    for index in order where widths[index] != nil {
      if total <= width || width - total(without: wrapping) >= room { return }
      let others = widths.indices.filter { $0 != index && widths[$0] != nil }
      if table.distinctRows(others) == all { widths[index] = nil }
    }
  }

  /// Keeps on the line what fits beside the identifiers, in the order of the columns.
  private mutating func putBelow(_ wrapping: Int, _ columns: [Table.Column], _ width: Int) {
    wrapped = (wrapping, max(1, width - Self.margin), Self.margin, true)
    widths[wrapping] = nil
    let others = columns.indices.filter { columns[$0].least != nil && widths[$0] != nil }
    let wanted = others.map { widths[$0] }
    for index in others { widths[index] = nil }
    for (index, natural) in zip(others, wanted) {
      widths[index] = natural
      if total > width {
        widths[index] = nil
        below.append(index)
      }
    }
  }

  private mutating func shrink(_ columns: [Table.Column], to width: Int) {
    let order = columns.indices.sorted { (columns[$0].keep, -$0) < (columns[$1].keep, -$1) }
    for index in order {
      guard let least = columns[index].least, let now = widths[index] else { continue }
      widths[index] = max(min(now, least), now - max(0, total - width))
    }
    for index in order where columns[index].least != nil && total > width { widths[index] = nil }
  }

  private var total: Int { Self.total(widths[...]) }

  /// The width of the other columns, with a gap beside the one that is left out.
  private func total(without index: Int) -> Int {
    var others = widths
    others[index] = 0
    return Self.total(others[...])
  }

  /// The cell at which a column begins.
  private func total(before index: Int) -> Int {
    let before = Self.total(widths[..<index])
    return before == 0 ? 0 : before + Self.gap
  }

  private static func total(_ widths: ArraySlice<Int?>) -> Int {
    let shown = widths.compactMap(\.self)
    return shown.reduce(0, +) + gap * max(0, shown.count - 1)
  }
}

extension Table {
  fileprivate func varies(_ index: Int) -> Bool { Set(rows.map { $0[index].text }).count > 1 }

  /// The number of rows that differ to the eye: by anything but identifiers and numbers.
  fileprivate func distinctRows(_ shown: [Int]) -> Int {
    let seen = shown.filter { columns[$0].least != nil && !columns[$0].isNumber }
    return Set(rows.map { row in seen.map { row[$0].text } }).count
  }
}
