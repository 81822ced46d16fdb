/// Code-like words in their written-together forms: `Standard_D2s_v3` is also `d2sv3`, `standardd2s`,
/// `standardd2sv3`; `D2s v3` is also `d2sv3`; `Non-Profit` is also `nonprofit`.
package enum CodeTokenizer {
  /// No more pieces than this are put together.
  private static let longest = 4

  /// The joined forms of a text, folded, without those that the text contains already.
  package static func joined(_ text: String) -> [String] {
    var forms: [String] = []
    var all: [String] = []
    for word in SearchText.writtenWords(text) {
      all += word.parts
      guard word.parts.count > 1 else { continue }
      // Parts of one written word: any neighbours may be put together.
      if word.parts.contains(where: hasDigit) {
        appendWindows(of: word.parts, to: &forms) { _ in true }
      } else if word.parts.count == 2, word.isHyphenated, word.parts.allSatisfy({ $0.utf8.count <= 12 }) {
        forms.append(word.parts.joined())
      }
    }
    // Neighbouring words: a short code and its successor, such as a version.
    appendWindows(of: all, to: &forms, where: isCode)
    return forms
  }

  /// Whether neighbouring words look like one code written apart: `D2s v3`.
  package static func isCode(_ window: some Collection<String>) -> Bool {
    guard let first = window.first, window.count <= 3, first.utf8.count <= 8 else { return false }
    return window.dropFirst().allSatisfy { $0.utf8.count <= 4 } && window.contains(where: hasDigit)
  }

  package static func hasDigit(_ word: String) -> Bool { word.utf8.contains { (0x30...0x39).contains($0) } }

  private static func appendWindows(
    of words: [String], to forms: inout [String], where isCode: (ArraySlice<String>) -> Bool
  ) {
    guard words.count > 1 else { return }
    for start in words.indices.dropLast() {
      for end in start + 2...start + longest {
        guard end <= words.count else { break }
        let window = words[start..<end]
        if isCode(window) { forms.append(window.joined()) }
      }
    }
  }
}
