public import CatalogModel
public import Foundation
public import PartnerCenter

/// Orders, and what became of their lines.
extension Call {
  /// `GET …/orders/{order}`, with prices. Sooner up to date than the list.
  public static func order(_ order: OrderID, of customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "orders", order.rawValue], query: [("include_price", "true")],
      subject: .order(order.rawValue, of: customer))
  }

  /// `GET …/orders`: up to 15 minutes late, so that absence proves nothing before.
  ///
  /// - Parameters:
  ///   - customer: the buyer; orders of any program and person are listed.
  ///   - billingType: one of ``BillingCycle/querySpellings``; `nil` for every cycle.
  ///   - systemPurchases: whether renewals and other orders of the service itself are listed too.
  /// - Returns: the call of a list of ``Order``.
  public static func orders(
    of customer: CustomerID, billingType: String? = nil, systemPurchases: Bool = false
  ) -> Call {
    Call(
      ["customers", customer.rawValue, "orders"],
      query: [
        ("billingType", billingType), ("include_price", "true"),
        ("include_system_purchases", systemPurchases ? "true" : nil),
      ], subject: .part(of: customer))
  }

  /// `GET …/orders/{order}/provisioningstatus`; needs a token of application and user. 404 with 800007 means that nothing
  /// is provisioned yet.
  public static func provisioningStatus(of order: OrderID, customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "orders", order.rawValue, "provisioningstatus"],
      subject: .partOfOrder(order.rawValue, of: customer))
  }

  /// `GET …/orders/{order}/lineitems/{line}/activationlinks`.
  public static func activationLinks(line: Int, of order: OrderID, customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "orders", order.rawValue, "lineitems", String(line), "activationlinks"],
      subject: .partOfOrder(order.rawValue, of: customer))
  }

  /// `GET …/subscriptions?order_id={order}`.
  public static func subscriptions(of order: OrderID, customer: CustomerID) -> Call {
    Call(
      ["customers", customer.rawValue, "subscriptions"], query: [("order_id", order.rawValue)],
      subject: .partOfOrder(order.rawValue, of: customer))
  }

  /// `GET /auditrecords` of one customer, from one day to another, both in UTC and included; at most 90 days back.
  public static func auditRecords(of customer: CustomerID, from start: Date, to end: Date, size: Int = 500) -> Call {
    let filter = JSONValue.object([
      "Field": .string("CustomerId"), "Operator": .string("equals"), "Value": .string(customer.rawValue),
    ])
    return Call(
      ["auditrecords"],
      query: [
        ("startDate", start.iso8601Day), ("endDate", end.iso8601Day), ("size", String(size)),
        ("filter", filter.canonicalText),
      ], subject: .other)
  }
}
