public import CatalogModel

/// One availability of a complete crawl: a row of the view `catalog_items`, without the columns that depend on the
/// reader (locale, first_seen_at, confirmed_at).
///
/// As JSON the keys are the columns, flags are 0 or 1 as in the view, lists are arrays, and absent values are null.
public struct ExpectedItem: Sendable, Hashable, Codable {
  /// ISO 3166 code, upper case.
  public var market: String
  /// `commercial`, `education`, `government` or `nonprofit`.
  public var segment: String
  /// `AzurePlan` for reservations of that reading, `nil` for everything else.
  public var reservationScope: String?
  /// The product id.
  public var productID: String
  /// The SKU id, unique within the product.
  public var skuID: String
  /// The availability id, unique within the SKU.
  public var availabilityID: String
  /// `PRODUCT:SKU:AVAILABILITY`; a legacy offer has its offer id alone.
  public var catalogItemID: String
  /// In the locale of the crawl.
  public var productTitle: String
  /// In the locale of the crawl.
  public var skuTitle: String
  /// `Azure`, `OnlineServicesNCE`, `Software`; `nil` where the response has none.
  public var productType: String?
  /// `VirtualMachines` and others; `nil` where the type has none.
  public var productSubtype: String?
  /// The publisher's name; `nil` where the response has none.
  public var publisher: String?
  /// ISO 4217.
  public var currency: String
  /// As served.
  public var isPurchasable: Bool
  /// As served.
  public var isRenewable: Bool
  /// As served with the SKU.
  public var isTrial: Bool
  /// At least 1.
  public var minimumQuantity: Int
  /// 999999999 for no limit.
  public var maximumQuantity: Int
  /// In the order served; empty for perpetual software.
  public var terms: [Term]
  /// In the order served; empty where there are none.
  public var purchasePrerequisites: [String]
  /// In the order served; empty where there are none.
  public var inventoryVariables: [String]
  /// Whether the prerequisites include `InventoryCheck`.
  public var requiresInventoryCheck: Bool

  enum CodingKeys: String, CodingKey, CaseIterable {
    case market, segment
    case reservationScope = "reservation_scope"
    case productID = "product_id"
    case skuID = "sku_id"
    case availabilityID = "availability_id"
    case catalogItemID = "catalog_item_id"
    case productTitle = "product_title"
    case skuTitle = "sku_title"
    case productType = "product_type"
    case productSubtype = "product_subtype"
    case publisher, currency
    case isPurchasable = "is_purchasable"
    case isRenewable = "is_renewable"
    case isTrial = "is_trial"
    case minimumQuantity = "minimum_quantity"
    case maximumQuantity = "maximum_quantity"
    case terms
    case purchasePrerequisites = "purchase_prerequisites"
    case inventoryVariables = "inventory_variables"
    case requiresInventoryCheck = "requires_inventory_check"
  }

  /// Writes null for absent values, so that every key is present.
  public func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(market, forKey: .market)
    try row.encode(segment, forKey: .segment)
    try row.encode(reservationScope, forKey: .reservationScope)
    try row.encode(productID, forKey: .productID)
    try row.encode(skuID, forKey: .skuID)
    try row.encode(availabilityID, forKey: .availabilityID)
    try row.encode(catalogItemID, forKey: .catalogItemID)
    try row.encode(productTitle, forKey: .productTitle)
    try row.encode(skuTitle, forKey: .skuTitle)
    try row.encode(productType, forKey: .productType)
    try row.encode(productSubtype, forKey: .productSubtype)
    try row.encode(publisher, forKey: .publisher)
    try row.encode(currency, forKey: .currency)
    try row.encode(isPurchasable ? 1 : 0, forKey: .isPurchasable)
    try row.encode(isRenewable ? 1 : 0, forKey: .isRenewable)
    try row.encode(isTrial ? 1 : 0, forKey: .isTrial)
    try row.encode(minimumQuantity, forKey: .minimumQuantity)
    try row.encode(maximumQuantity, forKey: .maximumQuantity)
    try row.encode(terms, forKey: .terms)
    try row.encode(purchasePrerequisites, forKey: .purchasePrerequisites)
    try row.encode(inventoryVariables, forKey: .inventoryVariables)
    try row.encode(requiresInventoryCheck ? 1 : 0, forKey: .requiresInventoryCheck)
  }
}

extension ExpectedItem {
  /// Reads a line of ``jsonLine()``; flags are 0 or 1.
  ///
  /// - Throws: `DecodingError` where a key that is never null is missing.
  public init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: CodingKeys.self)
    func flag(_ key: CodingKeys) throws -> Bool { try row.decode(Int.self, forKey: key) != 0 }
    market = try row.decode(String.self, forKey: .market)
    segment = try row.decode(String.self, forKey: .segment)
    reservationScope = try row.decodeIfPresent(String.self, forKey: .reservationScope)
    productID = try row.decode(String.self, forKey: .productID)
    skuID = try row.decode(String.self, forKey: .skuID)
    availabilityID = try row.decode(String.self, forKey: .availabilityID)
    catalogItemID = try row.decode(String.self, forKey: .catalogItemID)
    productTitle = try row.decode(String.self, forKey: .productTitle)
    skuTitle = try row.decode(String.self, forKey: .skuTitle)
    productType = try row.decodeIfPresent(String.self, forKey: .productType)
    productSubtype = try row.decodeIfPresent(String.self, forKey: .productSubtype)
    publisher = try row.decodeIfPresent(String.self, forKey: .publisher)
    currency = try row.decode(String.self, forKey: .currency)
    isPurchasable = try flag(.isPurchasable)
    isRenewable = try flag(.isRenewable)
    isTrial = try flag(.isTrial)
    minimumQuantity = try row.decode(Int.self, forKey: .minimumQuantity)
    maximumQuantity = try row.decode(Int.self, forKey: .maximumQuantity)
    terms = try row.decode([Term].self, forKey: .terms)
    purchasePrerequisites = try row.decode([String].self, forKey: .purchasePrerequisites)
    inventoryVariables = try row.decode([String].self, forKey: .inventoryVariables)
    requiresInventoryCheck = try flag(.requiresInventoryCheck)
  }
}

extension ExpectedItem: Comparable {
  /// By market, product, SKU, scope (none first), segment, availability.
  public static func < (left: Self, right: Self) -> Bool {
    (left.market, left.productID, left.skuID, left.reservationScope ?? "", left.segment, left.availabilityID)
      < (right.market, right.productID, right.skuID, right.reservationScope ?? "", right.segment, right.availabilityID)
  }
}
