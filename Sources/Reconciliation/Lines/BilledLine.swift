import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterCommerce

/// A charge, as the checks need it: of an invoice, of the billing export or of a downloaded file.
///
/// Members are `nil` where the source has none.
struct BilledLine: Sendable, Hashable {
  /// From 1, in the order of the source.
  var number: Int
  /// The buyer.
  var customerID: CustomerID?
  /// For people.
  var customerName: String?
  /// ISO 3166, as received.
  var customerCountry: String?
  /// The order.
  var orderID: String?
  /// The other id of the order.
  var alternateID: String?
  /// The time of the order.
  var orderDate: Date?
  /// The product; legacy lines have none.
  var productID: String?
  /// The SKU.
  var skuID: String?
  /// The availability at the time of the order.
  var availabilityID: String?
  /// For people.
  var productName: String?
  /// For people.
  var skuName: String?
  /// `AddOn`, `Trial`.
  var qualifiers: [String] = []
  /// As received.
  var chargeType: String?
  /// The first day that is charged.
  var chargeStart: Date?
  /// The last day that is charged.
  var chargeEnd: Date?
  /// A second witness at most.
  var subscriptionID: String?
  /// The first day of the term.
  var subscriptionStart: Date?
  /// The last day of the term.
  var subscriptionEnd: Date?
  /// As received; empty for one-time purchases.
  var billingFrequency: String?
  /// The list price, never computed with.
  var unitPrice: ExactDecimal?
  /// In the pricing currency.
  var effectiveUnitPrice: ExactDecimal?
  /// As received.
  var quantity: ExactDecimal?
  /// As received.
  var billableQuantity: ExactDecimal?
  /// Before tax.
  var subtotal: ExactDecimal?
  /// The tax.
  var tax: ExactDecimal?
  /// With tax.
  var total: ExactDecimal?
  /// Of the invoice.
  var currency: String?
  /// Of the price sheet.
  var pricingCurrency: String?
  /// From the pricing currency to that of the invoice.
  var exchangeRate: ExactDecimal?
  /// The day of the rate.
  var exchangeRateDate: Date?
  /// The promotion.
  var promotionID: String?
  /// Refund and charge of one change have the same.
  var referenceID: String?
  /// The reason of a credit.
  var creditReasonCode: String?
  /// The meter of a charge by use; empty for anything else.
  var meter: String?
  /// Whether the line is of the commerce before the new one, with other columns.
  var isLegacy = false
  /// Members that no page documents, as JSON.
  var others: String?

  /// The invoice that the line names; it is not stored.
  var invoiceNumber: String?

  /// Creates a line without content.
  init(number: Int) { self.number = number }

  /// `product:sku:availability`, as far as the line names them.
  var catalogItemID: String? {
    guard let productID else { return nil }
    return [productID, skuID, skuID == nil ? nil : availabilityID].compactMap(\.self).joined(separator: ":")
  }

  /// The SKU; `nil` where the line names none.
  var sku: SKUReference? {
    guard let productID, let skuID else { return nil }
    return SKUReference(ProductID(productID), SKUID(skuID))
  }

  /// `PRODUCT:SKU` for comparisons.
  var skuKey: String { SKUKey.text(productID ?? "", skuID ?? "") }

  /// Whether money goes back.
  var isCredit: Bool { (subtotal ?? total)?.isNegative ?? false }

  /// Whether it is charged once: the word is left out, or spelled in one of the service's ways.
  var isOneTime: Bool { Self.isOneTime(frequency: billingFrequency) }

  static func isOneTime(frequency: String?) -> Bool {
    frequency.map { $0.isEmpty || BillingCycle($0) == .oneTime } ?? true
  }

  /// Whether it is paid by use.
  var isMetered: Bool { meter?.isEmpty == false }
}

extension BilledLine: WireResource {
  /// Reads what the checks need of a line, in the spellings that ``InvoiceLine`` reads whole.
  ///
  /// - Throws: as `InvoiceLine.init(_:)`.
  init(_ object: WireObject) throws {
    number = 0
    customerID = LineText.customer(object.identifier("customerId"))
    customerName = object.text(LineText.customerName)
    customerCountry = object.identifier("customerCountry")
    orderID = object.identifier("orderId")
    alternateID = object.identifier("alternateId")
    orderDate = try LineText.date("orderDate", in: object)
    productID = object.identifier("productId")
    skuID = object.identifier("skuId")
    availabilityID = object.identifier("availabilityId")
    productName = object.text(["productName", "offerName", "serviceName"])
    skuName = object.text(["skuName", "resourceName"])
    qualifiers = LineText.words("productQualifiers", in: object)
    chargeType = object.string("chargeType")
    chargeStart = try LineText.date("chargeStartDate", in: object)
    chargeEnd = try LineText.date("chargeEndDate", in: object)
    subscriptionID = object.identifier("subscriptionId")
    subscriptionStart = try LineText.date("subscriptionStartDate", in: object)
    subscriptionEnd = try LineText.date("subscriptionEndDate", in: object)
    billingFrequency = object.text(["billingFrequency", "billingCycleType"])
    unitPrice = try object.amount(["unitPrice"])
    effectiveUnitPrice = try object.amount(["effectiveUnitPrice"])
    quantity = try object.amount(["quantity", "consumedQuantity"])
    billableQuantity = try object.amount(["billableQuantity"])
    subtotal = try object.amount(LineText.subtotal)
    tax = try object.amount(LineText.tax)
    total = try object.amount(LineText.total)
    currency = LineText.currency.lazy.compactMap { object.identifier($0) }.first?.uppercased()
    pricingCurrency = object.identifier("pricingCurrency")?.uppercased()
    exchangeRate = try object.amount(LineText.exchangeRate)
    exchangeRateDate = try LineText.date("pcToBCExchangeRateDate", "pCToBCExchangeRateDate", in: object)
    promotionID = object.identifier("promotionId")
    referenceID = object.identifier("referenceId")
    creditReasonCode = object.string("creditReasonCode")
    meter = object.text(["meterDescription", "meterName"])
    isLegacy =
      productID == nil && (object.identifier("offerId") != nil || object.identifier("resourceGuid") != nil)
    others = object.others(than: LineText.known)
    invoiceNumber = object.identifier("invoiceNumber")
    guard customerID != nil || subtotal != nil || total != nil || quantity != nil || productName != nil else {
      throw WireObject.Fault.missing("subtotal")
    }
  }
}

/// Product and SKU in one text.
enum SKUKey {
  /// `PRODUCT:SKU`, in upper case.
  static func text(_ product: some StringProtocol, _ sku: some StringProtocol) -> String {
    var key = ""
    key.reserveCapacity(product.utf8.count + sku.utf8.count + 1)
    key += product
    key += ":"
    key += sku
    // Nearly all are in upper case already.
    return key.utf8.allSatisfy { $0 < 0x61 } ? key : key.uppercased()
  }

  /// The same of `product:sku:availability`; of an id without colons that alone.
  static func text(ofItem item: String) -> String {
    let parts = item.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 1 ? text(parts[0], parts[1]) : item.uppercased()
  }
}
