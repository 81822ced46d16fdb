import Foundation

/// A name folded for comparison: case, width, accents, blanks and punctuation do not count.
///
/// `Saint-Barthélemy` and `saint barthelemy` → `saintbarthelemy`; `ＡＢ` → `ab`; `サン・マリノ` → `サンマリノ`. Voiced kana stay
/// what they are: only the accents of alphabets are dropped.
struct NameKey: Hashable {
  var text: String

  init(_ name: String) {
    let words = name.replacing("&", with: " and ").precomposedStringWithCompatibilityMapping.lowercased()
    var scalars = String.UnicodeScalarView()
    for scalar in words.decomposedStringWithCanonicalMapping.unicodeScalars where Self.counts(scalar) {
      scalars.append(scalar)
    }
    text = String(scalars).precomposedStringWithCanonicalMapping
  }

  private init(folded: String) { text = folded }

  private static func counts(_ scalar: Unicode.Scalar) -> Bool {
    if (0x300...0x36F).contains(scalar.value) { return false }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// The key without the word for "island" or "islands" at its end; `nil` where there is none, or nothing else.
  var withoutIsland: NameKey? {
    guard let last = text.unicodeScalars.last, last == "島" || last == "岛" else { return nil }
    for word in Self.islandWords where text.hasSuffix(word) && text != word {
      return NameKey(folded: String(text.dropLast(word.count)))
    }
    return nil
  }

  /// The longer words first.
  private static let islandWords = ["群島", "諸島", "群岛", "诸岛", "島", "岛"]
}
