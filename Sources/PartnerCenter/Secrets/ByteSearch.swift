#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A search for bytes in many texts, most of which do not hold them.
struct ByteSearch: Sendable {
  private let wanted: [UInt8]
  /// The position of the rarest of the bytes.
  private let anchor: Int

  /// Letters and digits from the rarest in the service's responses to the most frequent; all other bytes are more
  /// frequent.
  private static let rare = Array("ZQXJKYWVGHUFBRLNOMPTDIECSA9876534210".utf8)

  init(_ wanted: [UInt8]) {
    self.wanted = wanted
    anchor = wanted.indices.min { Self.rank(wanted[$0]) < Self.rank(wanted[$1]) } ?? 0
  }

  private static func rank(_ byte: UInt8) -> Int { rare.firstIndex(of: byte) ?? rare.count }

  func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress, !wanted.isEmpty, bytes.count >= wanted.count else { return false }
    var position = anchor
    let last = bytes.count - wanted.count + anchor
    while position <= last, let hit = memchr(base + position, Int32(wanted[anchor]), last - position + 1) {
      let start = UnsafeRawPointer(hit) - anchor
      if memcmp(start, wanted, wanted.count) == 0 { return true }
      position = UnsafeRawPointer(hit) - base + 1
    }
    return false
  }
}
