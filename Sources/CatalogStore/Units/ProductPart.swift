package import CatalogModel

/// A part of a product: all of it, a SKU, or an availability.
package struct ProductPart: Hashable, Sendable {
  /// `nil` for the whole product.
  package var sku: SKUID?
  /// `nil` for the whole SKU.
  package var availability: AvailabilityID?

  package init(sku: SKUID? = nil, availability: AvailabilityID? = nil) {
    self.sku = sku
    self.availability = availability
  }

  package init(_ missing: MissingItem) {
    switch missing {
    case .sku(let sku): self.init(sku: sku)
    case .availability(let sku, let availability, _): self.init(sku: sku, availability: availability)
    }
  }
}
