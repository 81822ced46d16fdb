public import CatalogModel
public import Foundation

/// Something that a customer holds because it was bought.
public struct HeldEntitlement: Sendable, Hashable {
  public var productID: ProductID
  /// `nil` where the service does not say.
  public var skuID: SKUID?
  /// `software`, `reservedinstance`, or another word as received.
  public var entitlementType: String?
  /// `nil` where the service does not say.
  public var quantity: Int?
  /// The order that it comes from; `nil` where the service does not say.
  public var orderID: String?
  public var alternateOrderID: String?
  public var lineItemID: String?
  /// `nil` for things that do not expire, and where the service does not say.
  public var expiresAt: Date?

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
  public func isOf(order id: String) -> Bool { orderID == id || alternateOrderID == id }
}
