/// Some of all documents as bits, and which words hold any: mostly few do.
struct DocumentBits {
  let words: [UInt64]
  let filled: [Int]

  /// Sets the bit of each match, in `count` words for all documents.
  init(_ matches: [Match], words count: Int) {
    var words = [UInt64](repeating: 0, count: count)
    for match in matches { words[Int(match.document) / 64] |= 1 << UInt64(match.document % 64) }
    self.words = words
    filled = words.indices.filter { words[$0] != 0 }
  }

  /// Whether a document is one of them.
  func contains(_ document: Int) -> Bool {
    document / 64 < words.count && words[document / 64] >> UInt64(document % 64) & 1 != 0
  }

  /// How many of these documents are in a set of all documents.
  func count(in documents: [UInt64]) -> Int {
    filled.reduce(0) { $0 + (words[$1] & documents[$1]).nonzeroBitCount }
  }

  /// Counts the documents in a set of one chunk; `first` is the index of the chunk's first word.
  func count(in set: ChunkBits, from first: Int) -> Int {
    set.filled.reduce(0) { $0 + (words[first + $1] & set.words[$1]).nonzeroBitCount }
  }
}
