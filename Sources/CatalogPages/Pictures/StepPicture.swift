import CatalogModel
import Foundation

/// Amounts over time as steps: each holds until the next.
struct StepPicture {
  struct Line {
    var name: String
    /// Oldest first.
    var points: [(at: Date, amount: PriceAmount)]
  }

  var title: String
  var lines: [Line]

  private static let height = 200
  private static let top = 8
  private static let bottom = 24

  var html: HTML {
    let lines = lines.filter { $0.points.count > 1 }
    let times = lines.flatMap(\.points).map(\.at)
    let amounts = lines.flatMap(\.points).map(\.amount.decimal)
    guard let first = times.min(), let last = times.max(), first < last, let least = amounts.min(),
      let most = amounts.max()
    else { return HTML() }
    // Room for the last step to be seen.
    let span = last.timeIntervalSince(first) * 1.2
    func x(_ date: Date) -> Int { Int(1000 * date.timeIntervalSince(first) / span) }
    func y(_ amount: Decimal) -> Int {
      let space = Decimal(Self.height - Self.top - Self.bottom)
      let part = most == least ? space / 2 : (amount - least) / (most - least) * space
      return Self.height - Self.bottom - NSDecimalNumber(decimal: part).intValue
    }
    return Tag.figure(.class("picture steps")) {
      Tag.svg(.height(Self.height), .role("img"), .labelled(by: "steps-title steps-desc")) {
        Tag.svgTitle(.id("steps-title")) { title }
        Tag.desc(.id("steps-desc")) {
          "\(Texts.count(lines.count, "line")) from \(day(first)) to \(day(last)); the table below has every amount."
        }
        for amount in Set([least, most]).sorted() {
          Tag.line(.class("grid"), .x1(.pixels(0)), .x2(.share(1000)), .y1(y(amount)), .y2(y(amount)))
          Tag.svgText(.x(.pixels(-8)), .y(y(amount) + 4), .anchorEnd) { "\(amount)" }
        }
        Tag.svgText(.x(.pixels(0)), .y(Self.height - 6)) { day(first) }
        Tag.svgText(.x(.share(x(last))), .y(Self.height - 6), .anchorMiddle) { day(last) }
        for (number, line) in lines.enumerated() {
          steps(line.points.map { (x($0.at), y($0.amount.decimal)) }, "step c\(number)")
        }
      }
      Tag.figcaption {
        Tag.ul(.class("key")) {
          for (number, line) in lines.enumerated() {
            Tag.li(.class("c\(number)")) { Tag.span(.directionByContent) { line.name } }
          }
        }
      }
    }
  }

  /// A level line for each amount, and an upright one to the next.
  private func steps(_ points: [(x: Int, y: Int)], _ style: String) -> HTML {
    HTML {
      for (number, point) in points.enumerated() {
        let next = number + 1 < points.count ? points[number + 1] : (x: 1000, y: point.y)
        Tag.line(.class(style), .x1(.share(point.x)), .x2(.share(next.x)), .y1(point.y), .y2(point.y))
        Tag.line(.class(style), .x1(.share(next.x)), .x2(.share(next.x)), .y1(point.y), .y2(next.y))
      }
    }
  }

  private func day(_ date: Date) -> String { date.iso8601Day }
}
