public import CatalogModel
import Foundation

/// The hashes of the bodies a unit was last read from: a body with the same hash need not be decoded.
public struct UnitFingerprint: Sendable, Hashable {
  /// A list below a product: its SKUs, or the availabilities of one of them, asked for with a segment or without.
  public struct List: Sendable, Hashable {
    public var sku: SKUID?
    public var segment: Segment?

    public init(sku: SKUID? = nil, segment: Segment? = nil) {
      self.sku = sku
      self.segment = segment
    }
  }

  public var hashes: [List: Int64]

  public init(_ hashes: [List: Int64] = [:]) { self.hashes = hashes }

  /// One line a list, in a fixed order, so that equal fingerprints are equal bytes.
  var encoded: Data {
    let lines = hashes.map { list, hash in
      "\(list.sku?.rawValue ?? "")\u{1F}\(list.segment?.rawValue ?? "")\u{1F}\(String(UInt64(bitPattern: hash), radix: 36))"
    }
    return Data(lines.sorted().joined(separator: "\u{1E}").utf8)
  }

  init(encoded: Data) {
    hashes = [:]
    for line in String(decoding: encoded, as: UTF8.self).split(separator: "\u{1E}") {
      let parts = line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, let bits = UInt64(parts[2], radix: 36) else { continue }
      hashes[
        List(
          sku: parts[0].isEmpty ? nil : SKUID(parts[0]),
          segment: parts[1].isEmpty ? nil : Segment(parts[1]))] = Int64(bitPattern: bits)
    }
  }
}
