/// One bar for each name, in the order given.
struct BarPicture {
  struct Bar {
    var name: String
    /// 0 or more.
    var value: Int
    /// The value in words.
    var label: String
    var tone: Parts.Tone = .plain
  }

  /// Distinguishes the picture from others of the page.
  var id: String
  var title: String
  var description: String
  var bars: [Bar]
  /// The table with the same facts.
  var table: HTML

  private static let row = 22

  var html: HTML {
    guard let most = bars.map(\.value).max() else { return HTML() }
    return Tag.figure(.class("picture bars")) {
      Tag.svg(.height(bars.count * Self.row), .role("img"), .labelled(by: "\(id)-title \(id)-desc")) {
        Tag.svgTitle(.id("\(id)-title")) { title }
        Tag.desc(.id("\(id)-desc")) { description }
        for (number, bar) in bars.enumerated() {
          let y = number * Self.row
          let share = most == 0 ? 0 : Int(Int64(bar.value) * 1000 / Int64(most))
          Tag.svgText(.x(.pixels(-8)), .y(y + 14), .anchorEnd) { bar.name }
          Tag.rect(
            .class("bar \(bar.tone.rawValue)"), .x(.pixels(0)), .y(y + 4), .width(.share(max(2, share))), .height(12))
          Tag.svgText(.class("after"), .x(.share(max(2, share))), .y(y + 14)) { bar.label }
        }
      }
      Tag.details {
        Tag.summary { "As a table" }
        table
      }
    }
  }
}
