import CatalogModel
import Foundation

/// How a fingerprint stands in the store.
///
/// One byte, 1, that tells it from the text that earlier versions wrote. Then the lists that no SKU names, then SKU by SKU
/// in the order of their ids, each with its lists. What begins is told by a byte: 0 a list asked for without a segment, 1
/// one asked for with `nonprofit`, 2 one asked for with another, whose name follows with its length before it; each
/// with the eight bytes of its hash, little-endian. From 16 on a SKU begins: the byte is 16 and how many bytes its id has
/// in common with the one before, at most 15, and more of them are not told; its length and the rest follow.
///
/// SKUs are counted up, so that one mostly costs two bytes beside its hashes: the fingerprints of all units are half the
/// size of what they were as text.
extension UnitFingerprint {
  static let mark: UInt8 = 1

  private enum Tag {
    static let plain: UInt8 = 0, nonprofit: UInt8 = 1, named: UInt8 = 2, sku: UInt8 = 16
  }

  /// Writes the stored form, list by list.
  struct Encoder {
    private(set) var bytes: [UInt8] = [UnitFingerprint.mark]
    private var sku: [UInt8] = []

    init() {}

    mutating func reset() {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(UnitFingerprint.mark)
      sku = []
    }

    /// - Parameter id: comes after those before it.
    mutating func begin(sku id: SKUID) {
      let id = Array(id.rawValue.utf8)
      var common = 0
      while common < 15, common < sku.count, common < id.count, sku[common] == id[common] { common += 1 }
      let rest = id[common...].prefix(255)
      bytes.append(Tag.sku + UInt8(common))
      bytes.append(UInt8(rest.count))
      bytes += rest
      sku = id
    }

    mutating func add(_ segment: Segment?, _ hash: Int64) {
      switch segment {
      case nil: bytes.append(Tag.plain)
      case .nonprofit?: bytes.append(Tag.nonprofit)
      case let segment?:
        let name = Array(segment.rawValue.utf8.prefix(255))
        bytes.append(Tag.named)
        bytes.append(UInt8(name.count))
        bytes += name
      }
      withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// Equal fingerprints are equal bytes.
  var encoded: Data {
    var encoder = Encoder()
    var sku: SKUID?
    for list in hashes.keys.sorted(by: Self.isBefore) {
      if let next = list.sku, next != sku { encoder.begin(sku: next) }
      sku = list.sku
      encoder.add(list.segment, hashes[list] ?? 0)
    }
    return Data(encoder.bytes)
  }

  private static func isBefore(_ left: List, _ right: List) -> Bool {
    let (first, second) = (
      left.sku.map { Array($0.rawValue.utf8) } ?? [], right.sku.map { Array($0.rawValue.utf8) } ?? []
    )
    if first != second { return first.lexicographicallyPrecedes(second) }
    return (left.segment?.rawValue ?? "") < (right.segment?.rawValue ?? "")
  }

  /// Reads either form; what cannot be read is left out: those lists are read as if for the first time.
  init(encoded: Data) {
    self.init(encoded.first == Self.mark ? Self.hashes(inBytes: [UInt8](encoded)) : Self.hashes(inText: encoded))
  }

  private static func hashes(inBytes bytes: [UInt8]) -> [List: Int64] {
    var hashes: [List: Int64] = [:]
    var position = 1
    var id: [UInt8] = []
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard bytes.count - position >= count else { return nil }
      defer { position += count }
      return bytes[position..<position + count]
    }
    func name() -> ArraySlice<UInt8>? { take(1)?.first.flatMap { take(Int($0)) } }
    while let tag = take(1)?.first {
      var segment: Segment?
      switch tag {
      case Tag.plain: break
      case Tag.nonprofit: segment = .nonprofit
      case Tag.named:
        guard let name = name() else { return hashes }
        segment = Segment(String(decoding: name, as: UTF8.self))
      case Tag.sku...:
        guard let tail = name() else { return hashes }
        id = Array(id.prefix(Int(tag - Tag.sku))) + tail
        continue
      default: return hashes
      }
      guard let hash = take(8) else { return hashes }
      let bits = hash.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      hashes[List(sku: id.isEmpty ? nil : SKUID(String(decoding: id, as: UTF8.self)), segment: segment)] =
        Int64(bitPattern: bits)
    }
    return hashes
  }

  /// The form of earlier versions: `sku␟segment␟hash` to the base 36, U+001E between the lists.
  private static func hashes(inText text: Data) -> [List: Int64] {
    var hashes: [List: Int64] = [:]
    for line in String(decoding: text, as: UTF8.self).split(separator: "\u{1E}") {
      let parts = line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, let bits = UInt64(parts[2], radix: 36) else { continue }
      hashes[
        List(
          sku: parts[0].isEmpty ? nil : SKUID(parts[0]),
          segment: parts[1].isEmpty ? nil : Segment(parts[1]))] = Int64(bitPattern: bits)
    }
    return hashes
  }
}
