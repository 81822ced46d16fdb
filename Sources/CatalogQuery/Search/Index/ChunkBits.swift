import CatalogSchema

/// A stored set of documents of one chunk as bits, and which words of them hold any: most sets are few documents.
struct ChunkBits {
  private(set) var words = [UInt64](repeating: 0, count: DocumentSet.words)
  private(set) var filled: [Int] = []

  /// Takes another set in the place of this one.
  mutating func read(_ stored: UnsafeRawBufferPointer) {
    for index in filled { words[index] = 0 }
    words.withUnsafeMutableBufferPointer { DocumentSet.add(stored, to: $0) }
    filled.removeAll(keepingCapacity: true)
    for index in words.indices where words[index] != 0 { filled.append(index) }
  }

  /// Adds the set to the bits of all documents.
  ///
  /// `first` is the index of the chunk's first word there.
  func add(to documents: inout [UInt64], from first: Int) {
    documents.withUnsafeMutableBufferPointer { documents in
      words.withUnsafeBufferPointer { words in
        for index in filled { documents[first + index] |= words[index] }
      }
    }
  }
}
