import CatalogModel
import Foundation

extension ItemDetails: Encodable {
  enum CodingKeys: String, CodingKey {
    case productID = "productId"
    case title, description, productType, productSubType, publisher, isMicrosoftProduct, places, skus, removed, history
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(productID, forKey: .productID)
    try container.encode(title, forKey: .title)
    try container.encode(description, forKey: .description)
    try container.encode(productType, forKey: .productType)
    try container.encode(productSubType, forKey: .productSubType)
    try container.encode(publisher, forKey: .publisher)
    try container.encode(isMicrosoftProduct, forKey: .isMicrosoftProduct)
    try container.encode(places, forKey: .places)
    try container.encode(skus, forKey: .skus)
    try container.encode(removed, forKey: .removed)
    try container.encode(history, forKey: .history)
  }
}

extension ProductPlace: Encodable {
  enum CodingKeys: String, CodingKey { case market, reservationScope, firstSeenAt, confirmedAt, ageSeconds, removedAt }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(market, forKey: .market)
    try container.encode(reservationScope, forKey: .reservationScope)
    try container.encode(firstSeenAt.iso8601Text, forKey: .firstSeenAt)
    try container.encode(confirmedAt.iso8601Text, forKey: .confirmedAt)
    try container.encode(ageSeconds, forKey: .ageSeconds)
    try container.encode(removedAt?.iso8601Text, forKey: .removedAt)
  }
}

extension SKUDetails: Encodable {
  enum CodingKeys: String, CodingKey {
    case skuID = "skuId"
    case title, description, minimumQuantity, maximumQuantity, isTrial, purchasePrerequisites, inventoryVariables
    case provisioningVariables, billingCycles, attributes, attestation
    case prerequisiteSKUs = "prerequisiteSkus"
    case markets, items
  }

  /// Writes every key, null where there is nothing; the attributes as the object they are.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(skuID, forKey: .skuID)
    try container.encode(title, forKey: .title)
    try container.encode(description, forKey: .description)
    try container.encode(minimumQuantity, forKey: .minimumQuantity)
    try container.encode(maximumQuantity, forKey: .maximumQuantity)
    try container.encode(isTrial, forKey: .isTrial)
    try container.encode(purchasePrerequisites, forKey: .purchasePrerequisites)
    try container.encode(inventoryVariables, forKey: .inventoryVariables)
    try container.encode(provisioningVariables, forKey: .provisioningVariables)
    try container.encode(billingCycles, forKey: .billingCycles)
    try container.encode(JSONFragment(canonical: attributes), forKey: .attributes)
    try container.encode(attestation, forKey: .attestation)
    try container.encode(prerequisiteSKUs.map(\.description), forKey: .prerequisiteSKUs)
    try container.encode(markets, forKey: .markets)
    try container.encode(items, forKey: .items)
  }
}

extension RemovedItem: Encodable {
  enum CodingKeys: String, CodingKey {
    case catalogItemID = "catalogItemId"
    case skuID = "skuId"
    case market, segment, reservationScope, firstSeenAt, removedAt
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(catalogItemID, forKey: .catalogItemID)
    try container.encode(skuID, forKey: .skuID)
    try container.encode(market, forKey: .market)
    try container.encode(segment, forKey: .segment)
    try container.encode(reservationScope, forKey: .reservationScope)
    try container.encode(firstSeenAt.iso8601Text, forKey: .firstSeenAt)
    try container.encode(removedAt.iso8601Text, forKey: .removedAt)
  }
}
