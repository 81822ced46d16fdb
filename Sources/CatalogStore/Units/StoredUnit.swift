package import CatalogModel

/// A unit as the store holds it.
package struct StoredUnit: Sendable, Hashable {
  package var product: ProductContent
  package var skus: [SKUID: StoredSKU]
  /// Availabilities that are gone, by SKU; the latest removal first.
  var removed: [SKUID: [RemovedAvailability]]
  /// Whether the whole product is gone.
  package var isRemoved: Bool

  /// How many catalog items go with something that is missing.
  package func items(in missing: MissingItem) -> Int {
    switch missing {
    case .sku(let sku): skus[sku]?.availabilities.count ?? 0
    case .availability: 1
    }
  }

  /// What the service would have to show for nothing to have changed.
  package var content: UnitContent {
    UnitContent(
      product: product,
      skus: skus.mapValues { SKUOffering(content: $0.content, availabilities: $0.availabilities.map(\.content)) })
  }
}

package struct StoredSKU: Sendable, Hashable {
  package var content: SKUContent
  package var availabilities: [StoredAvailability]
}

package struct StoredAvailability: Sendable, Hashable {
  package var content: AvailabilityContent
  var ordinal: Int
  var firstSeen: Int64
}

struct RemovedAvailability: Sendable, Hashable {
  var rowID: Int64
  var content: AvailabilityContent
  var firstSeen: Int64
}
