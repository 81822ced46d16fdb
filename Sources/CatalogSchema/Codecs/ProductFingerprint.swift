public import CatalogModel

/// The hashes of the bodies a unit was last read from: a body with the same hash need not be decoded.
public struct ProductFingerprint: Sendable, Hashable {
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
}
