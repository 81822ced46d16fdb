import CatalogModel

@testable import CatalogStore

/// An availability in few words.
func item(
  _ id: String, _ segment: Segment = .commercial, currency: String = "EUR", isPurchasable: Bool? = true,
  terms: [String] = ["P1Y"], of sku: String = "P:0001"
) -> AvailabilityContent {
  AvailabilityContent(
    id: AvailabilityID(id), catalogItemID: CatalogItemID("\(sku):\(id)"), segment: segment,
    offer: OfferContent(
      currency: currency, isPurchasable: isPurchasable,
      terms: terms.map { Term(duration: $0, billingCycle: "annual", description: "") }))
}

/// A unit in few words: SKUs with their availabilities.
func unit(_ title: String, _ skus: [SKUID: [AvailabilityContent]]) -> ProductSnapshot {
  ProductSnapshot(
    product: ProductContent(title: title, type: "Azure"),
    skus: skus.mapValues { SKUOffering(content: SKUContent(title: "\(title) SKU"), availabilities: $0) })
}

func unit(_ skus: [SKUID: [AvailabilityContent]]) -> ProductSnapshot { unit("Title", skus) }
