import Foundation

/// Folds text for the search index and for queries: the one place where the two agree.
///
/// Case, compatibility forms (full width, ligatures) and the accents of Latin, Greek and Cyrillic letters are folded,
/// as are the vowel signs of Arabic and Hebrew. Runs of Chinese, Japanese and Korean characters become overlapping
/// pairs, so that words inside them are found: `クラウド` → `クラ ラウ ウド`. Everything that is neither letter nor digit
/// separates.
package enum SearchText {
  /// A word as the tokenizer will see it.
  package enum Piece: Hashable, Sendable {
    /// Letters and digits, folded.
    case word(String)
    /// A run of CJK characters, folded, not yet cut into pairs.
    case run(String)
  }

  /// Cuts text into words and runs.
  package static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    if isPlain(text) {
      for word in plainWords(text) { pieces.append(.word(word)) }
      return pieces
    }
    let scalars = folded(text).unicodeScalars
    var start = scalars.startIndex
    var isRun = false
    func end(at index: String.Index) {
      guard start < index else { return }
      let piece = String(scalars[start..<index])
      pieces.append(isRun ? .run(piece) : .word(piece))
    }
    for index in scalars.indices {
      let isCJK = isCJK(scalars[index])
      guard isCJK || isWordCharacter(scalars[index]) else {
        end(at: index)
        start = scalars.index(after: index)
        continue
      }
      if isCJK != isRun {
        end(at: index)
        start = index
        isRun = isCJK
      }
    }
    end(at: scalars.endIndex)
    return pieces
  }

  /// The terms of a text, in order: words, and runs as pairs with the last character once more, alone, so that a search
  /// for one character finds it at the end of a run too.
  package static func terms(_ text: String) -> [String] {
    if isPlain(text) { return plainWords(text) }
    return pieces(text).flatMap { piece in
      switch piece {
      case .word(let word): [word]
      case .run(let run): pairs(run) + [String(run.suffix(1))]
      }
    }
  }

  /// A text's words as they are written, between blanks.
  package struct WrittenWord {
    /// The remaining parts after folding, without runs.
    package var parts: [String]
    package var isHyphenated: Bool
  }

  package static func writtenWords(_ text: String) -> [WrittenWord] {
    if isPlain(text) { return text.utf8.split(whereSeparator: isPlainBlank).map { writtenWord(String(Substring($0))) } }
    return text.split(whereSeparator: \.isWhitespace).map { writtenWord(String($0)) }
  }

  private static func writtenWord(_ word: String) -> WrittenWord {
    let parts = pieces(word).compactMap { if case .word(let part) = $0 { part } else { nil } }
    return WrittenWord(parts: parts, isHyphenated: word.utf8.contains(UInt8(ascii: "-")))
  }

  private static func isPlainBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The overlapping pairs of a run; a run of one character is itself.
  package static func pairs(_ run: String) -> [String] {
    let characters = run.unicodeScalars.map { String($0) }
    guard characters.count > 1 else { return characters }
    return zip(characters, characters.dropFirst()).map(+)
  }

  /// Case, compatibility forms and accents folded.
  package static func folded(_ text: String) -> String {
    if isPlain(text) { return text.lowercased() }
    return FoldedScalars.folded(text) ?? text.normalized(by: foldedBlock)
  }

  /// Folds a text by Unicode's normalization forms, whatever its script.
  package static func foldedBlock(_ text: String) -> String {
    // In steps, for Foundation's compatibility composition leaves a half-width kana and its sound mark apart on Linux:
    // `ﾄﾞ` has to become `ド`.
    var bare = String.UnicodeScalarView()
    bare.append(contentsOf: text.decomposedStringWithCompatibilityMapping.unicodeScalars.lazy.filter { !isAccent($0) })
    let composed = String(bare).precomposedStringWithCanonicalMapping.lowercased()
    guard composed.unicodeScalars.contains(where: { letters[$0] != nil }) else { return composed }
    return composed.unicodeScalars.reduce(into: "") { $0 += letters[$1] ?? String($1) }
  }

  /// Letters that have no accent to take off, and that people write without their keyboard for them.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
  ]

  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7, 0x0640, 0x064B...0x0652,
      0x0670:
      true
    default: false
    }
  }

  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  private static func plainWords(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      var words: [String] = []
      var start = 0
      for end in 0...bytes.count where end == bytes.count || !isPlainLetter(bytes[end]) {
        if end > start {
          let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
          words.append(
            String(unsafeUninitializedCapacity: word.count) { buffer in
              for index in word.indices { buffer[index] = lowercased(word[index]) }
              return word.count
            })
        }
        start = end + 1
      }
      return words
    }
  }

  private static func isPlainLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
        || (0x41...0x5A).contains(scalar.value)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .privateUse:
      return true
    default: return false
    }
  }

  /// Han, kana and Hangul; and Thai, Lao, Khmer and Burmese, which also write words without blanks between.
  package static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0E4E, 0x0E80...0x0ECD, 0x1000...0x103F, 0x1780...0x17D3, 0x3005...0x3007, 0x3041...0x3096,
      0x3099...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F,
      0x3131...0x318E, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x323AF:
      true
    default: false
    }
  }
}
