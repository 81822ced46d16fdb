public import CatalogModel
public import Foundation

/// A subscription of a customer.
public struct SubscriptionRecord: Sendable, Hashable, Encodable {
  /// A GUID, in lower case.
  public var id: String
  /// `azure` (legacy), `azurePlan`, `azureUnderPlan`, `other`.
  public var kind: SubscriptionKind
  /// The friendly name, as received; empty where the service gives none.
  public var name: String
  /// A CatalogItemId, a SKU or a product, or the offer id of a legacy offer; empty where the service gives none.
  public var offerID: String
  /// Empty where the service gives none.
  public var productType: String
  /// `active`, `suspended`, `deleted`, …, as received.
  public var status: String
  /// Licences, 1 or more; 1 for Azure.
  public var quantity: Int
  /// Of legacy Azure subscriptions: `NotRegistered`, `Registering`, `Registered`; `nil` for unknown.
  public var registration: String?
  /// When ``registration`` was last read; `nil` where it never was.
  public var registrationConfirmedAt: Date?
  /// Term, billing cycle and renewal; each `nil` where the service says nothing.
  public var commitment = SubscriptionCommitment()

  /// Whether the subscription is active or suspended.
  public var isInUse: Bool { ["active", "suspended"].contains(status.lowercased()) }

  /// The SKU of the order; `nil` where the offer id does not name one.
  public var sku: SKUReference? { ItemReference(parsing: offerID)?.sku }

  /// Whether the subscription is new commerce, which requires the Microsoft Customer Agreement.
  var isNewCommerce: Bool { productType.lowercased() == "onlineservicesnce" }

  enum CodingKeys: String, CodingKey {
    case id, kind, name
    case offerID = "offerId"
    case productType, status, quantity, registration, registrationConfirmedAt, termDuration, renewalTermDuration
    case billingCycle, autoRenewEnabled, creationDate, effectiveStartDate, commitmentEndDate, billingCycleEndDate
    case cancellationAllowedUntilDate
  }

  /// Writes every key, null where there is nothing; times as ISO 8601 in UTC.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(kind, forKey: .kind)
    try container.encode(name, forKey: .name)
    try container.encode(offerID, forKey: .offerID)
    try container.encode(productType, forKey: .productType)
    try container.encode(status, forKey: .status)
    try container.encode(quantity, forKey: .quantity)
    try container.encode(registration, forKey: .registration)
    try container.encode(registrationConfirmedAt?.iso8601Text, forKey: .registrationConfirmedAt)
    try container.encode(commitment.termDuration, forKey: .termDuration)
    try container.encode(commitment.renewalTermDuration, forKey: .renewalTermDuration)
    try container.encode(commitment.billingCycle, forKey: .billingCycle)
    try container.encode(commitment.isAutoRenewed, forKey: .autoRenewEnabled)
    try container.encode(commitment.createdAt, forKey: .creationDate)
    try container.encode(commitment.startsAt, forKey: .effectiveStartDate)
    try container.encode(commitment.endsAt, forKey: .commitmentEndDate)
    try container.encode(commitment.billingCycleEndsAt, forKey: .billingCycleEndDate)
    try container.encode(commitment.cancellableUntil, forKey: .cancellationAllowedUntilDate)
  }
}
