import CatalogSchema

/// Which words may be parts of ids and codes. The codes of a document hold the pieces of GUIDs and the ends of product
/// ids, in which every short word is found by chance.
enum IDParts {
  /// Whether a whole word may stand for an id or code: `lh18`, `westus2`, `lflx`, `16s`; not `bb`, `e3`, `365`, `beef`.
  static func isWord(_ word: String) -> Bool {
    switch word.utf8.count {
    case ..<3: false
    case 3: hasBoth(word) || isSpoken(word)
    case 4: CodeTokenizer.hasDigit(word) || !word.utf8.allSatisfy(isHexadecimal)
    default: true
    }
  }

  /// Whether the beginning of a word may begin one: `cfq7`, `d2sv`, `westu`.
  static func isBeginning(_ word: String) -> Bool {
    word.utf8.count >= 5 || word.utf8.count == 4 && hasBoth(word) || isSpoken(word)
  }

  /// Whether terms written together are parts of one code, so that even a single letter counts: `lh18:1`, `sqlmi_g`.
  static func areParts(_ terms: [QueryAlternative.Term]) -> Bool {
    terms.contains { isCertain($0.text) }
      || terms.count > 1 && terms[0].text.utf8.count >= 5 && terms[terms.count - 1].isBeginning
  }

  /// Whether a word is an id or code by itself.
  static func isCertain(_ word: String) -> Bool { word.utf8.count >= 4 && hasBoth(word) }

  private static func hasBoth(_ word: String) -> Bool {
    CodeTokenizer.hasDigit(word) && !word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether letters are neither in a GUID, by a letter beyond F, nor in a product id, by a vowel: `ger`.
  private static func isSpoken(_ word: String) -> Bool {
    let letters = word.utf8
    return letters.count > 1 && letters.contains { $0 > 0x66 } && letters.contains { "aeiou".utf8.contains($0) }
      && letters.allSatisfy { (0x61...0x7A).contains($0) }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { (0x61...0x66).contains(byte) }
}
