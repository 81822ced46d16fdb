public import CatalogModel

/// The hashes of the bodies of a product's last reading: a body with the same hash need not be decoded.
public struct ProductFingerprint: Sendable, Hashable {
  /// A list below a product: its SKUs, or the availabilities of one of them, asked for with a segment or without.
  public struct List: Sendable, Hashable {
    /// The SKU whose availabilities are listed; `nil` for the list of SKUs.
    public var sku: SKUID?
    /// The segment that was asked for; `nil` for a request without one.
    public var segment: Segment?

    /// A list; without arguments, that of the SKUs.
    public init(sku: SKUID? = nil, segment: Segment? = nil) {
      self.sku = sku
      self.segment = segment
    }
  }

  /// The hash of each body, by list; a list that is absent was not read.
  public var hashes: [List: Int64]

  /// A fingerprint; by default that of a product that was never read.
  public init(_ hashes: [List: Int64] = [:]) { self.hashes = hashes }
}
