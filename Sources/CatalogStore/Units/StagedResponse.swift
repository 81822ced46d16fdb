package import CatalogModel

/// The content of one list below a product, stored until the product is complete.
package enum StagedResponse: Sendable, Hashable, Codable {
  /// The SKUs in the order received.
  case skus([StagedSKU])
  case availabilities([AvailabilityContent])
}

/// A SKU of a staged list.
package struct StagedSKU: Sendable, Hashable, Codable {
  package var id: SKUID
  package var content: SKUContent

  package init(id: SKUID, content: SKUContent) {
    self.id = id
    self.content = content
  }
}
