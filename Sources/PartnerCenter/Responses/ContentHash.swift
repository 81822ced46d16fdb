public import Foundation

/// Detects whether bytes are the same as in an earlier reading, without keeping them.
///
/// 32 bits: four bytes for each of fourteen million lists, and one changed body in 2³² is taken for the old one. The
/// hash is the same on every machine and in every version. It detects accidents, not malice: only the service itself
/// could choose bodies that collide.
public struct ContentHash: RawRepresentable, Hashable, Sendable, Codable {
  /// From 0 to 2³² − 1.
  public let rawValue: Int64

  /// Creates a hash from a stored number.
  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// The hash of one body.
  public init(of body: Data) { self.init(of: CollectionOfOne(body)) }

  /// The hash of several bodies in order, such as the pages of one list.
  public init(of bodies: some Sequence<Data>) {
    var hash = BodyHash()
    for body in bodies { body.withUnsafeBytes { hash.add($0) } }
    self = hash.whole
  }
}

/// Multiplies and folds, 48 bytes at a time in three lanes that do not wait for each other.
///
/// Made like wyhash (Wang Yi, public domain): each step multiplies two words, both mixed with a constant, into 128 bits and
/// folds them. A body counts with its length, so that cuts between bodies matter.
struct BodyHash {
  private var state: UInt64 = 0x9FB2_1C65_1E98_DF25
  private var bodies: UInt64 = 0

  private static let secret: (UInt64, UInt64, UInt64, UInt64) = (
    0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3
  )

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    let (first, second, third, fourth) = Self.secret
    let length = UInt64(bytes.count)
    bodies &+= 1
    var lanes = (state ^ first, state ^ second, state ^ third)
    var offset = 0
    while offset + 48 <= bytes.count {
      lanes.0 = Self.fold(word(offset) ^ second, word(offset + 8) ^ lanes.0)
      lanes.1 = Self.fold(word(offset + 16) ^ third, word(offset + 24) ^ lanes.1)
      lanes.2 = Self.fold(word(offset + 32) ^ fourth, word(offset + 40) ^ lanes.2)
      offset += 48
    }
    state = lanes.0 ^ lanes.1 ^ lanes.2
    while offset + 16 <= bytes.count {
      state = Self.fold(word(offset) ^ second, word(offset + 8) ^ state)
      offset += 16
    }
    // The rest is shorter than two words.
    var rest: (UInt64, UInt64) = (0, 0)
    for index in offset..<bytes.count {
      let byte = UInt64(bytes[index]) << UInt64((index - offset) % 8 * 8)
      if index - offset < 8 { rest.0 |= byte } else { rest.1 |= byte }
    }
    state = Self.fold(rest.0 ^ second ^ length, rest.1 ^ state)
    state = Self.fold(state ^ first ^ bodies, length ^ fourth)
  }

  /// The hash of all that was added.
  var whole: ContentHash {
    ContentHash(rawValue: Int64(bitPattern: Self.fold(state ^ Self.secret.2, Self.secret.3 ^ bodies) & 0xFFFF_FFFF))
  }
}
