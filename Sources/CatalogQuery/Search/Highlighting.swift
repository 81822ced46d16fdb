import CatalogSchema

/// Highlights matches in a title.
enum Highlighting {
  /// The title as HTML, with matches between `<mark>` and `</mark>`.
  ///
  /// `terms` are folded terms of the query; one that ends in ``SearchTerms/mark`` is the beginning of a word.
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

  /// Splits a title into matches and the parts between.
  ///
  /// Also finds words that match only together: `D2s_v3` for `d2sv3`.
  static func parts(_ title: String, _ terms: Set<String>) -> [(text: String, isFound: Bool)] {
    guard !terms.isEmpty else { return title.isEmpty ? [] : [(title, false)] }
    let pieces = pieces(of: title)
    var isFound = pieces.indices.map { Self.isFound(pieces, $0, terms) }
    let words = pieces.indices.filter { pieces[$0].kind == .letter }
    for start in words.indices {
      for length in 2...4 where start + length <= words.count {
        let window = words[start..<start + length]
        let joined = SearchText.folded(window.map { pieces[$0].text }.joined())
        if terms.contains(joined) {
          for index in words[start]...words[start + length - 1] { isFound[index] = true }
        }
      }
    }
    var parts: [(text: String, isFound: Bool)] = []
    for (piece, isFound) in zip(pieces, isFound) {
      if let last = parts.last, last.isFound == isFound {
        parts[parts.count - 1].text += piece.text
      } else {
        parts.append((String(piece.text), isFound))
      }
    }
    return parts
  }

  private struct Piece {
    var text: Substring
    var kind: Kind
  }

  /// Words, single CJK characters, and the text between them.
  private static func pieces(of title: String) -> [Piece] {
    var pieces: [Piece] = []
    var start = title.startIndex
    while start < title.endIndex {
      let kind = kind(title[start])
      var end = title.index(after: start)
      if kind == .letter {
        while end < title.endIndex, self.kind(title[end]) == .letter { end = title.index(after: end) }
      }
      pieces.append(Piece(text: title[start..<end], kind: kind))
      start = end
    }
    return pieces
  }

  private static func isFound(_ pieces: [Piece], _ index: Int, _ terms: Set<String>) -> Bool {
    let piece = pieces[index]
    switch piece.kind {
    case .other: return false
    case .letter: return isFound(String(piece.text), terms)
    case .cjk:
      func neighbour(_ index: Int) -> String {
        pieces.indices.contains(index) && pieces[index].kind == .cjk ? String(pieces[index].text) : ""
      }
      let text = String(piece.text)
      return [text, neighbour(index - 1) + text, text + neighbour(index + 1)].contains { isFound($0, terms) }
    }
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
