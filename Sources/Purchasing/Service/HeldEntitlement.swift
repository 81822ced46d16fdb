public import CatalogModel
public import Foundation

/// Something that a customer holds because it was bought.
public struct HeldEntitlement: Sendable, Hashable, Codable {
  /// The product.
  public var productID: ProductID
  /// `nil` where the service does not say.
  public var skuID: SKUID?
  /// `software`, `reservedinstance`, or another word as received.
  public var entitlementType: String?
  /// `nil` where the service does not say.
  public var quantity: Int?
  /// The order that it comes from; `nil` where the service does not say.
  public var orderID: String?
  /// The other id of the order; `nil` where the service does not say.
  public var alternateOrderID: String?
  /// The number of the line within its order; `nil` where the service does not say.
  public var lineItemID: String?
  /// `nil` for things that do not expire, and where the service does not say.
  public var expiresAt: Date?
  /// What it consists of; empty before anything is provisioned, `nil` where it was not read.
  public var reservations: [HeldReservation]?

  /// Creates an entitlement.
  public init(
    productID: ProductID, skuID: SKUID?, entitlementType: String? = nil, quantity: Int? = nil, orderID: String? = nil,
    alternateOrderID: String? = nil, lineItemID: String? = nil, expiresAt: Date? = nil
  ) {
    self.productID = productID
    self.skuID = skuID
    self.entitlementType = entitlementType
    self.quantity = quantity
    self.orderID = orderID
    self.alternateOrderID = alternateOrderID
    self.lineItemID = lineItemID
    self.expiresAt = expiresAt
  }

  /// Whether it comes from an order.
  public func isOf(order id: String) -> Bool {
    [orderID, alternateOrderID].contains { $0?.lowercased() == id.lowercased() }
  }

  /// Whether it comes from an order, by either of its ids.
  public func isOf(_ order: ServiceOrder) -> Bool {
    isOf(order: order.id) || order.alternateID.map { isOf(order: $0) } ?? false
  }

  /// Whether it is a reservation, in any spelling.
  public var isReservation: Bool {
    (entitlementType ?? "").lowercased().filter(\.isLetter).hasSuffix("reservedinstance")
  }
}

/// A reservation behind an entitlement.
public struct HeldReservation: Sendable, Hashable, Codable {
  /// A GUID.
  public var reservationID: String
  /// The name at the service; `nil` where it has none.
  public var displayName: String?
  /// `Shared`, `Single`; empty where the service does not say.
  public var scopeType: String
  /// The subscriptions of a single scope.
  public var appliedScopes: [String]
  /// Instances.
  public var quantity: Int
  /// `Created`, …, as received; `nil` where the service does not say.
  public var provisioningState: String?
  /// `nil` where the service does not say.
  public var expiresAt: Date?

  enum CodingKeys: String, CodingKey {
    case reservationID = "reservationId"
    case displayName, scopeType, appliedScopes, quantity, provisioningState, expiresAt
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reservationID, forKey: .reservationID)
    try container.encode(displayName, forKey: .displayName)
    try container.encode(scopeType, forKey: .scopeType)
    try container.encode(appliedScopes, forKey: .appliedScopes)
    try container.encode(quantity, forKey: .quantity)
    try container.encode(provisioningState, forKey: .provisioningState)
    try container.encode(expiresAt, forKey: .expiresAt)
  }
}
