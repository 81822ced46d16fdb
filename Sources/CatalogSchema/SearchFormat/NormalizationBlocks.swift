import Foundation

extension String {
  /// Applies a Unicode normalization to independent blocks of a long text.
  ///
  /// Foundation's normalization on Linux takes time quadratic in the length: 30 ms for 80 kB of accented letters, so
  /// five minutes for 8 MB. A block ends before a letter that never composes with its predecessor. A text of up to
  /// ``longestBlock`` bytes is one block.
  package func normalized(by transform: (String) -> String) -> String {
    guard utf8.count > Self.longestBlock else { return transform(self) }
    let scalars = unicodeScalars
    var result = ""
    var start = scalars.startIndex
    var length = 0
    for index in scalars.indices {
      if length >= Self.longestBlock || length >= Self.leastBlock && scalars[index].startsBlock {
        result += transform(String(scalars[start..<index]))
        start = index
        length = 0
      }
      length += 1
    }
    return result + transform(String(scalars[start...]))
  }

  /// Longest block, in scalars. Only a text with this many combining characters in a row is cut within them.
  private static var longestBlock: Int { 1_024 }
  private static var leastBlock: Int { 128 }
}

extension Unicode.Scalar {
  /// Whether no normalization form joins this scalar, or the first it decomposes into, to the one before it.
  fileprivate var startsBlock: Bool {
    switch value {
    // Hangul letters, which compose to syllables, in their compatibility and half-width forms too, and half-width kana,
    // whose sound marks are letters.
    case 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97F, 0xD7B0...0xD7FF, 0xFF65...0xFFDC: false
    default:
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark, .modifierLetter, .modifierSymbol: false
      default: properties.canonicalCombiningClass == .notReordered
      }
    }
  }
}
