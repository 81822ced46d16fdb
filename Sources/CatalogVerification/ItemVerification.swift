public import CatalogModel

/// What the service said of one stored item at this minute.
public struct ItemVerification: Sendable, Hashable, Encodable {
  public enum State: String, Sendable, Codable {
    /// It is as it was stored.
    case same
    /// The same thing has another id: it stands in ``ItemVerification/newCatalogItemID``.
    case reissued
    /// It bears the same id, and something else of it is different.
    case changed
    /// It is not there any more.
    case gone
  }

  /// As it was stored before.
  public var catalogItemID: CatalogItemID
  public var state: State
  /// The id to order by now, where it was reissued.
  public var newCatalogItemID: CatalogItemID?
  /// Whether the customer's own catalog shows it; `nil` where that could not be asked.
  public var isInCustomerCatalog: Bool?
  /// What should be known of how this was found; `nil` for nothing.
  public var remark: String?

  enum CodingKeys: String, CodingKey {
    case catalogItemID = "catalogItemId"
    case state
    case newCatalogItemID = "newCatalogItemId"
    case isInCustomerCatalog, remark
  }

  /// Writes null where there is nothing: readers find every key always.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(catalogItemID, forKey: .catalogItemID)
    try container.encode(state, forKey: .state)
    try container.encode(newCatalogItemID, forKey: .newCatalogItemID)
    try container.encode(isInCustomerCatalog, forKey: .isInCustomerCatalog)
    try container.encode(remark, forKey: .remark)
  }
}

/// What a verification came to.
public struct VerificationReport: Sendable, Hashable, Encodable {
  /// In the order asked for.
  public var items: [ItemVerification]
  /// One for each item, and one more for each that the customer's own catalog did not show.
  public var requests: Int
  /// Products that were read anew because something of them was not as it was stored.
  public var rereadProducts: Int
  /// What reading them cost besides.
  public var rereadRequests: Int
}
