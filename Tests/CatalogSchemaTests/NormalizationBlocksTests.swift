import CatalogModel
import Foundation
import SeededRandom
import Testing

@testable import CatalogSchema

@Suite("Normalization in blocks") struct NormalizationBlocksTests {
  /// Scalars that compose, decompose, reorder, or do none of it.
  private static let scalars: [Unicode.Scalar] =
    [
      0x61, 0x20, 0xE9, 0x301, 0x327, 0x323, 0x1EA5, 0x4E2D, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x3131, 0x314F,
      0xFFA1, 0xFFC2, 0xFF76, 0xFF9E, 0xFF9F, 0x30AB, 0x3099, 0x309B, 0x30FC, 0x915, 0x93C, 0x9C7, 0x9BE, 0xBC6, 0xBBE,
      0xDD9, 0xDCF, 0x5E9, 0x5B8, 0x64E, 0x651, 0xFB01, 0xFDFA, 0x212B, 0x2126, 0xA8, 0xAF, 0x1F600, 0x1D15E, 0x11131,
      0x11127,
    ].compactMap { Unicode.Scalar($0 as UInt32) }

  @Test("A long text is normalized as in one piece", arguments: 1...20 as ClosedRange<UInt64>)
  func whole(seed: UInt64) {
    var numbers = SplitMix64(seed: seed)
    var text = ""
    for _ in 0..<5_000 { text.unicodeScalars.append(Self.scalars[Int(numbers.next() % UInt64(Self.scalars.count))]) }
    let forms: [(String) -> String] = [
      { $0.decomposedStringWithCompatibilityMapping }, { $0.decomposedStringWithCanonicalMapping },
      { $0.decomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping },
    ]
    for form in forms {
      #expect(Array(text.normalized(by: form).unicodeScalars) == Array(form(text).unicodeScalars))
    }
  }

  @Test("No block is longer than a bound, whatever the text", arguments: ["é", "\u{301}", "ﾞ", "各", "\u{1161}"])
  func bounded(letter: String) {
    var longest = 0
    let text = String(repeating: letter, count: 40_000)
    let same = text.normalized {
      longest = max(longest, $0.unicodeScalars.count)
      return $0
    }
    #expect(same == text && longest <= 1_024)
  }
}
