import CatalogModel
import SeededRandom
import Testing

@testable import CatalogQuery

@Suite struct VocabularyTests {
  /// The distance by its definition, over the whole table.
  private func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    var rows = [[Int]](repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        if i == 0 || j == 0 {
          rows[i][j] = i + j
          continue
        }
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }

  @Test("The walk finds what comparing with every word finds", arguments: [1, 2, 3] as [UInt64])
  func walk(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    func word() -> String {
      String((0..<Int.random(in: 4...9, using: &generator)).map { _ in "abcé".randomElement(using: &generator) ?? "a" })
    }
    let words = Set((0..<400).map { _ in word() })
    let vocabulary = Vocabulary(Dictionary(uniqueKeysWithValues: words.map { ($0, 1) }))
    for _ in 0..<60 {
      let asked = word()
      for limit in 1...2 {
        let found = vocabulary.neighbours(of: asked, within: limit, isBeginning: false, most: .max)
        #expect(
          Set(found.map(\.word)) == words.filter { (1...limit).contains(distance(asked, $0)) }, "\(asked) \(limit)")
        #expect(found.allSatisfy { $0.distance == distance(asked, $0.word) })
        let begun = vocabulary.neighbours(of: asked, within: limit, isBeginning: true, most: .max)
        #expect(
          Set(begun.map(\.word))
            == words.filter { word in
              let best = (0...word.count).map { distance(asked, String(word.prefix($0))) }.min() ?? 0
              return (1...limit).contains(best)
            }, "\(asked) \(limit)")
      }
    }
  }

  @Test("Short words may have no mistake, middling ones one, long ones two")
  func tolerance() {
    #expect([3, 4, 5, 8, 9, 20].map { Vocabulary.tolerance(letters: $0) } == [0, 0, 1, 1, 2, 2])
  }

  @Test("A swap of neighbours is one mistake, the nearest and commonest word comes first")
  func order() {
    let vocabulary = Vocabulary(["exchange": 3, "exchanges": 9, "change": 50])
    #expect(
      vocabulary.neighbours(of: "excahnge", within: 2, isBeginning: false, most: 5).map(\.word) == [
        "exchange", "exchanges",
      ])
  }
}
