import Foundation

/// Folds text for the search index and for queries: the one place where the two agree.
///
/// Compatibility forms (full width, ligatures) and case are folded here; accents by the tokenizer. Runs of Chinese,
/// Japanese and Korean characters become overlapping pairs, so that the built-in tokenizer finds words inside them:
/// `クラウド` → `クラ ラウ ウド`. Everything that is neither letter nor digit separates.
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
    var current = ""
    var isRun = false
    func flush() {
      if !current.isEmpty { pieces.append(isRun ? .run(current) : .word(current)) }
      current = ""
    }
    for scalar in folded(text).unicodeScalars {
      let isCJK = isCJK(scalar)
      guard isCJK || isWordCharacter(scalar) else {
        flush()
        continue
      }
      if isCJK != isRun { flush() }
      isRun = isCJK
      current.unicodeScalars.append(scalar)
    }
    flush()
    return pieces
  }

  /// The text as it goes into the index: words, and runs as pairs with the last character once more, alone, so that
  /// a search for one character finds it at the end of a run too.
  static func indexed(_ text: String) -> String {
    pieces(text).map { piece in
      switch piece {
      case .word(let word): word
      case .run(let run): (pairs(run) + [String(run.suffix(1))]).joined(separator: " ")
      }
    }.joined(separator: " ")
  }

  /// The overlapping pairs of a run; a run of one character is itself.
  package static func pairs(_ run: String) -> [String] {
    let characters = run.unicodeScalars.map { String($0) }
    guard characters.count > 1 else { return characters }
    return zip(characters, characters.dropFirst()).map(+)
  }

  /// Case and compatibility forms folded.
  ///
  /// In two steps, for Foundation's compatibility composition leaves a half-width kana and its sound mark apart on
  /// Linux: `ﾄﾞ` has to become `ド`.
  package static func folded(_ text: String) -> String {
    isPlain(text)
      ? text.lowercased()
      : text.decomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping.lowercased()
  }

  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

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

  /// Han, kana and Hangul.
  private static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3005...0x3007, 0x3041...0x3096, 0x3099...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F,
      0x3131...0x318E, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x323AF:
      true
    default: false
    }
  }
}
