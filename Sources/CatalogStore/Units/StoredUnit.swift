package import CatalogModel

/// A product snapshot as stored.
package struct StoredUnit: Sendable, Hashable {
  package var product: ProductContent
  package var skus: [SKUID: StoredSKU]
  /// Availabilities that are gone, by SKU; the latest removal first.
  var removed: [SKUID: [RemovedAvailability]]
  /// Whether the whole product is gone.
  package var isRemoved: Bool
  /// Whether an earlier version read it, which kept less of its terms.
  package var lacksTermDetails = false

  /// The offer of one of its availabilities as it is to be compared with a later reading of the same: what was never
  /// read is no difference.
  package func comparable(_ offer: OfferContent, with new: OfferContent) -> OfferContent {
    lacksTermDetails ? offer.filled(from: new) : offer
  }

  /// How many catalog items go with something that is missing.
  package func items(in missing: MissingItem) -> Int {
    switch missing {
    case .sku(let sku): skus[sku]?.availabilities.count ?? 0
    case .availability: 1
    }
  }

  /// Stored items that a new reading lacks; none for a removed product.
  package func missing(from content: ProductSnapshot?) -> [MissingItem] {
    if isRemoved { return [] }
    return skus.sorted { $0.key < $1.key }.flatMap { sku, old -> [MissingItem] in
      guard let new = content?.skus[sku] else { return [.sku(sku)] }
      let before = old.availabilities.map(\.content)
      return AvailabilityPairing(old: before, new: new.availabilities).removed.map {
        .availability(sku, before[$0].id, before[$0].segment)
      }
    }
  }

  /// The content that means no change.
  package var content: ProductSnapshot {
    ProductSnapshot(
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
