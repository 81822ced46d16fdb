import CatalogModel
import Foundation
import PartnerCenter

/// Members of invoice lines, in the forms of bodies and of reconciliation files.
enum LineText {
  /// The documented names of the members.
  static let known: Set<String> = [
    "PCToBCExchangeRate", "PCToBCExchangeRateDate", "additionalInfo", "alternateId", "amount", "attributes",
    "attributes/objectType", "availabilityId", "benefitId", "benefitOrderId", "benefitType", "billableQuantity",
    "billingCurrency", "billingCycleType", "billingFrequency", "billingPreTaxTotal", "billingProvider",
    "chargeEndDate", "chargeStartDate", "chargeType", "consumedQuantity", "consumedService", "creditReasonCode",
    "creditType", "currency", "customerBillableAccount", "customerCompanyName", "customerCountry",
    "customerDomainName", "customerId", "customerName", "detailLineItemId", "discountDetails", "domainName",
    "durableOfferId", "effectiveUnitPrice", "entitlementDescription", "entitlementId", "includedQuantity",
    "invoiceLineItemTypce", "invoiceLineItemType", "invoiceNumber", "links", "listPrice", "meterCategory",
    "meterDescription", "meterId", "meterName", "meterRegion", "meterSubCategory", "meterType", "mpnId", "offerId",
    "offerName", "orderDate", "orderId", "overageQuantity", "pCToBCExchangeRate", "pCToBCExchangeRateDate",
    "partnerBillableAccountId", "partnerId", "partnerName", "pcToBCExchangeRate", "pcToBCExchangeRateDate",
    "postTaxEffectiveRate", "postTaxTotal", "pretaxCharges", "pretaxEffectiveRate", "priceAdjustmentDescription",
    "pricingCurrency", "pricingPreTaxTotal", "productCategory", "productId", "productName", "productQualifiers",
    "promotionId", "providerId", "providerName", "publisherId", "publisherName", "quantity", "quoteId",
    "rateOfCredit", "rateOfPartnerEarnedCredit", "referenceId", "region", "resellerMpnId", "reservationOrderId",
    "resourceGroup", "resourceGuid", "resourceLocation", "resourceName", "resourceURI", "resourceUri",
    "serviceInfo1", "serviceInfo2", "serviceName", "serviceType", "sku", "skuId", "skuName",
    "subscriptionDescription", "subscriptionEndDate", "subscriptionId", "subscriptionName", "subscriptionStartDate",
    "subtotal", "syndicationPartnerSubscriptionNumber", "tags", "tax", "taxAmount", "taxTotal",
    "termAndBillingCycle", "tier2MpnId", "total", "totalForCustomer", "totalOtherDiscount", "unit", "unitOfMeasure",
    "unitPrice", "unitType", "usageDate",
  ]

  /// `org:` and a GUID, or a GUID.
  static func customer(_ text: String?) -> CustomerID? {
    guard let text else { return nil }
    return CustomerID(text.lowercased().hasPrefix("org:") ? String(text.dropFirst(4)) : text)
  }

  /// An empty text is an absent amount.
  static func amount(_ name: StaticString, in object: WireObject) throws -> Decimal? {
    if object.string(name) == "" { return nil }
    return try object.decimal(name)
  }

  /// - Throws: for a text in no known form: a charge without its dates is not understood.
  static func date(_ text: String?) throws -> Date? {
    guard let text, !text.isEmpty, !text.utf8.starts(with: "0001-".utf8) else { return nil }
    if let date = ServiceTime.date(text) { return date }
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    if trimmed.isEmpty { return nil }
    guard let date = ServiceTime.americanDate(trimmed) else {
      throw WireObject.Fault.unreadable("date")
    }
    return date
  }

  /// A text, or JSON in its place.
  static func raw(_ name: StaticString, in object: WireObject) -> String? {
    switch object.value(name) {
    case nil: nil
    case .string(let text)?: text
    case let value?: value.canonicalText
    }
  }

  /// A list, or a list in one text: `["AddOn","Trial"]`, `AddOn, Trial`.
  static func words(_ name: StaticString, in object: WireObject) -> [String] {
    guard let text = object.string(name) else { return object.strings(name) }
    return text.split { ",;|[]\"".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }
}

extension InvoiceLine {
  /// The documented names of the members by their names in lower case, as files write them in any case.
  package static let memberNames: [String: String] = {
    var names = Dictionary(
      LineText.known.sorted().map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    for name in ["pcToBCExchangeRate", "pcToBCExchangeRateDate"] { names[name.lowercased()] = name }
    return names
  }()
}
