public import CatalogModel
public import Foundation
public import PartnerCenter

/// A line of an invoice, of any provider and type: every member that a page documents, and the others as they came.
///
/// Amounts are exact; they come as numbers and as texts, both in one body. Spellings of one fact in several editions
/// are one member here. `objectType` is no proof of the kind: that follows from what was asked for.
///
/// Source: "Invoice resources", the five tables of line items; bodies of 2018 to 2025; the columns of the reconciliation
/// file.
public struct InvoiceLine: WireResource, Hashable {
  /// The buyer, without the prefix `org:` of some bodies.
  public var customerID: CustomerID?
  /// As the line names its kind; to be shown alone.
  public var invoiceLineItemType: String?
  /// As the line names its provider; to be shown alone.
  public var billingProvider: String?
  /// As the line names its kind; not to be trusted.
  public var objectType: String?
  /// The partner; `nil` where the response omits it, as for every member below.
  public var partnerID: String?
  /// The name of the partner.
  public var partnerName: String?
  /// The name of the customer.
  public var customerName: String?
  /// The domain of the customer.
  public var customerDomainName: String?
  /// ISO 3166.
  public var customerCountry: String?
  /// The invoice; empty where nothing is billed yet.
  public var invoiceNumber: String?
  /// A number or a text on the wire; 0 and -1 mean none.
  public var mpnID: String?
  /// As ``mpnID``, of the indirect reseller.
  public var resellerMPNID: String?
  /// The order; joins a line to it, with ``alternateID``.
  public var orderID: String?
  /// The short id of the order.
  public var alternateID: String?
  /// The time of the order.
  public var orderDate: Date?
  /// Bodies of 2020 and 2021.
  public var quoteID: String?
  /// Refund and charge of one change of quantity have the same.
  public var referenceID: String?
  /// The reservation or the benefit.
  public var reservationOrderID: String?
  /// The product.
  public var productID: String?
  /// The SKU.
  public var skuID: String?
  /// The availability at the time of the order.
  public var availabilityID: String?
  /// For people.
  public var productName: String?
  /// For people; text even where it looks like a number.
  public var skuName: String?
  /// The publisher.
  public var publisherName: String?
  /// The publisher.
  public var publisherID: String?
  /// `AddOn`, `Trial`; empty where there are none.
  public var productQualifiers: [String]
  /// In exports alone.
  public var productCategory: String?
  /// Legacy.
  public var offerID: String?
  /// Legacy.
  public var durableOfferID: String?
  /// Legacy.
  public var offerName: String?
  /// Legacy: the subscription id that Partner Center shows.
  public var syndicationPartnerSubscriptionNumber: String?
  /// Not the id that Partner Center shows, by one page; a second witness at most.
  public var subscriptionID: String?
  /// Legacy.
  public var subscriptionName: String?
  /// For people.
  public var subscriptionDescription: String?
  /// The first day of the term.
  public var subscriptionStartDate: Date?
  /// The last day of the term.
  public var subscriptionEndDate: Date?
  /// `new`, `renew`, `cycleCharge`, …: as received.
  public var chargeType: String?
  /// With `customerCredit`.
  public var creditReasonCode: String?
  /// The first day that is charged.
  public var chargeStartDate: Date?
  /// The last day that is charged.
  public var chargeEndDate: Date?
  /// Free text: nothing is derived from it.
  public var termAndBillingCycle: String?
  /// `Monthly`, `Annual`; empty for one-time purchases.
  public var billingFrequency: String?
  /// Legacy.
  public var billingCycleType: String?
  /// As in the catalog.
  public var promotionID: String?
  /// JSON in a text, mostly.
  public var priceAdjustmentDescription: String?
  /// For people.
  public var discountDetails: String?
  /// The currency of the invoice, ISO 4217 in upper case.
  public var currency: String?
  /// The currency of the price sheet.
  public var pricingCurrency: String?
  /// The day of the rate.
  public var exchangeRateDate: Date?
  /// For people.
  public var unitType: String?
  /// For people.
  public var meterDescription: String?
  /// The list price, perhaps a newer one: never computed with.
  public var unitPrice: Decimal?
  /// In the pricing currency, after discounts and proration.
  public var effectiveUnitPrice: Decimal?
  /// May have a fraction.
  public var quantity: Decimal?
  /// May have a fraction.
  public var billableQuantity: Decimal?
  /// Before tax, in the currency of the invoice.
  public var subtotal: Decimal?
  /// The tax.
  public var tax: Decimal?
  /// With tax.
  public var total: Decimal?
  /// From the pricing currency to the currency of the invoice.
  public var exchangeRate: Decimal?
  /// Legacy: before discounts and tax.
  public var amount: Decimal?
  /// Legacy.
  public var totalOtherDiscount: Decimal?
  /// Legacy.
  public var listPrice: Decimal?
  /// The use behind a charge; `nil` for a line without any.
  public var usage: UsageDetails?
  /// The members that no page documents, as one JSON object with numbers as they came; `nil` for none.
  public var others: String?

  /// Reads a line.
  ///
  /// - Throws: where an amount is not a number or would be rounded, and where a date is in no known form: a line is whole
  ///   or not read at all.
  public init(_ object: WireObject) throws {
    customerID = LineText.customer(object.identifier("customerId"))
    invoiceLineItemType = object.string("invoiceLineItemType") ?? object.string("invoiceLineItemTypce")
    billingProvider = object.string("billingProvider")
    objectType = object.value("attributes")?["objectType"]?.text ?? object.string("attributes/objectType")
    partnerID = object.identifier("partnerId")
    partnerName = object.string("partnerName")
    customerName = object.text(LineText.customerName)
    customerDomainName = object.string("customerDomainName") ?? object.string("domainName")
    customerCountry = object.identifier("customerCountry")
    invoiceNumber = object.identifier("invoiceNumber")
    mpnID = object.identifier("mpnId")
    resellerMPNID = object.identifier("resellerMpnId") ?? object.identifier("tier2MpnId")
    orderID = object.identifier("orderId")
    alternateID = object.identifier("alternateId")
    orderDate = try LineText.date("orderDate", in: object)
    quoteID = object.identifier("quoteId")
    referenceID = object.identifier("referenceId")
    reservationOrderID = object.identifier("reservationOrderId")
    productID = object.identifier("productId")
    skuID = object.identifier("skuId")
    availabilityID = object.identifier("availabilityId")
    productName = object.string("productName")
    skuName = object.string("skuName")
    publisherName = object.string("publisherName") ?? object.string("providerName")
    publisherID = object.identifier("publisherId") ?? object.identifier("providerId")
    productQualifiers = LineText.words("productQualifiers", in: object)
    productCategory = object.string("productCategory")
    offerID = object.identifier("offerId")
    durableOfferID = object.identifier("durableOfferId")
    offerName = object.string("offerName")
    syndicationPartnerSubscriptionNumber = object.identifier("syndicationPartnerSubscriptionNumber")
    subscriptionID = object.identifier("subscriptionId")
    subscriptionName = object.string("subscriptionName")
    subscriptionDescription = object.string("subscriptionDescription")
    subscriptionStartDate = try LineText.date("subscriptionStartDate", in: object)
    subscriptionEndDate = try LineText.date("subscriptionEndDate", in: object)
    chargeType = object.string("chargeType")
    creditReasonCode = object.string("creditReasonCode")
    chargeStartDate = try LineText.date("chargeStartDate", in: object)
    chargeEndDate = try LineText.date("chargeEndDate", in: object)
    termAndBillingCycle = object.string("termAndBillingCycle")
    billingFrequency = object.string("billingFrequency")
    billingCycleType = object.string("billingCycleType")
    promotionID = object.identifier("promotionId")
    priceAdjustmentDescription = object.string("priceAdjustmentDescription")
    discountDetails = object.string("discountDetails")
    currency = LineText.currency.lazy.compactMap { object.identifier($0) }.first?.uppercased()
    pricingCurrency = object.identifier("pricingCurrency")?.uppercased()
    exchangeRateDate = try LineText.date("pcToBCExchangeRateDate", "pCToBCExchangeRateDate", in: object)
    unitType = object.string("unitType")
    meterDescription = object.string("meterDescription")
    unitPrice = try LineText.amount("unitPrice", in: object)
    effectiveUnitPrice = try LineText.amount("effectiveUnitPrice", in: object)
    quantity = try LineText.amount("quantity", in: object)
    billableQuantity = try LineText.amount("billableQuantity", in: object)
    subtotal = try LineText.amount(LineText.subtotal, in: object)
    tax = try LineText.amount(LineText.tax, in: object)
    total = try LineText.amount(LineText.total, in: object)
    exchangeRate = try LineText.amount(LineText.exchangeRate, in: object)
    amount = try LineText.amount("amount", in: object)
    totalOtherDiscount = try LineText.amount("totalOtherDiscount", in: object)
    listPrice = try LineText.amount("listPrice", in: object)
    usage = try UsageDetails.isIn(object) ? UsageDetails(object) : nil
    others = object.others(than: LineText.known)
    guard customerID != nil || subtotal != nil || total != nil || quantity != nil || usage != nil || productName != nil
    else { throw WireObject.Fault.missing("subtotal") }
  }
}
