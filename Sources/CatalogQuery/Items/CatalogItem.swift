public import CatalogModel
public import Foundation

/// One availability of one SKU: the subject of an order line, with everything needed to choose it.
///
/// Encodes as ITEM of the JSON contract.
public struct CatalogItem: Sendable, Hashable {
  /// The id of an order line. The service reissues it now and then: see ``confirmedAt``.
  public var catalogItemID: CatalogItemID
  /// The product of the item.
  public var productID: ProductID
  /// The SKU; a key only together with ``productID``, as in ``sku``.
  public var skuID: SKUID
  /// The availability; a key only within its SKU, and reissued together with ``catalogItemID``.
  public var availabilityID: AvailabilityID
  /// The market the item is sold in.
  public var market: Market
  /// The segment of customers that can buy the item.
  public var segment: Segment
  /// Set for reservation products read under an Azure plan.
  public var reservationScope: ReservationScope?
  /// The title of the product, exactly as received: control characters included.
  public var productTitle: String
  /// The title of the SKU, as received.
  public var skuTitle: String
  /// The id of the product type, such as `OnlineServicesNCE` or `Software`; empty where the service gives none.
  public var productType: String
  /// The id of the sub-type; empty where the service gives none.
  public var productSubType: String
  /// The publisher; empty where the service gives none.
  public var publisher: String
  /// The currency, ISO 4217.
  public var currency: String
  /// Whether it can be bought; `nil` where the service does not say.
  public var isPurchasable: Bool?
  /// Whether a subscription can be renewed.
  public var isRenewable: Bool
  /// Whether the SKU is a trial.
  public var isTrial: Bool
  /// The smallest quantity of an order.
  public var minimumQuantity: Int
  /// The largest quantity of an order; 999999999 means no limit.
  public var maximumQuantity: Int
  /// The terms in the order of the service; empty for perpetual software.
  public var terms: [Term]
  /// The terms of a renewal, by the ids of terms, as received: `[]` where the service says nothing.
  public var renewalInstructions: JSONFragment
  /// The prerequisites of an order, such as `InventoryCheck`, as received; empty for none.
  public var purchasePrerequisites: [String]
  /// The variables of an inventory check, such as `ArmRegionName`; empty where it takes none.
  public var inventoryVariables: [String]
  /// What the SKU provisions: the `skuId` of Microsoft Graph, a GUID in lower case; `nil` where the service does not say, as of
  /// everything but new-commerce licences. Source: `dynamicAttributes.provisioningId` of a SKU.
  public var provisioningID: String?
  /// When the service last showed the item as it is here.
  public var confirmedAt: Date
  /// Whole seconds between ``confirmedAt`` and the moment of the answer; since 1970 where that lies in the future, for
  /// a future time confirms nothing.
  public var ageSeconds: Int
  /// The prices of its terms; `nil` where nobody reads price sheets.
  public var prices: [ItemPrice]?

  /// The ``maximumQuantity`` of an item without a limit.
  public static let unlimitedQuantity = 999_999_999

  /// The SKU by its full name.
  public var sku: SKUReference { SKUReference(productID, skuID) }

  /// The SKU's title, preceded by the product's unless it contains it: `SQL Server 2022 · Standard 2 Core`.
  public var displayTitle: String {
    if skuTitle.isEmpty { return productTitle }
    let isPart = productTitle.isEmpty || skuTitle.lowercased().contains(productTitle.lowercased())
    return isPart ? skuTitle : "\(productTitle) · \(skuTitle)"
  }

  /// `commercial`, and for a reservation under an Azure plan `commercial, AzurePlan`.
  package var displaySegment: String {
    [segment.rawValue, reservationScope?.rawValue].compactMap(\.self).joined(separator: ", ")
  }
}

extension CatalogItem: Codable {
  enum CodingKeys: String, CodingKey {
    case catalogItemID = "catalogItemId"
    case productID = "productId"
    case skuID = "skuId"
    case availabilityID = "availabilityId"
    case market, segment, reservationScope, productTitle, skuTitle, productType, productSubType, publisher, currency
    case isPurchasable, isTrial, minimumQuantity, maximumQuantity, terms, renewalInstructions
    case purchasePrerequisites, inventoryVariables, confirmedAt, ageSeconds
    case provisioningID = "provisioningId"
    case isRenewable, prices
  }

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    catalogItemID = try container.decode(CatalogItemID.self, forKey: .catalogItemID)
    productID = try container.decode(ProductID.self, forKey: .productID)
    skuID = try container.decode(SKUID.self, forKey: .skuID)
    availabilityID = try container.decode(AvailabilityID.self, forKey: .availabilityID)
    market = try container.decode(Market.self, forKey: .market)
    segment = try container.decode(Segment.self, forKey: .segment)
    reservationScope = try container.decodeIfPresent(ReservationScope.self, forKey: .reservationScope)
    productTitle = try container.decode(String.self, forKey: .productTitle)
    skuTitle = try container.decode(String.self, forKey: .skuTitle)
    productType = try container.decode(String.self, forKey: .productType)
    productSubType = try container.decode(String.self, forKey: .productSubType)
    publisher = try container.decode(String.self, forKey: .publisher)
    currency = try container.decode(String.self, forKey: .currency)
    isPurchasable = try container.decodeIfPresent(Bool.self, forKey: .isPurchasable)
    isRenewable = try container.decode(Bool.self, forKey: .isRenewable)
    isTrial = try container.decode(Bool.self, forKey: .isTrial)
    minimumQuantity = try container.decode(Int.self, forKey: .minimumQuantity)
    maximumQuantity = try container.decode(Int.self, forKey: .maximumQuantity)
    terms = try container.decode([Term].self, forKey: .terms)
    renewalInstructions = try container.decode(JSONFragment.self, forKey: .renewalInstructions)
    purchasePrerequisites = try container.decode([String].self, forKey: .purchasePrerequisites)
    inventoryVariables = try container.decode([String].self, forKey: .inventoryVariables)
    provisioningID = try container.decodeIfPresent(String.self, forKey: .provisioningID)
    confirmedAt = try container.time(forKey: .confirmedAt)
    ageSeconds = try container.decode(Int.self, forKey: .ageSeconds)
    prices = try container.decodeIfPresent([ItemPrice].self, forKey: .prices)
  }

  /// Writes every key of the contract and no other; null where the service says nothing. `prices` is left out where nobody
  /// reads price sheets.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(catalogItemID, forKey: .catalogItemID)
    try container.encode(productID, forKey: .productID)
    try container.encode(skuID, forKey: .skuID)
    try container.encode(availabilityID, forKey: .availabilityID)
    try container.encode(market, forKey: .market)
    try container.encode(segment, forKey: .segment)
    try container.encode(reservationScope, forKey: .reservationScope)
    try container.encode(productTitle, forKey: .productTitle)
    try container.encode(skuTitle, forKey: .skuTitle)
    try container.encode(productType, forKey: .productType)
    try container.encode(productSubType, forKey: .productSubType)
    try container.encode(publisher, forKey: .publisher)
    try container.encode(currency, forKey: .currency)
    try container.encode(isPurchasable, forKey: .isPurchasable)
    try container.encode(isTrial, forKey: .isTrial)
    try container.encode(minimumQuantity, forKey: .minimumQuantity)
    try container.encode(maximumQuantity, forKey: .maximumQuantity)
    try container.encode(terms, forKey: .terms)
    try container.encode(renewalInstructions, forKey: .renewalInstructions)
    try container.encode(purchasePrerequisites, forKey: .purchasePrerequisites)
    try container.encode(inventoryVariables, forKey: .inventoryVariables)
    try container.encode(confirmedAt.iso8601Text, forKey: .confirmedAt)
    try container.encode(ageSeconds, forKey: .ageSeconds)
    try container.encode(provisioningID, forKey: .provisioningID)
    try container.encode(isRenewable, forKey: .isRenewable)
    try container.encodeIfPresent(prices, forKey: .prices)
  }
}
