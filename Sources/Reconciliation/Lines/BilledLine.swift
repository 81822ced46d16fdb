public import CatalogModel
public import Foundation
import PartnerCenterCommerce

/// A charge, as the checks need it: of an invoice, of the billing export or of a downloaded file.
///
/// Members are `nil` where the source has none.
public struct BilledLine: Sendable, Hashable {
  /// From 1, in the order of the source.
  public var number: Int
  /// The buyer.
  public var customerID: CustomerID?
  /// For people.
  public var customerName: String?
  /// ISO 3166, as received.
  public var customerCountry: String?
  /// The order.
  public var orderID: String?
  /// The other id of the order.
  public var alternateID: String?
  /// The time of the order.
  public var orderDate: Date?
  /// The product; legacy lines have none.
  public var productID: String?
  /// The SKU.
  public var skuID: String?
  /// The availability at the time of the order.
  public var availabilityID: String?
  /// For people.
  public var productName: String?
  /// For people.
  public var skuName: String?
  /// `AddOn`, `Trial`.
  public var qualifiers: [String] = []
  /// As received.
  public var chargeType: String?
  /// The first day that is charged.
  public var chargeStart: Date?
  /// The last day that is charged.
  public var chargeEnd: Date?
  /// A second witness at most.
  public var subscriptionID: String?
  /// The first day of the term.
  public var subscriptionStart: Date?
  /// The last day of the term.
  public var subscriptionEnd: Date?
  /// As received; empty for one-time purchases.
  public var billingFrequency: String?
  /// The list price, never computed with.
  public var unitPrice: Decimal?
  /// In the pricing currency.
  public var effectiveUnitPrice: Decimal?
  /// As received.
  public var quantity: Decimal?
  /// As received.
  public var billableQuantity: Decimal?
  /// Before tax.
  public var subtotal: Decimal?
  /// The tax.
  public var tax: Decimal?
  /// With tax.
  public var total: Decimal?
  /// Of the invoice.
  public var currency: String?
  /// Of the price sheet.
  public var pricingCurrency: String?
  /// From the pricing currency to that of the invoice.
  public var exchangeRate: Decimal?
  /// The day of the rate.
  public var exchangeRateDate: Date?
  /// The promotion.
  public var promotionID: String?
  /// Refund and charge of one change have the same.
  public var referenceID: String?
  /// The reason of a credit.
  public var creditReasonCode: String?
  /// The meter of a charge by use; empty for anything else.
  public var meter: String?
  /// Whether the line is of the commerce before the new one, with other columns.
  public var isLegacy = false
  /// Members that no page documents, as JSON.
  public var others: String?

  /// Creates a line without content.
  public init(number: Int) { self.number = number }

  /// A line as a source gives it.
  init(_ line: InvoiceLine, number: Int) {
    self.number = number
    customerID = line.customerID
    customerName = line.customerName
    customerCountry = line.customerCountry
    orderID = line.orderID
    alternateID = line.alternateID
    orderDate = line.orderDate
    productID = line.productID
    skuID = line.skuID
    availabilityID = line.availabilityID
    productName = line.productName ?? line.offerName ?? line.usage?.serviceName
    skuName = line.skuName ?? line.usage?.resourceName
    qualifiers = line.productQualifiers
    chargeType = line.chargeType
    chargeStart = line.chargeStartDate
    chargeEnd = line.chargeEndDate
    subscriptionID = line.subscriptionID
    subscriptionStart = line.subscriptionStartDate
    subscriptionEnd = line.subscriptionEndDate
    billingFrequency = line.billingFrequency ?? line.billingCycleType
    unitPrice = line.unitPrice
    effectiveUnitPrice = line.effectiveUnitPrice
    quantity = line.quantity ?? line.usage?.consumedQuantity
    billableQuantity = line.billableQuantity
    subtotal = line.subtotal
    tax = line.tax
    total = line.total
    currency = line.currency
    pricingCurrency = line.pricingCurrency
    exchangeRate = line.exchangeRate
    exchangeRateDate = line.exchangeRateDate
    promotionID = line.promotionID
    referenceID = line.referenceID
    creditReasonCode = line.creditReasonCode
    meter = line.meterDescription ?? line.usage?.meterName
    isLegacy = line.productID == nil && (line.offerID != nil || line.usage?.resourceGuid != nil)
    others = line.others
  }

  /// `product:sku:availability`, as far as the line names them.
  public var catalogItemID: String? {
    guard let productID else { return nil }
    return [productID, skuID, skuID == nil ? nil : availabilityID].compactMap(\.self).joined(separator: ":")
  }

  /// The SKU; `nil` where the line names none.
  var sku: SKUReference? {
    guard let productID, let skuID else { return nil }
    return SKUReference(ProductID(productID), SKUID(skuID))
  }

  /// `PRODUCT:SKU` for comparisons.
  var skuKey: String { "\(productID ?? ""):\(skuID ?? "")".uppercased() }

  /// Whether money goes back.
  var isCredit: Bool { (subtotal ?? total ?? 0) < 0 }

  /// Whether it is paid by use.
  var isMetered: Bool { meter?.isEmpty == false }
}
