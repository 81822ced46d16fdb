/// Counts by day, stacked by kind.
struct DayPicture {
  struct Day {
    /// `2026-11-29`, or a month.
    var day: String
    /// A count for each kind of the picture, in its order.
    var counts: [Int]
  }

  /// Distinguishes the picture from others of the page.
  var id: String
  var title: String
  var kinds: [String]
  /// Oldest first.
  var days: [Day]

  private static let height = 200
  private static let bottom = 24
  private static let top = 8

  var html: HTML {
    guard let most = days.map({ $0.counts.reduce(0, +) }).max(), most > 0 else { return HTML() }
    // A single bar is no wall.
    let places = max(days.count, 12)
    let floor = Self.height - Self.bottom
    return Tag.figure(.class("picture days")) {
      Tag.svg(.height(Self.height), .role("img"), .labelled(by: "\(id)-title \(id)-desc")) {
        Tag.svgTitle(.id("\(id)-title")) { title }
        Tag.desc(.id("\(id)-desc")) { "At most \(Texts.grouped(most)) at a time; the table below has every count." }
        for y in [Self.top, floor] { Tag.line(.class("grid"), .x1(.pixels(0)), .x2(.share(1000)), .y1(y), .y2(y)) }
        Tag.svgText(.x(.pixels(-8)), .y(Self.top + 4), .anchorEnd) { Texts.grouped(most) }
        Tag.svgText(.x(.pixels(-8)), .y(floor + 4), .anchorEnd) { "0" }
        for (number, day) in days.enumerated() {
          stack(day, x: number * 1000 / places, width: max(2, 820 / places), most)
        }
        if let first = days.first { Tag.svgText(.x(.pixels(0)), .y(Self.height - 6)) { first.day } }
        if days.count > 4, let last = days.last {
          Tag.svgText(.x(.share(days.count * 1000 / places)), .y(Self.height - 6), .anchorEnd) { last.day }
        }
      }
      Tag.figcaption {
        Tag.ul(.class("key")) {
          for (number, kind) in kinds.enumerated() { Tag.li(.class("c\(number)")) { kind } }
        }
      }
      Tag.details {
        Tag.summary { "As a table" }
        PageTable(
          caption: title, columns: [.init("Day")] + kinds.map { .init($0, isNumber: true) },
          rows: days.reversed().map { day in
            [HTML(text: day.day)] + day.counts.map { $0 == 0 ? HTML() : HTML(text: Texts.grouped($0)) }
          }
        ).html
      }
    }
  }

  private func stack(_ day: Day, x: Int, width: Int, _ most: Int) -> HTML {
    var top = Self.height - Self.bottom
    let space = top - Self.top
    return HTML {
      for (number, count) in day.counts.enumerated() where count > 0 {
        let height = max(1, Int(Int64(count) * Int64(space) / Int64(most)))
        let _ = top -= height
        Tag.rect(.class("fill c\(number)"), .x(.share(x)), .y(top), .width(.share(width)), .height(height))
      }
    }
  }
}
