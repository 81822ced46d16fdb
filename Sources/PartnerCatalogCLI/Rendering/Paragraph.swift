/// Wrapped text for a person.
enum Paragraph {
  /// The text in lines of whole words, each with a line end.
  ///
  /// `width` is in cells; `nil` breaks nothing, and a wider word has a line of its own. `margin` precedes each line.
  static func lines(_ text: String, width: Int?, margin: String = "") -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      let needed = DisplayWidth.of(margin) + DisplayWidth.of(line) + 1 + DisplayWidth.of(word)
      if let width, !line.isEmpty, needed > width {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines.map { margin + $0 + "\n" }.joined()
  }
}
