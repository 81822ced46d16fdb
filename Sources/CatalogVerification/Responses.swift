public import CatalogQuery

/// The results of inventory checks: `inventory --json`.
public struct InventoryResponse: Encodable, Sendable {
  /// The customer of the checks.
  public var customer: CustomerRecord
  /// The Azure subscription of the checks, as given.
  public var subscriptionId: String
  /// One result for each SKU.
  public var results: [InventoryResult]

  /// A response with all results.
  public init(customer: CustomerRecord, subscriptionId: String, results: [InventoryResult]) {
    self.customer = customer
    self.subscriptionId = subscriptionId
    self.results = results
  }
}

/// The registration of an Azure subscription for reservations: `registration --json`.
public struct RegistrationResponse: Encodable, Sendable {
  /// The customer of the subscription.
  public var customer: CustomerRecord
  /// The Azure subscription, as given.
  public var subscriptionId: String
  /// `NotRegistered`, `Registering`, `Registered`, or an unknown word.
  public var status: String
  /// Whether the registration is done.
  public var isRegistered: Bool

  /// A response; nothing is requested.
  public init(customer: CustomerRecord, subscriptionId: String, status: String, isRegistered: Bool) {
    self.customer = customer
    self.subscriptionId = subscriptionId
    self.status = status
    self.isRegistered = isRegistered
  }
}
