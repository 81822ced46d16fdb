public import CatalogModel

/// One line of a plan: the item with all that its cart line holds, the checks, and the price where it is known.
public struct PlannedLine: Sendable, Hashable, Decodable {
  /// The item to order.
  public var catalogItemID: CatalogItemID
  /// The title of the SKU when the plan was made.
  public var title: String
  /// Licences or instances, 1 or more.
  public var quantity: Int
  /// `P1Y`; `nil` for an item without a term.
  public var termDuration: String?
  /// In the cart's spelling: `monthly`, `one_time`, `none`, …
  public var billingCycle: String
  /// The promotion to apply; `nil` for none.
  public var promotionID: String?
  /// The end of the first term, ISO 8601, as the service offered it; `nil` for a whole term.
  public var customTermEndDate: String?
  /// The term after a trial, ISO 8601; `nil` for what is no trial.
  public var renewsTo: String?
  /// The hourly amount of a savings plan, before tax; `nil` for anything else.
  public var commitment: Money?
  /// The provisioning variables with their values.
  public var provisioningContext: [String: String]
  /// Whether the user made the attestations that the cart asks for.
  public var attestation: Bool
  /// The checks of the line when the plan was made.
  public var checks: [PurchaseCheck]
  /// The price in a cart; `nil` for unknown.
  public var price: LinePrice?

  /// Creates a line; nothing is checked.
  public init(
    catalogItemID: CatalogItemID, title: String, quantity: Int, termDuration: String? = nil, billingCycle: String,
    promotionID: String? = nil, customTermEndDate: String? = nil, renewsTo: String? = nil, commitment: Money? = nil,
    provisioningContext: [String: String] = [:], attestation: Bool = false, checks: [PurchaseCheck] = [],
    price: LinePrice? = nil
  ) {
    self.catalogItemID = catalogItemID
    self.title = title
    self.quantity = quantity
    self.termDuration = termDuration
    self.billingCycle = billingCycle
    self.promotionID = promotionID
    self.customTermEndDate = customTermEndDate
    self.renewsTo = renewsTo
    self.commitment = commitment
    self.provisioningContext = provisioningContext
    self.attestation = attestation
    self.checks = checks
    self.price = price
  }

  enum CodingKeys: String, CodingKey {
    case catalogItemID = "catalogItemId"
    case title, quantity, termDuration, billingCycle
    case promotionID = "promotionId"
    case customTermEndDate, renewsTo, commitment, provisioningContext, attestation, checks, price
  }

  /// The SKU of the item: `product:sku`, or the whole id of a legacy offer.
  var skuText: String { Self.skuText(of: catalogItemID) }

  static func skuText(of item: CatalogItemID) -> String {
    (ItemReference(parsing: item.rawValue)?.sku?.description ?? item.rawValue).uppercased()
  }
}

extension PlannedLine: Encodable {
  /// Writes every key, null where there is nothing; those of trials and savings plans only where they are.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(catalogItemID, forKey: .catalogItemID)
    try container.encode(title, forKey: .title)
    try container.encode(quantity, forKey: .quantity)
    try container.encode(termDuration, forKey: .termDuration)
    try container.encode(billingCycle, forKey: .billingCycle)
    try container.encode(promotionID, forKey: .promotionID)
    try container.encode(customTermEndDate, forKey: .customTermEndDate)
    try container.encodeIfPresent(renewsTo, forKey: .renewsTo)
    try container.encodeIfPresent(commitment, forKey: .commitment)
    try container.encode(provisioningContext, forKey: .provisioningContext)
    try container.encode(attestation, forKey: .attestation)
    try container.encode(checks, forKey: .checks)
    try container.encode(price, forKey: .price)
  }
}
