/// A set of documents within one chunk, in the form of `search_listing`: the documents of one class in one market
/// scope.
///
/// Two bytes for each document (little-endian, ascending) or one bit for each of the chunk, whichever is shorter.
package struct DocumentSet: Sendable, Hashable {
  /// How many documents a chunk spans.
  package static let span = 16_384
  /// Words of a chunk's bits.
  package static let words = span / 64
  private static let bytesOfBits = span / 8

  package private(set) var bits: [UInt64]

  package init() { bits = Array(repeating: 0, count: Self.words) }

  package init(reading bytes: UnsafeRawBufferPointer) {
    self.init()
    bits.withUnsafeMutableBufferPointer { Self.add(bytes, to: $0) }
  }

  package static func chunk(of document: Int) -> Int { document / span }

  package mutating func insert(_ document: Int) { bits[document % Self.span / 64] |= 1 << UInt64(document % 64) }
  package mutating func remove(_ document: Int) { bits[document % Self.span / 64] &= ~(1 << UInt64(document % 64)) }

  package var count: Int { bits.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The stored form; empty for none.
  package var bytes: [UInt8] {
    let count = count
    var bytes: [UInt8] = []
    if count * 2 >= Self.bytesOfBits {
      bytes.reserveCapacity(Self.bytesOfBits)
      for word in bits { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
      return bytes
    }
    bytes.reserveCapacity(count * 2)
    for (index, word) in bits.enumerated() {
      var rest = word
      while rest != 0 {
        let document = UInt16(index * 64 + rest.trailingZeroBitCount)
        withUnsafeBytes(of: document.littleEndian) { bytes += $0 }
        rest &= rest - 1
      }
    }
    return bytes
  }

  /// Whether bytes are a stored set: bits, or ascending documents of the chunk.
  package static func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if bytes.count == bytesOfBits { return true }
    guard bytes.count < bytesOfBits, bytes.count % 2 == 0 else { return false }
    var last = -1
    for offset in stride(from: 0, to: bytes.count, by: 2) {
      let document = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
      if document >= span || document <= last { return false }
      last = document
    }
    return true
  }

  /// How many documents a stored set holds.
  package static func count(of bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.count == bytesOfBits else { return bytes.count / 2 }
    return stride(from: 0, to: bytesOfBits, by: 8).reduce(0) { count, offset in
      count + bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).nonzeroBitCount
    }
  }

  /// Adds a stored set to bits: `target` are the ``words`` of the chunk.
  package static func add(_ bytes: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<UInt64>) {
    if bytes.count == bytesOfBits {
      for index in 0..<words {
        target[index] |= UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
    } else {
      for offset in stride(from: 0, to: bytes.count - 1, by: 2) {
        let document = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
        guard document < span else { continue }
        target[document / 64] |= 1 << UInt64(document % 64)
      }
    }
  }
}
