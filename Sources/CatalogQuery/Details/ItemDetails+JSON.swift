import CatalogModel
import Foundation

extension ItemDetails: Codable {
  enum CodingKeys: String, CodingKey {
    case productID = "productId"
    case title, description, productType, productSubType, publisher, isMicrosoftProduct, places, skus, removed, history
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    productID = try container.decode(ProductID.self, forKey: .productID)
    title = try container.decode(String.self, forKey: .title)
    description = try container.decode(String.self, forKey: .description)
    productType = try container.decode(String.self, forKey: .productType)
    productSubType = try container.decode(String.self, forKey: .productSubType)
    publisher = try container.decode(String.self, forKey: .publisher)
    isMicrosoftProduct = try container.decodeIfPresent(Bool.self, forKey: .isMicrosoftProduct)
    places = try container.decode([ProductPlace].self, forKey: .places)
    skus = try container.decode([SKUDetails].self, forKey: .skus)
    removed = try container.decode([RemovedItem].self, forKey: .removed)
    history = try container.decode([ChangeRecord].self, forKey: .history)
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

extension ProductPlace: Codable {
  enum CodingKeys: String, CodingKey { case market, reservationScope, firstSeenAt, confirmedAt, ageSeconds, removedAt }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    market = try container.decode(Market.self, forKey: .market)
    reservationScope = try container.decodeIfPresent(ReservationScope.self, forKey: .reservationScope)
    firstSeenAt = try container.time(forKey: .firstSeenAt)
    confirmedAt = try container.time(forKey: .confirmedAt)
    ageSeconds = try container.decode(Int.self, forKey: .ageSeconds)
    removedAt = try container.timeIfPresent(forKey: .removedAt)
  }

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

extension SKUDetails: Codable {
  enum CodingKeys: String, CodingKey {
    case skuID = "skuId"
    case title, description, minimumQuantity, maximumQuantity, isTrial, purchasePrerequisites, inventoryVariables
    case provisioningVariables, billingCycles, attributes, attestation
    case prerequisiteSKUs = "prerequisiteSkus"
    case offerMatrix, markets, items
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    skuID = try container.decode(SKUID.self, forKey: .skuID)
    title = try container.decode(String.self, forKey: .title)
    description = try container.decode(String.self, forKey: .description)
    minimumQuantity = try container.decode(Int.self, forKey: .minimumQuantity)
    maximumQuantity = try container.decode(Int.self, forKey: .maximumQuantity)
    isTrial = try container.decode(Bool.self, forKey: .isTrial)
    purchasePrerequisites = try container.decode([String].self, forKey: .purchasePrerequisites)
    inventoryVariables = try container.decode([String].self, forKey: .inventoryVariables)
    provisioningVariables = try container.decode([String].self, forKey: .provisioningVariables)
    billingCycles = try container.decode([String].self, forKey: .billingCycles)
    attributes = try container.decode(JSONFragment.self, forKey: .attributes).text
    attestation = try container.decodeIfPresent(String.self, forKey: .attestation)
    prerequisiteSKUs = try container.decode([String].self, forKey: .prerequisiteSKUs).compactMap {
      ItemReference(parsing: $0)?.sku
    }
    offerMatrix = try container.decodeIfPresent(OfferLimits.self, forKey: .offerMatrix)
    markets = try container.decode([Market].self, forKey: .markets)
    items = try container.decode([CatalogItem].self, forKey: .items)
  }

  /// Writes every key, null where there is nothing; the attributes as the object they are. `offerMatrix` is left out where no
  /// matrix lists the SKU.
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
    try container.encodeIfPresent(offerMatrix, forKey: .offerMatrix)
    try container.encode(markets, forKey: .markets)
    try container.encode(items, forKey: .items)
  }
}

extension RemovedItem: Codable {
  enum CodingKeys: String, CodingKey {
    case catalogItemID = "catalogItemId"
    case skuID = "skuId"
    case market, segment, reservationScope, firstSeenAt, removedAt
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    catalogItemID = try container.decode(CatalogItemID.self, forKey: .catalogItemID)
    skuID = try container.decode(SKUID.self, forKey: .skuID)
    market = try container.decode(Market.self, forKey: .market)
    segment = try container.decode(Segment.self, forKey: .segment)
    reservationScope = try container.decodeIfPresent(ReservationScope.self, forKey: .reservationScope)
    firstSeenAt = try container.time(forKey: .firstSeenAt)
    removedAt = try container.time(forKey: .removedAt)
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
