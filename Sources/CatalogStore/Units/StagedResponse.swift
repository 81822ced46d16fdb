public import CatalogModel

/// What one list below a product said, kept until its unit is whole.
public enum StagedResponse: Sendable, Hashable, Codable {
  /// The SKUs in the order received.
  case skus([StagedSKU])
  case availabilities([AvailabilityContent])
}

/// A SKU of a staged list.
public struct StagedSKU: Sendable, Hashable, Codable {
  public var id: SKUID
  public var content: SKUContent

  public init(id: SKUID, content: SKUContent) {
    self.id = id
    self.content = content
  }
}
