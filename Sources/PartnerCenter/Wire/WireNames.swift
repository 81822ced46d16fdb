/// Names of members, in camelCase, looked up by their bytes: an export has fifty in each of a million lines.
package struct WireNames: Sendable, ExpressibleByArrayLiteral {
  /// All names.
  package let all: [String]
  private let names: [[UInt8]]
  /// Numbers of names by their hash, at least half of them -1: no name.
  private let slots: [Int]

  package init(arrayLiteral names: String...) {
    all = names
    self.names = names.map { Array($0.utf8) }
    var size = 8
    while size < names.count * 2 { size *= 2 }
    var slots = Array(repeating: -1, count: size)
    for (number, name) in self.names.enumerated() {
      var slot = name.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = number
    }
    self.slots = slots
  }

  /// Whether a name is one of them, as it is or in PascalCase.
  package func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    if has(name) { return true }
    guard let first = name.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return false }
    var camel = Array(name)
    camel[0] |= 0x20
    return camel.withUnsafeBufferPointer { has($0) }
  }

  private func has(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var slot = Self.hash(name) & (slots.count - 1)
    while slots[slot] >= 0 {
      if names[slots[slot]].elementsEqual(name) { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  /// Source: Fowler, Noll and Vo, FNV-1a.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
