public import CatalogModel
public import Foundation

/// A subscription of a customer.
public struct SubscriptionRecord: Sendable, Hashable, Codable {
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

  init(
    id: String, kind: SubscriptionKind, name: String, offerID: String, productType: String, status: String,
    quantity: Int, registration: String?, registrationConfirmedAt: Date?,
    commitment: SubscriptionCommitment = SubscriptionCommitment()
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.offerID = offerID
    self.productType = productType
    self.status = status
    self.quantity = quantity
    self.registration = registration
    self.registrationConfirmedAt = registrationConfirmedAt
    self.commitment = commitment
  }

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

  /// Reads the JSON of ``encode(to:)``; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    kind = try container.decode(SubscriptionKind.self, forKey: .kind)
    name = try container.decode(String.self, forKey: .name)
    offerID = try container.decode(String.self, forKey: .offerID)
    productType = try container.decode(String.self, forKey: .productType)
    status = try container.decode(String.self, forKey: .status)
    quantity = try container.decode(Int.self, forKey: .quantity)
    registration = try container.decodeIfPresent(String.self, forKey: .registration)
    registrationConfirmedAt = try container.timeIfPresent(forKey: .registrationConfirmedAt)
    commitment.termDuration = try container.decodeIfPresent(String.self, forKey: .termDuration)
    commitment.renewalTermDuration = try container.decodeIfPresent(String.self, forKey: .renewalTermDuration)
    commitment.billingCycle = try container.decodeIfPresent(String.self, forKey: .billingCycle)
    commitment.isAutoRenewed = try container.decodeIfPresent(Bool.self, forKey: .autoRenewEnabled)
    commitment.createdAt = try container.decodeIfPresent(String.self, forKey: .creationDate)
    commitment.startsAt = try container.decodeIfPresent(String.self, forKey: .effectiveStartDate)
    commitment.endsAt = try container.decodeIfPresent(String.self, forKey: .commitmentEndDate)
    commitment.billingCycleEndsAt = try container.decodeIfPresent(String.self, forKey: .billingCycleEndDate)
    commitment.cancellableUntil = try container.decodeIfPresent(String.self, forKey: .cancellationAllowedUntilDate)
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
