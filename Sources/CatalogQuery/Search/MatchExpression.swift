import CatalogStore

/// What a person typed, as an expression of SQLite's full-text search.
///
/// Every word must match; the last one may be the beginning of a word, for it may still be being typed. A word of
/// several pieces (`Standard_D2s_v3`) is those pieces in a row, or their joined form; Chinese, Japanese and Korean text is
/// its overlapping pairs in a row. Everything is quoted, so that no input is a syntax error.
struct MatchExpression: Hashable {
  /// The expression; `nil` where the text holds nothing that could be searched for.
  var pattern: String?
  /// The pieces of the whole text, to compare titles with.
  var pieces: [SearchText.Piece]
  /// Whether the text is blank: everything matches.
  var isBlank: Bool

  /// Of longer input the rest is ignored.
  private static let longestText = 512
  private static let mostTerms = 24

  init(_ text: String) {
    let text = String(text.unicodeScalars.prefix(Self.longestText).reduce(into: "") { $0.unicodeScalars.append($1) })
    isBlank = text.allSatisfy(\.isWhitespace)
    pieces = SearchText.pieces(text)
    let words = text.split(whereSeparator: \.isWhitespace).map { SearchText.pieces(String($0)) }.filter { !$0.isEmpty }
    var terms: [String] = []
    for (index, word) in words.prefix(Self.mostTerms).enumerated() {
      for term in Self.terms(word, isLast: index == words.count - 1) where !terms.contains(term) { terms.append(term) }
    }
    pattern = terms.isEmpty ? nil : terms.joined(separator: " AND ")
  }

  /// Titles that begin as the text does, among those that match.
  var initialPattern: String? {
    guard let pattern, let first = pieces.first else { return nil }
    let start =
      switch first {
      case .word(let word): Self.quoted([word])
      case .run(let run): Self.quoted(SearchText.pairs(run).prefix(1).map { $0 })
      }
    return "({title product} : ^ \(start)) AND \(pattern)"
  }

  /// The terms of one written word: its runs, and what stands between them.
  private static func terms(_ word: [SearchText.Piece], isLast: Bool) -> [String] {
    var terms: [String] = []
    var words: [String] = []
    func flush(asPrefix: Bool) {
      guard !words.isEmpty else { return }
      let star = asPrefix ? "*" : ""
      terms.append(
        words.count == 1
          ? quoted(words) + star : "(\(quoted(words))\(star) OR \(quoted([words.joined()]))\(star))")
      words = []
    }
    for piece in word {
      switch piece {
      case .word(let word): words.append(word)
      case .run(let run):
        flush(asPrefix: false)
        let pairs = SearchText.pairs(run)
        // One character is found inside and at the end of a run: as the beginning of a pair, and alone.
        terms.append(quoted(pairs) + (run.unicodeScalars.count == 1 ? "*" : ""))
      }
    }
    flush(asPrefix: isLast)
    return terms
  }

  private static func quoted(_ tokens: [String]) -> String {
    "\"" + tokens.joined(separator: " ").replacing("\"", with: "\"\"") + "\""
  }
}
