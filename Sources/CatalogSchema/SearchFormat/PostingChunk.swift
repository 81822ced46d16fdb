/// The documents of one term within one chunk, in the form of `search_posting`.
///
/// Four bytes each, little-endian, in the order of documents: the position within the chunk in the upper half, the
/// ``Occurrence`` in the lower. The fixed width costs some space but needs no decoding.
package enum PostingChunk {
  /// The number of documents of a chunk, a power of two: a new document rewrites at most 8 kB for each term.
  package static let span = 2_048

  package static func number(of document: Int) -> Int { document / span }

  package static func entry(_ document: Int, _ occurrence: Occurrence) -> UInt32 {
    UInt32(document % span) << 16 | UInt32(occurrence.rawValue)
  }
}
