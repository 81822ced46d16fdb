public import CatalogModel
public import Foundation

/// A stored subscription of a customer.
public struct StoredSubscription: Sendable, Hashable {
  /// A GUID, in lower case.
  public var id: String
  /// The kind, which decides whether a registration exists.
  public var kind: SubscriptionKind
  /// The friendly name, as received; empty where the service gives none.
  public var name: String
  /// A CatalogItemId, a SKU or a product, or the offer id of a legacy offer; empty where the service gives none.
  public var offer: String
  /// The id of the product type, such as `OnlineServicesNCE`; `nil` where the service gives none.
  public var productType: String?
  /// `active`, `suspended`, `deleted`, …, as received.
  public var status: String
  /// Licences, 1 or more; 1 for Azure.
  public var quantity: Int
  /// `NotRegistered`, `Registering`, `Registered`, or another word as received; `nil` for unknown.
  public var registration: String?
  /// When ``registration`` was last read; `nil` where it never was.
  public var registrationConfirmedAt: Date?
  /// Term, billing cycle and renewal; each `nil` where the service says nothing.
  public var commitment = SubscriptionCommitment()

  /// A subscription; a GUID is folded to lower case.
  public init(
    id: String, kind: SubscriptionKind, name: String = "", offer: String = "", productType: String? = nil,
    status: String = "active",
    quantity: Int = 1, registration: String? = nil, registrationConfirmedAt: Date? = nil
  ) {
    self.id = GUID.canonical(id)
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

extension StoredSubscription {
  /// Whether the subscription is in use by its status; the list of all must then contain it.
  public var isInUse: Bool { ["active", "suspended", "pending"].contains(status.lowercased()) }

  /// Whether it requires the Microsoft Customer Agreement: the Azure plan and new commerce.
  public var takesCustomerAgreement: Bool {
    kind == .azurePlan || productType?.lowercased() == "onlineservicesnce"
  }
}

extension StoredSubscription {
  /// A row of `customer_subscription`.
  ///
  /// - Throws: where a value is of another type than its column.
  package init(row: StoredRow) throws {
    self.init(
      id: try row["code"],
      kind: SubscriptionKind(rawValue: try row["kind"]) ?? .other,
      name: try row["name"], offer: try row["offer"],
      productType: try row["product_type"], status: try row["status"],
      quantity: try row["quantity"], registration: try row["registration"],
      registrationConfirmedAt: (try row["registration_confirmed_at"] as Int64?).map(
        Date.init(stamp:)))
    commitment.termDuration = try row["term_duration"]
    commitment.renewalTermDuration = try row["renewal_term_duration"]
    commitment.billingCycle = try row["billing_cycle"]
    commitment.isAutoRenewed = try row["auto_renew"]
    commitment.createdAt = try row["created"]
    commitment.startsAt = try row["starts"]
    commitment.endsAt = try row["ends"]
    commitment.billingCycleEndsAt = try row["billing_cycle_ends"]
    commitment.cancellableUntil = try row["cancellable_until"]
  }
}
