import SeededRandom

/// Chance without state: a value that is always the same for the same seed and the same path of keys.
///
/// `SeededRandom(seed: 1).at(.product, 7).chance(.renamed, 0.01)` asks one question about product 7; no other question
/// changes its response. The mixing is SplitMix64's.
struct SeededRandom: Sendable, Hashable {
  private let state: UInt64

  init(seed: UInt64) { state = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) }
  private init(state: UInt64) { self.state = state }

  /// The purpose of a draw, so that draws for one thing are independent.
  enum Topic: UInt64 {
    case product = 1, sku, availability, market, customer, version, family, identifier, title, description
    case presence, lifespan, renamed, reissued, purchasable, quantity, segment, terms, currency, scope, count
    case region, size, prerequisite, language, inventory, fault, term, publisher, shape, subscription, price, order
  }

  func at(_ topic: Topic, _ key: UInt64 = 0) -> SeededRandom {
    SeededRandom(state: Self.mixed(state ^ (topic.rawValue &* 0xD6E8_FEB8_6659_FD93) &+ key &* 0x9E37_79B9_7F4A_7C15))
  }

  func at(_ topic: Topic, _ key: Int) -> SeededRandom { at(topic, UInt64(bitPattern: Int64(key))) }

  /// A key made of text, such as a market's code.
  func at(_ topic: Topic, text: String) -> SeededRandom {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return at(topic, hash)
  }

  /// 64 bits.
  var bits: UInt64 { state }

  /// From 0 up to and without 1.
  var unit: Double { Double(state >> 11) * 0x1p-53 }

  /// From 0 up to and without the bound, which is at least 1.
  func below(_ bound: Int) -> Int { Int(state % UInt64(max(1, bound))) }

  func chance(_ share: Double) -> Bool { unit < share }

  func chance(_ topic: Topic, _ share: Double) -> Bool { at(topic).unit < share }

  /// One of the elements, which are not none.
  func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
