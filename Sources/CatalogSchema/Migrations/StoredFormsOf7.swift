import Foundation

/// The stored forms of fingerprints and availability ids as of schema 7, and the reading of those before: copies of that
/// day, so that a migration never changes with the program.
enum StoredFormsOf7 {
  /// A list below a product: the SKU and the segment asked for, both empty for none.
  private struct List: Hashable {
    var sku = ""
    var segment = ""
  }

  /// A fingerprint of any earlier form in the form of schema 7, each hash reduced to 32 bits.
  static func converted(_ encoded: Data) -> Data {
    let hashes: [List: Int64] =
      switch encoded.first {
      case 0x14?: hashes([UInt8](encoded), width: 4, after: Array("0000".utf8))
      case 0x18?: hashes([UInt8](encoded), width: 8, after: Array("0000".utf8))
      case let width? where (5...8).contains(width): hashes([UInt8](encoded), width: Int(width), after: [])
      default: hashes(inText: encoded)
      }
    return written(hashes.mapValues { $0 & 0xFFFF_FFFF })
  }

  // MARK: - Reading

  private static func hashes(_ bytes: [UInt8], width: Int, after start: [UInt8]) -> [List: Int64] {
    var hashes: [List: Int64] = [:]
    var position = 1
    var id = start
    var sku = ""
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard bytes.count - position >= count else { return nil }
      defer { position += count }
      return bytes[position..<position + count]
    }
    func name() -> ArraySlice<UInt8>? { take(1)?.first.flatMap { take(Int($0)) } }
    func keep(_ segment: String) -> Bool {
      guard let hash = take(width) else { return false }
      hashes[List(sku: sku, segment: segment)] = Int64(
        bitPattern: hash.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      return true
    }
    while let mark = take(1)?.first {
      switch mark {
      case 0: guard keep("") else { return hashes }
      case 1: guard keep("nonprofit") else { return hashes }
      case 2:
        guard let name = name(), keep(String(decoding: name, as: UTF8.self)) else { return hashes }
      case 3:
        guard let count = take(1)?.first else { return hashes }
        for _ in 0..<count {
          guard let next = next(after: id) else { return hashes }
          id = next
          sku = String(decoding: id, as: UTF8.self)
          guard keep("") else { return hashes }
        }
      case 16...:
        guard let tail = name() else { return hashes }
        id = Array(id.prefix(Int(mark - 16))) + tail
        sku = String(decoding: id, as: UTF8.self)
      default: return hashes
      }
    }
    return hashes
  }

  /// `sku␟segment␟hash` to the base 36, U+001E between the lists.
  private static func hashes(inText text: Data) -> [List: Int64] {
    var hashes: [List: Int64] = [:]
    for line in String(decoding: text, as: UTF8.self).split(separator: "\u{1E}") {
      let parts = line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, let bits = UInt64(parts[2], radix: 36) else { continue }
      hashes[List(sku: parts[0], segment: parts[1])] = Int64(bitPattern: bits)
    }
    return hashes
  }

  // MARK: - Writing

  private static let digits = Array("0123456789BCDFGHJKLMNPQRSTVWXZ".utf8)

  private static func next(after id: [UInt8]) -> [UInt8]? {
    guard let last = id.last, let value = digits.firstIndex(of: last), value + 1 < digits.count else { return nil }
    return id.dropLast() + [digits[value + 1]]
  }

  private static func written(_ hashes: [List: Int64]) -> Data {
    var bytes: [UInt8] = [0x14]
    // A name whose length is no byte leaves nothing: part of the hashes would pass for all of them.
    guard hashes.keys.allSatisfy({ $0.sku.utf8.count <= 255 && $0.segment.utf8.count <= 255 }) else {
      return Data(bytes)
    }
    var sku = Array("0000".utf8)
    var run: Int?
    var isNext = false
    func tell(_ id: [UInt8], after sku: [UInt8]) {
      var common = 0
      while common < 15, common < sku.count, common < id.count, sku[common] == id[common] { common += 1 }
      bytes += [16 + UInt8(common), UInt8(id.count - common)]
      bytes += id[common...]
    }
    func append(_ hash: Int64) { withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0.prefix(4)) } }
    var before = ""
    for list in hashes.keys.sorted(by: isBefore) {
      let hash = hashes[list] ?? 0
      if list.sku != before, !list.sku.isEmpty {
        before = list.sku
        let id = Array(list.sku.utf8)
        isNext = next(after: sku) == id
        if !isNext {
          tell(id, after: sku)
          run = nil
        }
        sku = id
      }
      if isNext {
        isNext = false
        if list.segment.isEmpty {
          if let run, bytes[run] < 255 {
            bytes[run] += 1
          } else {
            bytes += [3, 1]
            run = bytes.count - 1
          }
          append(hash)
          continue
        }
        tell(sku, after: [])
      }
      switch list.segment {
      case "": bytes.append(0)
      case "nonprofit": bytes.append(1)
      default:
        bytes += [2, UInt8(list.segment.utf8.count)]
        bytes += Array(list.segment.utf8)
      }
      run = nil
      append(hash)
    }
    return Data(bytes)
  }

  private static func isBefore(_ left: List, _ right: List) -> Bool {
    if left.sku != right.sku { return left.sku.utf8.lexicographicallyPrecedes(right.sku.utf8) }
    return left.segment < right.segment
  }

  // MARK: - Availability ids

  /// The number of an id whose product has the same beginning; `nil` where the id is stored in full.
  static func number(of id: [UInt8], product: [UInt8]) -> Int64? {
    let beginning = product.count - 5
    guard id.count == product.count, beginning > 0, product.allSatisfy({ $0 < 0x80 }),
      id[..<beginning] == product[..<beginning]
    else { return nil }
    var number: Int64 = 0
    for character in id[beginning...] {
      guard let value = digits.firstIndex(of: character) else { return nil }
      number = number * 30 + Int64(value)
    }
    return number - (1 << 23)
  }
}
