/// Code-like words in their written-together forms: `Standard_D2s_v3` is also `d2sv3`, `standardd2s`,
/// `standardd2sv3`; `D2s v3` is also `d2sv3`; `Non-Profit` is also `nonprofit`.
package enum CodeWords {
  /// No more pieces than this are put together.
  private static let longest = 4

  /// The joined forms of a text, folded, without those that stand there already.
  package static func joined(_ text: String) -> [String] {
    var forms: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      let parts = words(String(word))
      guard parts.count > 1 else { continue }
      // Parts of one written word: any neighbours may be put together.
      if parts.contains(where: hasDigit) {
        forms += windows(parts, joining: { _ in true })
      } else if parts.count == 2, word.contains("-"), parts.allSatisfy({ $0.utf8.count <= 12 }) {
        forms.append(parts.joined())
      }
    }
    // Neighbouring words: a short code and what follows it, such as a version.
    forms += windows(words(text), joining: isCode)
    return forms
  }

  /// Whether neighbouring words look like one code written apart: `D2s v3`.
  package static func isCode(_ window: [String]) -> Bool {
    window.count <= 3 && window.contains(where: hasDigit) && window.allSatisfy { $0.utf8.count <= 8 }
      && window.dropFirst().allSatisfy { $0.utf8.count <= 4 }
  }

  package static func hasDigit(_ word: String) -> Bool { word.utf8.contains { (0x30...0x39).contains($0) } }

  private static func words(_ text: String) -> [String] {
    SearchText.pieces(text).compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

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
