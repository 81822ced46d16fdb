public import CatalogModel
public import PartnerCenter

/// The result of a checkout: each order group of the cart has become one order or one error.
///
/// A result with errors is a success on the wire: only ``orderErrors`` that are empty, with every group of the cart
/// covered by an order, mean that everything is bought.
///
/// Source: "Checkout a cart", table CartCheckoutResult; one of its bodies is a bare Order.
public struct CheckoutResult: WireResource, Hashable {
  /// Empty where nothing was ordered.
  public var orders: [Order]
  /// Empty where nothing was refused.
  public var orderErrors: [OrderGroupError]
  /// As received; `nil` where the response omits it.
  public var additionalInformation: JSONValue?

  /// Creates a result, such as one that a test compares with.
  public init(orders: [Order], orderErrors: [OrderGroupError] = []) {
    self.orders = orders
    self.orderErrors = orderErrors
  }

  /// Reads a result, or one order in its place.
  ///
  /// - Throws: where an order or an error is unreadable, and where there is neither: such a response proves nothing.
  public init(_ object: WireObject) throws {
    let isResult = object.has("orders") || object.has("orderErrors")
    orders = isResult ? try object.wholeList("orders") : [try Order(object)]
    orderErrors = try object.wholeList("orderErrors")
    additionalInformation = object.value("additionalInformation")
    if orders.isEmpty, orderErrors.isEmpty { throw WireObject.Fault.missing("orders") }
  }

  /// Whether every order is of the customer of the call.
  public func isAnswer(to call: Call) -> Bool { orders.allSatisfy { $0.isAnswer(to: call) } }
}

/// The error of one order group: none of its lines was ordered.
public struct OrderGroupError: WireResource, Hashable {
  /// The group, as in ``CartLineItem/orderGroup``; `nil` where the response omits it.
  public var orderGroup: String?
  /// The code as received; empty where there is none.
  public var code: String
  /// The service's explanation; empty where there is none. Untrusted text.
  public var description: String

  /// Creates an error, such as one that a test compares with.
  public init(orderGroup: String?, code: String, description: String = "") {
    self.orderGroup = orderGroup
    self.code = code
    self.description = description
  }

  /// Reads an error; a group that is a number counts as its digits.
  public init(_ object: WireObject) throws {
    orderGroup = object.identifier("orderGroupId") ?? object.identifier("orderGroup")
    code = object.string("code") ?? object.string("errorCode") ?? ""
    description = object.string("description") ?? object.string("errorDescription") ?? object.string("message") ?? ""
  }

  /// The reaction to the error.
  public var meaning: ErrorMeaning { .of(code: code, status: nil) }
}
