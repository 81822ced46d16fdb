import CatalogModel
import SeededRandom
import Testing

@testable import CatalogSchema

@Suite("Folded scalars") struct FoldedScalarsTests {
  @Test("A Latin, Greek or Cyrillic text folds scalar by scalar as Unicode folds the whole", arguments: 1...20)
  func whole(seed: UInt64) {
    var numbers = SplitMix64(seed: seed)
    // Letters and accents in equal number, so that most letters carry one, and some several.
    let text = String(
      String.UnicodeScalarView(
        (0..<900).compactMap { _ in
          Unicode.Scalar(
            UInt32(
              numbers.next() % 2 == 0 ? 0x300 + numbers.next() % 0x70 : numbers.next() % UInt64(FoldedScalars.limit)))
        }))
    #expect(
      FoldedScalars.folded(text).map { Array($0.unicodeScalars) } == Array(SearchText.foldedBlock(text).unicodeScalars))
  }

  @Test("A scalar of another script is left to Unicode's normalization", arguments: ["Ա", "שׁ", "ﬁ", "é가", "各é", "😀"])
  func others(text: String) {
    #expect(FoldedScalars.folded(text) == nil)
  }

  @Test("An empty text and an accent alone fold to nothing", arguments: ["", "\u{301}", "\u{301}\u{327}"])
  func empty(text: String) {
    #expect(FoldedScalars.folded(text) == "")
  }

  @Test("Each scalar has the form that Unicode's normalization gives")
  func all() throws {
    for value in 0..<FoldedScalars.limit {
      let scalar = String(try #require(Unicode.Scalar(value)))
      #expect(FoldedScalars.folded(scalar) == SearchText.foldedBlock(scalar), "U+\(String(value, radix: 16))")
    }
  }
}
