import CatalogStore

/// Marks what was asked for in a title.
enum Highlighting {
  /// The title with what was found between `<mark>` and `</mark>`, everything else escaped for HTML.
  ///
  /// - Parameter terms: folded terms of the query; one that ends in ``SearchTerms/mark`` is the beginning of a word.
  static func marked(_ title: String, _ terms: Set<String>) -> String {
    var marked = ""
    for part in parts(title, terms) {
      marked += part.isFound ? "<mark>\(escaped(part.text))</mark>" : escaped(part.text)
    }
    return marked
  }

  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }) else {
      return text
    }
    return text.reduce(into: "") { escaped, character in
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
  }

  /// The title in pieces, those that were found and those between.
  static func parts(_ title: String, _ terms: Set<String>) -> [(text: String, isFound: Bool)] {
    var parts: [(text: String, isFound: Bool)] = []
    func add(_ text: some StringProtocol, isFound: Bool) {
      if text.isEmpty { return }
      if let last = parts.last, last.isFound == isFound {
        parts[parts.count - 1].text += text
      } else {
        parts.append((String(text), isFound))
      }
    }
    var start = title.startIndex
    while start < title.endIndex {
      let kind = kind(title[start])
      var end = title.index(after: start)
      if kind == .letter {
        while end < title.endIndex, self.kind(title[end]) == .letter { end = title.index(after: end) }
      }
      let piece = title[start..<end]
      switch kind {
      case .letter: add(piece, isFound: isFound(String(piece), terms))
      case .cjk:
        let next = end < title.endIndex && self.kind(title[end]) == .cjk ? String(title[end]) : ""
        let before =
          start > title.startIndex && self.kind(title[title.index(before: start)]) == .cjk
          ? String(title[title.index(before: start)]) : ""
        let isFound = [String(piece), before + piece, piece + next].contains { self.isFound($0, terms) }
        add(piece, isFound: isFound)
      case .other: add(piece, isFound: false)
      }
      start = end
    }
    return parts
  }

  private enum Kind { case letter, cjk, other }

  private static func kind(_ character: Character) -> Kind {
    guard let scalar = character.unicodeScalars.first else { return .other }
    if scalar.value < 0x80 {
      return character.isLetter || character.isNumber ? .letter : .other
    }
    return SearchText.isCJK(scalar) ? .cjk : character.isLetter || character.isNumber ? .letter : .other
  }

  private static func isFound(_ word: String, _ terms: Set<String>) -> Bool {
    let folded = SearchText.folded(word)
    if terms.contains(folded) { return true }
    return terms.contains { $0.hasSuffix(SearchTerms.mark) && folded.hasPrefix($0.dropLast()) }
  }
}
