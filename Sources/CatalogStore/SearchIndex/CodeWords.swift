/// Code-like words in their written-together forms: `Standard_D2s_v3` is also `d2sv3`, `standardd2s`,
/// `standardd2sv3`; `D2s v3` is also `d2sv3`.
enum CodeWords {
  /// No more pieces than this are put together.
  private static let longest = 4

  /// The joined forms of a text, folded, without those that stand there already.
  static func joined(_ text: String) -> [String] {
    var forms: [String] = []
    // Parts of one written word: any neighbours may be put together.
    for word in text.split(whereSeparator: \.isWhitespace) {
      let parts = words(String(word))
      if parts.count > 1, parts.contains(where: hasDigit) { forms += windows(parts, joining: { _ in true }) }
    }
    // Neighbouring words: a short code and what follows it, such as a version.
    let all = words(text)
    forms += windows(all) { window in
      window.count <= 3 && window.contains(where: hasDigit) && window.allSatisfy { $0.count <= 8 }
        && window.dropFirst().allSatisfy { $0.count <= 4 }
    }
    return forms
  }

  private static func words(_ text: String) -> [String] {
    SearchText.pieces(text).compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  private static func hasDigit(_ word: String) -> Bool { word.utf8.contains { (0x30...0x39).contains($0) } }

  private static func windows(_ words: [String], joining isCode: ([String]) -> Bool) -> [String] {
    guard words.count > 1 else { return [] }
    return words.indices.flatMap { start in
      (2...longest).compactMap { length in
        guard start + length <= words.count else { return nil }
        let window = Array(words[start..<start + length])
        return isCode(window) ? window.joined() : nil
      }
    }
  }
}
