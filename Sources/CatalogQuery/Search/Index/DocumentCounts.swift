/// How often each document was counted: a number for each, added up for 64 documents at a time.
///
/// The binary digits of the numbers stand apart, those of one worth together: to add one to each of 64 documents is to add
/// bits to words, and mostly ends with the second digit.
struct DocumentCounts {
  /// Words of 64 documents; as many for each digit, the lowest first.
  private let words: Int
  private var digits: [UInt64] = []

  /// The most digits that a ``counts`` holds.
  private static let most = UInt16.bitWidth

  init(words: Int) { self.words = words }

  /// Adds one for each bit.
  ///
  /// - Parameter first: the word of all that the first of these is.
  mutating func add(_ bits: [UInt64], from first: Int) {
    var begin = 0
    while begin < bits.count {
      let words = words
      // Up to the word that needs one digit more than there are.
      let (end, carry) = digits.withUnsafeMutableBufferPointer { digits in
        for index in begin..<bits.count where bits[index] != 0 {
          var carry = bits[index]
          var place = first + index
          repeat {
            guard place < digits.count else { return (index, carry) }
            let here = digits[place]
            digits[place] = here ^ carry
            carry &= here
            place += words
          } while carry != 0
        }
        return (bits.count, 0)
      }
      if end < bits.count, digits.count < Self.most * words {
        digits += repeatElement(0, count: words)
        digits[digits.count - words + first + end] = carry
      }
      begin = end + 1
    }
  }

  /// The number of each document.
  func counts(capacity: Int) -> [UInt16] {
    var counts = [UInt16](repeating: 0, count: capacity)
    for digit in 0..<(words > 0 ? digits.count / words : 0) {
      for word in 0..<words {
        var rest = digits[digit * words + word]
        while rest != 0 {
          let document = word * 64 + rest.trailingZeroBitCount
          if document < capacity { counts[document] |= 1 << UInt16(digit) }
          rest &= rest - 1
        }
      }
    }
    return counts
  }
}
