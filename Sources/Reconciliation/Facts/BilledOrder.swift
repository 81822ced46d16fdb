public import CatalogModel
public import Foundation
import PartnerCenterCommerce

/// An order, as an invoice is compared with it.
public struct BilledOrder: Sendable, Hashable {
  /// One line of an order.
  public struct Line: Sendable, Hashable {
    /// As it was bought.
    public var catalogItemID: String
    /// Units.
    public var quantity: Int
    /// `P1Y`; `nil` for a purchase without a term.
    public var termDuration: String?
    /// The promotion; `nil` for none.
    public var promotionID: String?
    /// The end of the first term, where it is not the usual one.
    public var customTermEndDate: Date?

    /// Creates a line.
    public init(
      catalogItemID: String, quantity: Int, termDuration: String? = nil, promotionID: String? = nil,
      customTermEndDate: Date? = nil
    ) {
      self.catalogItemID = catalogItemID
      self.quantity = quantity
      self.termDuration = termDuration
      self.promotionID = promotionID
      self.customTermEndDate = customTermEndDate
    }

    /// `PRODUCT:SKU` for comparisons.
    var skuKey: String { SKUKey.text(ofItem: catalogItemID) }
  }

  /// The id.
  public var id: String
  /// The other id.
  public var alternateID: String?
  /// The buyer.
  public var customerID: CustomerID
  /// `nil` where it is not known.
  public var createdAt: Date?
  /// ISO 4217; `nil` where it is not known.
  public var currency: String?
  /// As received; `nil` where it is not known.
  public var billingCycle: String?
  /// As received; `nil` where it is not known.
  public var status: String?
  /// The lines.
  public var lines: [Line]
  /// Before tax; `nil` where it is not known.
  public var total: Decimal?

  /// Creates an order.
  public init(
    id: String, alternateID: String? = nil, customerID: CustomerID, createdAt: Date? = nil, currency: String? = nil,
    billingCycle: String? = nil, status: String? = nil, lines: [Line], total: Decimal? = nil
  ) {
    self.id = id
    self.alternateID = alternateID
    self.customerID = customerID
    self.createdAt = createdAt
    self.currency = currency
    self.billingCycle = billingCycle
    self.status = status
    self.lines = lines
    self.total = total
  }

  init(_ order: Order, customer: CustomerID) {
    self.init(
      id: order.id.rawValue, alternateID: order.alternateID?.rawValue, customerID: customer,
      createdAt: order.createdAt, currency: order.currencyCode, billingCycle: order.billingCycle?.word,
      status: order.status?.word,
      lines: order.lineItems.map {
        Line(
          catalogItemID: $0.offerID.rawValue, quantity: $0.quantity,
          termDuration: $0.termDuration.flatMap { $0.isEmpty ? nil : $0 }, promotionID: $0.promotionID?.rawValue,
          customTermEndDate: $0.customTermEndDate)
      }, total: order.totalPrice)
  }

  /// Both ids, folded.
  var keys: [String] { [id, alternateID].compactMap { $0?.lowercased() } }

  /// Whether it is closed without a charge, or by a refund.
  var isCancelled: Bool { ["cancelled", "canceled", "error"].contains((status ?? "").lowercased()) }

  /// Whether a charge of it must stand on an invoice: what is paid by use, trials and free items may have none.
  var mustBeCharged: Bool {
    guard !isCancelled, total.map({ $0 > 0 }) ?? true else { return false }
    switch BillingCycle(billingCycle ?? "") {
    case .oneTime, .annual, .triennial, .biennial: return true
    case .monthly: return lines.contains { $0.termDuration != nil }
    case .noBilling, .unknown, .other: return false
    }
  }
}

/// What a customer holds because it was bought.
public struct HeldItem: Sendable, Hashable {
  /// The product.
  public var productID: String
  /// `nil` where the service does not say.
  public var skuID: String?
  /// The order; `nil` where the service does not say.
  public var orderID: String?
  /// The other id of the order.
  public var alternateOrderID: String?

  /// Creates an item.
  public init(productID: String, skuID: String?, orderID: String?, alternateOrderID: String? = nil) {
    self.productID = productID
    self.skuID = skuID
    self.orderID = orderID
    self.alternateOrderID = alternateOrderID
  }
}
