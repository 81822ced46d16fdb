public import CatalogModel
public import Foundation

/// An order as the service holds it.
public struct ServiceOrder: Sendable, Hashable, Codable {
  /// One line of an order.
  public struct Line: Sendable, Hashable, Codable {
    /// From 0 within its order.
    public var lineItemNumber: Int
    /// The item as it was bought; its id may be reissued since.
    public var catalogItemID: CatalogItemID
    /// Licences or instances; 0 of a cancelled software line.
    public var quantity: Int
    /// `P1Y`; `nil` where the service says nothing.
    public var termDuration: String?
    /// Of the whole order; `nil` where the service says nothing.
    public var billingCycle: String?
    /// The service's own name of the line.
    public var name: String?
    /// The subscription that it brought; `nil` before it is provisioned, and for what is no subscription.
    public var subscriptionID: String?
    /// Whether the customer must activate it by a link; `nil` where that is not known.
    public var hasActivationLinks: Bool?

    /// Creates a line.
    public init(
      lineItemNumber: Int, catalogItemID: CatalogItemID, quantity: Int, termDuration: String? = nil,
      billingCycle: String? = nil, name: String? = nil, subscriptionID: String? = nil, hasActivationLinks: Bool? = nil
    ) {
      self.lineItemNumber = lineItemNumber
      self.catalogItemID = catalogItemID
      self.quantity = quantity
      self.termDuration = termDuration
      self.billingCycle = billingCycle
      self.name = name
      self.subscriptionID = subscriptionID
      self.hasActivationLinks = hasActivationLinks
    }
  }

  /// The id of the order.
  public var id: String
  /// The other id of the order; invoices name either.
  public var alternateID: String?
  /// As received; words this program does not know keep the order open.
  public var status: String?
  /// ISO 4217.
  public var currency: String?
  /// `nil` where the service gives none.
  public var createdAt: Date?
  /// `UserPurchase`, `SystemPurchase`, …; `nil` where the service gives none.
  public var transactionType: String?
  /// The lines, in the order of the service.
  public var lines: [Line]
  /// Whether the order links to the provisioning status of its lines.
  public var hasProvisioningStatus: Bool

  /// Creates an order.
  public init(
    id: String, alternateID: String? = nil, status: String? = nil, currency: String? = nil, createdAt: Date? = nil,
    transactionType: String? = nil, lines: [Line], hasProvisioningStatus: Bool = false
  ) {
    self.id = id
    self.alternateID = alternateID
    self.status = status
    self.currency = currency
    self.createdAt = createdAt
    self.transactionType = transactionType
    self.lines = lines
    self.hasProvisioningStatus = hasProvisioningStatus
  }

  /// The id by which orders are compared: responses differ in the case of its letters.
  var key: String { id.lowercased() }

  /// Both ids, as ``key``.
  var keys: Set<String> { Set([id, alternateID].compactMap { $0?.lowercased() }) }

  /// Whether an id is one of its two, in letters of either case.
  public func isNamed(_ id: String) -> Bool { keys.contains(id.lowercased()) }

  /// Whether the service made the order by itself: a renewal or a migration.
  public var isSystemPurchase: Bool { transactionType?.lowercased().hasPrefix("system") == true }
}

/// A part of the answer to a checkout that did not become an order.
public struct RefusedGroup: Sendable, Hashable {
  /// `nil` where the service names no group.
  public var orderGroup: String?
  /// The code of the service.
  public var code: String
  /// The service's explanation; untrusted text.
  public var message: String

  /// Creates an error.
  public init(orderGroup: String?, code: String, message: String) {
    self.orderGroup = orderGroup
    self.code = code
    self.message = message
  }
}

/// The answer to a checkout: what became an order, and what did not.
public struct CheckoutAnswer: Sendable, Hashable {
  /// What became an order.
  public var orders: [ServiceOrder]
  /// What did not.
  public var errors: [RefusedGroup]
  /// For Microsoft's support.
  public var requestID: String?

  /// Creates an answer.
  public init(orders: [ServiceOrder], errors: [RefusedGroup] = [], requestID: String? = nil) {
    self.orders = orders
    self.errors = errors
    self.requestID = requestID
  }
}

/// A record of the service about an order that was created.
public struct OrderCreationRecord: Sendable, Hashable {
  /// The order that was created.
  public var orderID: String
  /// The `MS-CorrelationId` of the request that created it; `nil` where the record has none.
  public var correlationID: String?
  /// Whether the record says that the operation succeeded.
  public var isSuccess: Bool

  /// Creates a record.
  public init(orderID: String, correlationID: String?, isSuccess: Bool = true) {
    self.orderID = orderID
    self.correlationID = correlationID
    self.isSuccess = isSuccess
  }
}
