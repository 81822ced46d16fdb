/// Terms that the index holds besides those of texts.
package enum SearchTerms {
  /// The mark of a beginning; no term contains it.
  package static let mark = "*"

  /// How many characters a beginning has that the index keeps the documents of; longer ones are put together when asked
  /// for.
  package static func isKept(beginning: String) -> Bool {
    let count = beginning.unicodeScalars.count
    return count == 1 || count == 2 && !isCJK(beginning)
  }

  /// Calls with the marked beginnings of a term: of one and two letters, or of one Chinese, Japanese or Korean
  /// character.
  package static func forEachBeginning(of term: String, _ body: (String) -> Void) {
    let bytes = term.utf8
    if let first = bytes.first, first < 0x80 {
      body(short(first))
      guard let second = bytes.dropFirst().first else { return }
      if second < 0x80 { return body(short(first, second)) }
      return body(String(term.unicodeScalars.prefix(2)) + mark)
    }
    let scalars = term.unicodeScalars
    body(String(scalars.prefix(1)) + mark)
    if !isCJK(term), scalars.count > 1 { body(String(scalars.prefix(2)) + mark) }
  }

  /// A letter and the mark, without memory of its own.
  private static func short(_ first: UInt8) -> String {
    String(unsafeUninitializedCapacity: 2) { bytes in
      (bytes[0], bytes[1]) = (first, UInt8(ascii: "*"))
      return 2
    }
  }

  private static func short(_ first: UInt8, _ second: UInt8) -> String {
    String(unsafeUninitializedCapacity: 3) { bytes in
      (bytes[0], bytes[1], bytes[2]) = (first, second, UInt8(ascii: "*"))
      return 3
    }
  }

  /// Whether a word can replace a misspelt one: four letters or more, no digits, no CJK.
  package static func isSpellable(_ word: String) -> Bool {
    word.utf8.count >= 4 && word.utf8.count <= 48 && !CodeTokenizer.hasDigit(word) && !isCJK(word)
  }

  private static func isCJK(_ term: String) -> Bool { term.unicodeScalars.first.map(SearchText.isCJK) ?? false }
}
