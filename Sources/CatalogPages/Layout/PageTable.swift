/// A table that becomes a list of cards on a narrow screen; roles are written out, so that it stays a table for those who
/// hear it.
struct PageTable {
  struct Column {
    var title: String
    var isNumber = false

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  /// The name of the table for those who hear it.
  var caption: String
  var columns: [Column]
  /// One cell a column; the first names the row.
  var rows: [[HTML]]

  var html: HTML {
    guard !rows.isEmpty else { return HTML() }
    // A column without any content says nothing.
    let shown = columns.indices.filter { column in rows.contains { $0[column] != HTML() } }
    return Tag.table(.role("table"), .class("list")) {
      Tag.caption(.class("hidden")) { caption }
      Tag.thead(.role("rowgroup")) {
        Tag.tr(.role("row")) {
          for column in shown {
            Tag.th(.role("columnheader"), .columnHead, columns[column].isNumber ? .class("number") : nil) {
              columns[column].title
            }
          }
        }
      }
      Tag.tbody(.role("rowgroup")) {
        for row in rows {
          Tag.tr(.role("row")) {
            for column in shown { cell(row[column], column, isFirst: column == shown.first) }
          }
        }
      }
    }
  }

  private func cell(_ content: HTML, _ column: Int, isFirst: Bool) -> HTML {
    let kind: Attribute? = columns[column].isNumber ? .class("number") : nil
    let name = Attribute.data(.label, columns[column].title)
    return isFirst
      ? Tag.th(.role("rowheader"), .rowHead, kind, name) { content }
      : Tag.td(.role("cell"), kind, name) { content }
  }
}
