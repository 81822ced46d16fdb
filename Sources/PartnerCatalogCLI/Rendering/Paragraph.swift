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

  /// The text in pieces of at most `width` cells: whole words where they fit, and parts of longer ones.
  static func pieces(_ text: String, width: Int) -> [String] {
    var pieces = [""]
    func add(_ part: String, separator: String) {
      let last = pieces[pieces.count - 1]
      if last.isEmpty {
        pieces[pieces.count - 1] = part
      } else if DisplayWidth.of(last) + DisplayWidth.of(separator) + DisplayWidth.of(part) <= width {
        pieces[pieces.count - 1] = last + separator + part
      } else {
        pieces.append(part)
      }
    }
    for word in text.split(separator: " ") {
      var separator = " "
      for part in parts(of: word, width: width) {
        add(part, separator: separator)
        separator = ""
      }
    }
    return pieces
  }

  /// A word of at most `width` cells as it is, a longer one in parts.
  private static func parts(of word: Substring, width: Int) -> [String] {
    guard DisplayWidth.of(word) > width else { return [String(word)] }
    var parts = [""]
    for character in word {
      if DisplayWidth.of(parts[parts.count - 1]) + DisplayWidth.of(character) > width, !parts[parts.count - 1].isEmpty {
        parts.append("")
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }
}
