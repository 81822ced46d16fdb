public import CatalogModel

/// A part of a unit: all of it, a SKU, or an availability.
public struct ProductPart: Hashable, Sendable {
  /// `nil` for the whole product.
  public var sku: SKUID?
  /// `nil` for the whole SKU.
  public var availability: AvailabilityID?

  public init(sku: SKUID? = nil, availability: AvailabilityID? = nil) {
    self.sku = sku
    self.availability = availability
  }

  public init(_ missing: MissingItem) {
    switch missing {
    case .sku(let sku): self.init(sku: sku)
    case .availability(let sku, let availability, _): self.init(sku: sku, availability: availability)
    }
  }
}
