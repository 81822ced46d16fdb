import CatalogSchema

/// The documents of a term, as they are stored: chunk by chunk, four bytes each.
final class PostingList: Sendable {
  /// The entries of one chunk.
  struct Chunk: Sendable {
    var number: Int
    var entries: Range<Int>
  }

  let chunks: [Chunk]
  let entries: [UInt32]
  /// How many documents.
  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  init(chunks: [Chunk] = [], entries: [UInt32] = []) {
    self.chunks = chunks
    self.entries = entries
  }

  /// The entries of a chunk; empty where it has none.
  func range(of number: Int) -> Range<Int> {
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < chunks.count && chunks[low].number == number ? chunks[low].entries : 0..<0
  }

  /// The occurrence of the term in one document; `nil` for none.
  func occurrence(in document: Int) -> Occurrence? {
    let range = range(of: PostingChunk.number(of: document))
    let wanted = UInt32(document % PostingChunk.span)
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] >> 16 < wanted { low = middle + 1 } else { high = middle }
    }
    guard low < range.upperBound, entries[low] >> 16 == wanted else { return nil }
    return Occurrence(rawValue: UInt16(truncatingIfNeeded: entries[low]))
  }
}

/// Puts lists together, or reads one.
struct PostingListBuilder {
  private var chunks: [Int: [UInt32]] = [:]

  /// Adds the stored entries of a chunk.
  ///
  /// - Parameters:
  ///   - blob: the stored chunk.
  ///   - chunk: its number.
  /// - Returns: `false` where they name a document outside of the chunk; then nothing is added. Added documents are
  ///   valid indexes of tables of one chunk.
  mutating func append(_ blob: UnsafeRawBufferPointer, chunk: Int) -> Bool {
    var entries = [UInt32](unsafeUninitializedCapacity: blob.count / 4) { buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: blob[..<(blob.count / 4 * 4)]))
      count = blob.count / 4
    }
    #if _endian(big)
      for index in entries.indices { entries[index] = UInt32(littleEndian: entries[index]) }
    #endif
    // A chunk spans a power of two of documents: no entry has a bit beyond it, or all of them together have it.
    guard entries.reduce(0, |) >> 16 < UInt32(PostingChunk.span) else { return false }
    if let there = chunks[chunk] { entries = Self.merged(there, entries) }
    chunks[chunk] = entries
    return true
  }

  private static func merged(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var merged: [UInt32] = []
    merged.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      let (a, b) = (left[i] >> 16, right[j] >> 16)
      if a == b {
        let both = Occurrence(rawValue: UInt16(truncatingIfNeeded: left[i]))
          .merged(with: Occurrence(rawValue: UInt16(truncatingIfNeeded: right[j])))
        merged.append(a << 16 | UInt32(both.rawValue))
        i += 1
        j += 1
      } else if a < b {
        merged.append(left[i])
        i += 1
      } else {
        merged.append(right[j])
        j += 1
      }
    }
    merged += left[i...]
    merged += right[j...]
    return merged
  }

  func list() -> PostingList {
    var ranges: [PostingList.Chunk] = []
    var all: [UInt32] = []
    all.reserveCapacity(chunks.values.reduce(0) { $0 + $1.count })
    for (number, entries) in chunks.sorted(by: { $0.key < $1.key }) where !entries.isEmpty {
      ranges.append(PostingList.Chunk(number: number, entries: all.count..<all.count + entries.count))
      all += entries
    }
    return PostingList(chunks: ranges, entries: all)
  }
}
