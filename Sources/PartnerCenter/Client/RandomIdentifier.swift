import CatalogModel
import SeededRandom
import Synchronization

/// A random GUID, version 4, in lower case. Unique, not unguessable.
///
/// Source: RFC 9562, section 5.4.
enum RandomIdentifier {
  /// One seed from the system: a random number of the system costs a system call, and each request needs four numbers.
  private static let numbers = Mutex(
    (high: SplitMix64(seed: .random(in: 0...UInt64.max)), low: SplitMix64(seed: .random(in: 0...UInt64.max))))

  static func text() -> String {
    var (high, low) = numbers.withLock { ($0.high.next(), $0.low.next()) }
    high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return String(unsafeUninitializedCapacity: 36) { text in
      var position = 0
      for (index, word) in [high, low].enumerated() {
        for shift in stride(from: 60, through: 0, by: -4) {
          let hyphenated = index == 0 ? shift == 28 || shift == 12 : shift == 60 || shift == 44
          if hyphenated {
            text[position] = UInt8(ascii: "-")
            position += 1
          }
          let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
          text[position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
          position += 1
        }
      }
      return position
    }
  }
}
