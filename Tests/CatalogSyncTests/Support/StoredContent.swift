import CatalogModel

@testable import CatalogStore

/// The content of an availability; its terms make it distinct from others of the same SKU.
func availability(_ id: String, _ segment: Segment = .commercial, of sku: String = "0001") -> AvailabilityContent {
  AvailabilityContent(
    id: AvailabilityID(id), catalogItemID: CatalogItemID("P:\(sku):\(id)"), segment: segment,
    offer: OfferContent(
      currency: "USD", isPurchasable: true,
      terms: [Term(duration: "P1Y", billingCycle: id, description: "")]))
}

/// The content of a product by its SKUs.
func snapshot(_ skus: [SKUID: [AvailabilityContent]]) -> ProductSnapshot {
  ProductSnapshot(
    product: ProductContent(title: "Product"),
    skus: Dictionary(
      uniqueKeysWithValues: skus.map { ($0, SKUOffering(content: SKUContent(title: "\($0)"), availabilities: $1)) }))
}

/// The same content as stored.
func stored(_ skus: [SKUID: [AvailabilityContent]]) -> StoredUnit {
  let content = snapshot(skus)
  return StoredUnit(
    product: content.product,
    skus: content.skus.mapValues { sku in
      StoredSKU(
        content: sku.content,
        availabilities: sku.availabilities.enumerated().map {
          StoredAvailability(content: $1, ordinal: $0, firstSeen: 1)
        })
    }, removed: [:], isRemoved: false)
}
