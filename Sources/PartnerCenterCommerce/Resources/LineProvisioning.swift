public import PartnerCenter

/// The provisioning status of one line of an order.
///
/// Source: "Get subscription provisioning status of an order", table OrderLineItemProvisioningStatus.
public struct LineProvisioning: WireResource, Hashable {
  /// As in ``OrderLineItem/lineItemNumber``.
  public var lineItemNumber: Int
  /// Of the whole line.
  public var status: ProvisioningStatus
  /// By parts of the quantity; empty where the response omits them.
  public var quantities: [ProvisionedQuantity]

  /// Creates a status, such as one that a test compares with.
  public init(lineItemNumber: Int, status: ProvisioningStatus, quantities: [ProvisionedQuantity] = []) {
    self.lineItemNumber = lineItemNumber
    self.status = status
    self.quantities = quantities
  }

  /// Reads a status; the number may stand in `lineItemNumber` or `orderLineItemId`.
  ///
  /// - Throws: where the number or the status is missing, or a quantity is unreadable.
  public init(_ object: WireObject) throws {
    guard let number = try object.wholeNumber("lineItemNumber") ?? object.wholeNumber("orderLineItemId") else {
      throw WireObject.Fault.missing("lineItemNumber")
    }
    lineItemNumber = number
    status = ProvisioningStatus(try object.required("status"))
    quantities = try object.wholeList("quantityProvisioningInformation")
  }

  /// The number of the line.
  public var listID: String? { String(lineItemNumber) }
}

/// A part of a quantity and its status.
public struct ProvisionedQuantity: WireResource, Hashable {
  /// Units.
  public var quantity: Int
  /// Of this part alone.
  public var status: ProvisioningStatus

  /// Creates a part, such as one that a test compares with.
  public init(quantity: Int, status: ProvisioningStatus) {
    self.quantity = quantity
    self.status = status
  }

  /// Reads a part.
  ///
  /// - Throws: where the quantity or the status is missing or unreadable.
  public init(_ object: WireObject) throws {
    guard let quantity = try object.wholeNumber("quantity") else { throw WireObject.Fault.missing("quantity") }
    self.quantity = quantity
    status = ProvisioningStatus(try object.required("status"))
  }
}

/// The words of provisioning; unknown ones are kept.
public enum ProvisioningStatus: Sendable, Hashable {
  /// Provisioned.
  case fulfilled
  /// Not provisioned, because of a cancellation.
  case unfulfilled
  /// Waiting.
  case prefulfillmentPending
  /// Handed to another customer; in entitlements only.
  case transferred
  /// Any other word, as received.
  case other(String)

  /// Reads a word in any case.
  public init(_ word: String) {
    switch WireWord.folded(word) {
    case "fulfilled": self = .fulfilled
    case "unfulfilled": self = .unfulfilled
    case "prefulfillmentpending": self = .prefulfillmentPending
    case "transferred": self = .transferred
    default: self = .other(word)
    }
  }

  /// The word of the documentation; of an unknown status the word received.
  public var word: String {
    switch self {
    case .fulfilled: "fulfilled"
    case .unfulfilled: "unfulfilled"
    case .prefulfillmentPending: "prefulfillmentPending"
    case .transferred: "transferred"
    case .other(let word): word
    }
  }
}
