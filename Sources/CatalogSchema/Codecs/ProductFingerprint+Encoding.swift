package import CatalogModel
package import Foundation

/// The stored form of a fingerprint: compact, for there are fourteen million lists.
///
/// The first byte is the width of a hash, four or eight bytes, and differs from the first byte of earlier forms. The
/// rest is a sequence of marks:
///
/// | mark | followed by |
/// |---|---|
/// | 0 | the hash of a list requested without a segment |
/// | 1 | the hash of a list requested with `nonprofit` |
/// | 2 | another segment, its length in a byte before it, and the hash of its list |
/// | 3 | a count in a byte and as many hashes: lists of the next SKUs, requested without a segment |
/// | 16 and more | the length and the end of a SKU id, which starts with the first (mark - 16) bytes of the previous
/// SKU id |
///
/// Lists without a SKU come first, then those of each SKU in the order of ids. The next SKU id is one higher than the
/// one before: its last character is the next digit of the service. The SKU id before the first is `0000`.
extension ProductFingerprint {
  private enum Mark {
    static let plain: UInt8 = 0, nonprofit: UInt8 = 1, named: UInt8 = 2, run: UInt8 = 3, sku: UInt8 = 16
  }

  /// The forms of this version, by their first byte.
  private enum Form {
    static let narrow: UInt8 = 0x14, wide: UInt8 = 0x18
  }

  /// The longest name, for lengths are bytes.
  private static let longestName = 255

  /// The SKU before the first.
  fileprivate static let start = Array("0000".utf8)

  /// The id after this one, as the service counts; `nil` at the end of ten digits and twenty consonants.
  fileprivate static func next(after id: [UInt8]) -> [UInt8]? {
    guard let last = id.last, successors[Int(last)] != 0 else { return nil }
    var next = id
    next[next.count - 1] = successors[Int(last)]
    return next
  }

  /// By character: the one after it, 0 for none.
  private static let successors: [UInt8] = {
    var successors = [UInt8](repeating: 0, count: 256)
    for (digit, next) in zip(ServiceDigits.all, ServiceDigits.all.dropFirst()) { successors[Int(digit)] = next }
    return successors
  }()

  /// Writes the stored form, list by list.
  package struct Encoder {
    package private(set) var bytes: [UInt8] = []
    private let width: Int
    private var sku = ProductFingerprint.start
    /// The position of the count of the current run, whose last list is that of the SKU.
    private var run: Int?
    /// A SKU that may be the next of a run: its list tells.
    private var isNext = false

    /// - Parameter isNarrow: no hash has more than 32 bits.
    package init(isNarrow: Bool) {
      width = isNarrow ? 4 : 8
      bytes.append(isNarrow ? Form.narrow : Form.wide)
    }

    package mutating func reset() {
      bytes.removeSubrange(1...)
      sku = ProductFingerprint.start
      run = nil
      isNext = false
    }

    /// - Parameter id: comes after those before it.
    package mutating func begin(sku id: SKUID) {
      let id = Array(id.rawValue.utf8)
      isNext = ProductFingerprint.next(after: sku) == id
      if !isNext {
        tell(id)
        run = nil
      }
      sku = id
    }

    private mutating func tell(_ id: [UInt8]) {
      var common = 0
      while common < 15, common < sku.count, common < id.count, sku[common] == id[common] { common += 1 }
      let rest = id[common...]
      bytes.append(Mark.sku + UInt8(common))
      bytes.append(UInt8(rest.count))
      bytes += rest
    }

    package mutating func add(_ segment: Segment?, _ hash: Int64) {
      if isNext {
        isNext = false
        if segment == nil {
          if let run, bytes[run] < 255 {
            bytes[run] += 1
          } else {
            bytes += [Mark.run, 1]
            run = bytes.count - 1
          }
          return append(hash)
        }
        // The SKU has no such list, so its id is written.
        let id = sku
        sku = []
        tell(id)
        sku = id
      }
      switch segment {
      case nil: bytes.append(Mark.plain)
      case .nonprofit?: bytes.append(Mark.nonprofit)
      case let segment?:
        let name = Array(segment.rawValue.utf8)
        bytes += [Mark.named, UInt8(name.count)]
        bytes += name
      }
      run = nil
      append(hash)
    }

    private mutating func append(_ hash: Int64) {
      withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0.prefix(width)) }
    }
  }

  /// The bytes; equal fingerprints have equal bytes. If a name is too long, the result is empty and the lists are read
  /// every time: part of the hashes would pass for all of them.
  package var encoded: Data {
    let isTellable = hashes.keys.allSatisfy {
      max($0.sku?.rawValue.utf8.count ?? 0, $0.segment?.rawValue.utf8.count ?? 0) <= Self.longestName
    }
    guard isTellable else { return Self().encoded }
    var encoder = Encoder(isNarrow: hashes.values.allSatisfy { (0..<1 << 32).contains($0) })
    var sku: SKUID?
    for list in hashes.keys.sorted(by: Self.isBefore) {
      if let next = list.sku, next != sku { encoder.begin(sku: next) }
      sku = list.sku
      encoder.add(list.segment, hashes[list] ?? 0)
    }
    return Data(encoder.bytes)
  }

  private static func isBefore(_ left: List, _ right: List) -> Bool {
    let (first, second) = (left.sku?.rawValue ?? "", right.sku?.rawValue ?? "")
    if first != second { return first.utf8.lexicographicallyPrecedes(second.utf8) }
    return (left.segment?.rawValue ?? "") < (right.segment?.rawValue ?? "")
  }

  /// Reads either form; what cannot be read is left out: those lists are read as if for the first time.
  package init(encoded: Data) {
    switch encoded.first {
    case Form.narrow?: self.init(Self.hashes(inBytes: [UInt8](encoded), width: 4, after: Self.start))
    case Form.wide?: self.init(Self.hashes(inBytes: [UInt8](encoded), width: 8, after: Self.start))
    default: self.init()
    }
  }

  /// Decodes hashes of a fixed width; the first SKU id is written as the difference to `start`.
  private static func hashes(inBytes bytes: [UInt8], width: Int, after start: [UInt8]) -> [List: Int64] {
    var hashes: [List: Int64] = [:]
    var position = 1
    var id = start
    var sku: SKUID?
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard bytes.count - position >= count else { return nil }
      defer { position += count }
      return bytes[position..<position + count]
    }
    func name() -> ArraySlice<UInt8>? { take(1)?.first.flatMap { take(Int($0)) } }
    func keep(_ segment: Segment?) -> Bool {
      guard let hash = take(width) else { return false }
      let bits = hash.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      hashes[List(sku: sku, segment: segment)] = Int64(bitPattern: bits)
      return true
    }
    while let mark = take(1)?.first {
      switch mark {
      case Mark.plain: guard keep(nil) else { return hashes }
      case Mark.nonprofit: guard keep(.nonprofit) else { return hashes }
      case Mark.named:
        guard let name = name(), keep(Segment(String(decoding: name, as: UTF8.self))) else { return hashes }
      case Mark.run:
        guard let count = take(1)?.first else { return hashes }
        for _ in 0..<count {
          guard let next = next(after: id) else { return hashes }
          id = next
          sku = SKUID(String(decoding: id, as: UTF8.self))
          guard keep(nil) else { return hashes }
        }
      case Mark.sku...:
        guard let tail = name() else { return hashes }
        id = Array(id.prefix(Int(mark - Mark.sku))) + tail
        sku = SKUID(String(decoding: id, as: UTF8.self))
      default: return hashes
      }
    }
    return hashes
  }
}
