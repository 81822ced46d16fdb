public import CatalogModel
public import Foundation

/// A subscription of a customer as the store holds it.
public struct StoredSubscription: Sendable, Hashable {
  public var id: String
  public var kind: SubscriptionKind
  public var name: String
  /// A CatalogItemId, or the offer id of a legacy offer; empty where the service gives none.
  public var offer: String
  public var productType: String?
  /// `active`, `suspended`, `deleted`, …, as received.
  public var status: String
  public var quantity: Int
  /// `NotRegistered`, `Registering`, `Registered`, as received; `nil` for unknown.
  public var registration: String?
  public var registrationConfirmedAt: Date?

  public init(
    id: String, kind: SubscriptionKind, name: String = "", offer: String = "", productType: String? = nil,
    status: String = "active",
    quantity: Int = 1, registration: String? = nil, registrationConfirmedAt: Date? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.offer = offer
    self.productType = productType
    self.status = status
    self.quantity = quantity
    self.registration = registration
    self.registrationConfirmedAt = registrationConfirmedAt
  }
}
