/// What the offer matrix says of one SKU, in all markets alike.
///
/// To be listed proves nothing: SKUs at their end of sale stay in the matrix, and its countries are markets that Microsoft
/// supports, not those that sell. Source: "Get an offer matrix"; "Pricing and offers".
public struct OfferLimits: Hashable, Sendable {
  /// The least licences of an order; `nil` where the matrix does not say.
  public var minimumQuantity: Int?
  /// The most licences that a customer may hold, over all partners together; `nil` where the matrix does not say.
  public var maximumQuantity: Int?
  /// How many subscriptions of the SKU a customer may hold, by ``ownershipLimitType``; `nil` for no limit.
  public var ownershipLimit: Int?
  /// `ConcurrentCount` for at once; a word of the lifetime for ever. An open set, as received.
  public var ownershipLimitType: String?
  /// The SKUs of which an add-on's customer must hold one; empty for anything else. Some may be sold no more.
  public var prerequisites: [SKUReference]
  /// The SKUs into which a subscription can be converted.
  public var conversions: [SKUReference]
  /// The markets that Microsoft supports, sorted; empty where the matrix does not say.
  public var countries: [Market]
  /// The `skuId` of Microsoft Graph, in lower case; `nil` where the matrix does not say.
  public var provisioningID: String?
  /// The `skuPartNumber` of Microsoft Graph; `nil` where the matrix does not say.
  public var provisioningString: String?

  /// Limits; without arguments none.
  public init(
    minimumQuantity: Int? = nil, maximumQuantity: Int? = nil, ownershipLimit: Int? = nil,
    ownershipLimitType: String? = nil, prerequisites: [SKUReference] = [], conversions: [SKUReference] = [],
    countries: [Market] = [], provisioningID: String? = nil, provisioningString: String? = nil
  ) {
    self.minimumQuantity = minimumQuantity
    self.maximumQuantity = maximumQuantity
    self.ownershipLimit = ownershipLimit
    self.ownershipLimitType = ownershipLimitType
    self.prerequisites = prerequisites
    self.conversions = conversions
    self.countries = countries
    self.provisioningID = provisioningID
    self.provisioningString = provisioningString
  }
}

extension OfferLimits: Codable {
  enum CodingKeys: String, CodingKey {
    case minimumQuantity, maximumQuantity, ownershipLimit, ownershipLimitType, prerequisites, conversions, countries
    case provisioningID = "provisioningId"
    case provisioningString
  }

  /// Reads the JSON of ``encode(to:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func skus(_ key: CodingKeys) throws -> [SKUReference] {
      try container.decode([String].self, forKey: key).compactMap { ItemReference(parsing: $0)?.sku }
    }
    self.init(
      minimumQuantity: try container.decodeIfPresent(Int.self, forKey: .minimumQuantity),
      maximumQuantity: try container.decodeIfPresent(Int.self, forKey: .maximumQuantity),
      ownershipLimit: try container.decodeIfPresent(Int.self, forKey: .ownershipLimit),
      ownershipLimitType: try container.decodeIfPresent(String.self, forKey: .ownershipLimitType),
      prerequisites: try skus(.prerequisites), conversions: try skus(.conversions),
      countries: try container.decode([Market].self, forKey: .countries),
      provisioningID: try container.decodeIfPresent(String.self, forKey: .provisioningID),
      provisioningString: try container.decodeIfPresent(String.self, forKey: .provisioningString))
  }

  /// Writes every key, null where the matrix does not say; SKUs as `product:sku`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(minimumQuantity, forKey: .minimumQuantity)
    try container.encode(maximumQuantity, forKey: .maximumQuantity)
    try container.encode(ownershipLimit, forKey: .ownershipLimit)
    try container.encode(ownershipLimitType, forKey: .ownershipLimitType)
    try container.encode(prerequisites.map(\.description), forKey: .prerequisites)
    try container.encode(conversions.map(\.description), forKey: .conversions)
    try container.encode(countries, forKey: .countries)
    try container.encode(provisioningID, forKey: .provisioningID)
    try container.encode(provisioningString, forKey: .provisioningString)
  }
}

/// A whole offer matrix: the limits of each SKU that it lists.
package struct OfferMatrix: Sendable, Hashable {
  package var limits: [SKUReference: OfferLimits]
  /// How many rows it has.
  package var rows: Int

  package init(limits: [SKUReference: OfferLimits] = [:], rows: Int = 0) {
    self.limits = limits
    self.rows = rows
  }
}
