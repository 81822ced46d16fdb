import CatalogModel
import CatalogSchema
import CatalogStore
import SeededRandom
import Testing

@testable import CatalogQuery

@Suite struct DocumentCountsTests {
  @Test("Sets of documents add up as if each document were counted by itself", arguments: 1...4 as ClosedRange<UInt64>)
  func sums(seed: UInt64) {
    var numbers = SplitMix64(seed: seed)
    let words = DocumentSet.words * 2
    var counts = DocumentCounts(words: words)
    var expected = [UInt16](repeating: 0, count: words * 64)
    var bits = ChunkBits()
    for _ in 0..<300 {
      let chunk = Int.random(in: 0...1, using: &numbers)
      var set = DocumentSet()
      let size = Bool.random(using: &numbers) ? 5 : 3_000
      for _ in 0..<size { set.insert(Int.random(in: 0..<DocumentSet.span, using: &numbers)) }
      set.bytes.withUnsafeBytes { bits.read($0) }
      counts.add(bits, from: chunk * DocumentSet.words)
      for word in 0..<DocumentSet.words {
        for bit in 0..<64 where set.bits[word] >> UInt64(bit) & 1 != 0 {
          expected[chunk * DocumentSet.span + word * 64 + bit] += 1
        }
      }
    }
    #expect(counts.counts(capacity: words * 64) == expected)
    #expect(counts.counts(capacity: 70) == Array(expected[..<70]))

    let some = expected.indices.filter { _ in Bool.random(using: &numbers) }
    let matches = some.map { Match(document: UInt32($0), relevance: 0) }
    #expect(counts.total(of: DocumentBits(matches, words: words)) == some.reduce(0) { $0 + Int(expected[$1]) })
    #expect(counts.total(of: DocumentBits([], words: words)) == 0)
  }

  @Test("What is counted more often than a number holds stays at the highest")
  func overflow() {
    var counts = DocumentCounts(words: 1)
    for _ in 0..<70_000 { counts.add([0b101]) }
    counts.add([0b10])
    #expect(counts.counts(capacity: 4) == [.max, 1, .max, 0])
  }
}
