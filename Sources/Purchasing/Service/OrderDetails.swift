public import Foundation

/// The provisioning of one line of an order.
public struct ProvisionedLine: Sendable, Hashable, Codable {
  /// A part of its quantity.
  public struct Part: Sendable, Hashable, Codable {
    /// Licences or instances.
    public var quantity: Int
    /// Of this part alone, as received.
    public var status: String

    /// Creates a part.
    public init(quantity: Int, status: String) {
      self.quantity = quantity
      self.status = status
    }
  }

  /// The number of the line within its order.
  public var lineItemNumber: Int
  /// `fulfilled`, `prefulfillmentPending`, …, as received.
  public var status: String
  /// By parts of the quantity; empty where the service does not say.
  public var parts: [Part]

  /// Creates the provisioning of a line.
  public init(lineItemNumber: Int, status: String, parts: [Part] = []) {
    self.lineItemNumber = lineItemNumber
    self.status = status
    self.parts = parts
  }
}

/// What an order has brought, as of one reading.
///
/// The journal keeps it beside the order, never as an event: it can be read again.
public struct OrderDetails: Sendable, Hashable, Codable {
  /// When it was read.
  public var readAt: Date
  /// The provisioning of its lines; `nil` where it was not read.
  public var provisioning: [ProvisionedLine]?
  /// What its customer holds from it; `nil` where that was not read. Licences are subscriptions, not entitlements.
  public var entitlements: [HeldEntitlement]?

  /// Creates details.
  public init(readAt: Date, provisioning: [ProvisionedLine]? = nil, entitlements: [HeldEntitlement]? = nil) {
    self.readAt = readAt
    self.provisioning = provisioning
    self.entitlements = entitlements
  }
}
