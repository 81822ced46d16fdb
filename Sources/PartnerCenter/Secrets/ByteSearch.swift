#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes to be looked for in many others, most of which do not hold them.
struct ByteSearch: Sendable {
  private let wanted: [UInt8]
  /// Where in the bytes the one stands that is met least often.
  private let anchor: Int

  /// From the one met least often in answers of the service to the one met most often; all others are met more often.
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
