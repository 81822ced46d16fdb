/// Counters for documents, 64 at a time.
///
/// Counters are stored as bit planes: adding one to each of 64 documents adds bits to words, and mostly ends with the
/// second plane.
struct DocumentCounts {
  /// Words of 64 documents; as many for each digit, the lowest first.
  private let words: Int
  private var digits: [UInt64] = []

  init(words: Int) { self.words = words }

  /// Adds one for each document of a set; `first` is the index of the chunk's first word.
  mutating func add(_ set: ChunkBits, from first: Int) { add(set.words, set.filled, from: first) }

  /// Adds one for each bit.
  mutating func add(_ bits: [UInt64]) { add(bits, bits.indices.filter { bits[$0] != 0 }, from: 0) }

  private mutating func add(_ bits: [UInt64], _ filled: [Int], from first: Int) {
    var begin = 0
    while begin < filled.count {
      let words = words
      // Up to the word that needs one digit more than there are.
      let (end, carry) = digits.withUnsafeMutableBufferPointer { digits in
        for number in begin..<filled.count {
          var carry = bits[filled[number]]
          var place = first + filled[number]
          repeat {
            guard place < digits.count else { return (number, carry) }
            let here = digits[place]
            digits[place] = here ^ carry
            carry &= here
            place += words
          } while carry != 0
        }
        return (filled.count, 0)
      }
      if end < filled.count {
        digits += repeatElement(0, count: words)
        digits[digits.count - words + first + filled[end]] = carry
      }
      begin = end + 1
    }
  }

  /// The numbers of some documents added up.
  func total(of documents: DocumentBits) -> Int {
    digits.withUnsafeBufferPointer { digits in
      documents.words.withUnsafeBufferPointer { bits in
        var total = 0
        for digit in 0..<(words > 0 ? digits.count / words : 0) {
          let first = digit * words
          var here = 0
          for word in documents.filled { here += (digits[first + word] & bits[word]).nonzeroBitCount }
          total += here << digit
        }
        return total
      }
    }
  }

  /// The number of each document, or the highest there is.
  func counts(capacity: Int) -> [UInt16] {
    var counts = [UInt16](repeating: 0, count: capacity)
    for digit in 0..<(words > 0 ? digits.count / words : 0) {
      for word in 0..<words {
        var rest = digits[digit * words + word]
        while rest != 0 {
          let document = word * 64 + rest.trailingZeroBitCount
          if document < capacity { counts[document] |= digit < UInt16.bitWidth ? 1 << UInt16(digit) : .max }
          rest &= rest - 1
        }
      }
    }
    return counts
  }
}
