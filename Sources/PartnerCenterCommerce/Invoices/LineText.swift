package import CatalogModel
package import Foundation
package import PartnerCenter

/// Members of invoice lines, in the forms of bodies and of reconciliation files.
package enum LineText {
  /// The documented names of the members.
  package static let known: WireNames = [
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

  // One fact in several editions.
  package static let customerName: [StaticString] = ["customerName", "customerCompanyName"]
  package static let currency: [StaticString] = ["currency", "billingCurrency"]
  package static let subtotal: [StaticString] = ["subtotal", "billingPreTaxTotal", "pretaxCharges"]
  package static let tax: [StaticString] = ["taxTotal", "tax", "taxAmount"]
  package static let total: [StaticString] = ["totalForCustomer", "total", "postTaxTotal"]
  package static let exchangeRate: [StaticString] = ["pcToBCExchangeRate", "pCToBCExchangeRate"]

  /// `org:` and a GUID, or a GUID.
  package static func customer(_ text: String?) -> CustomerID? {
    guard let text else { return nil }
    let isPrefixed = text.utf8.dropFirst(3).first == UInt8(ascii: ":") && text.prefix(3).lowercased() == "org"
    return CustomerID(isPrefixed ? String(text.dropFirst(4)) : text)
  }

  /// The amount of the first of several names that has one; an empty text is an absent amount.
  static func amount(_ names: StaticString..., in object: WireObject) throws -> Decimal? {
    try object.amount(names)?.decimal
  }

  static func amount(_ names: [StaticString], in object: WireObject) throws -> Decimal? {
    try object.amount(names)?.decimal
  }

  /// The date of the first of several names that has one.
  ///
  /// - Throws: for a text in no known form: a charge without its dates is not understood.
  package static func date(_ names: StaticString..., in object: WireObject) throws -> Date? {
    for name in names {
      if let bytes = object.plainText(name), let date = ServiceTime.date(bytes) { return date }
      if let date = try Self.date(object.string(name)) { return date }
    }
    return nil
  }

  private static func date(_ text: String?) throws -> Date? {
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
  package static func words(_ name: StaticString, in object: WireObject) -> [String] {
    guard let text = object.string(name) else { return object.strings(name) }
    return text.split { ",;|[]\"".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }
}

extension InvoiceLine {
  /// The documented names of the members by their names in lower case, as files write them in any case.
  package static let memberNames: [String: String] = {
    var names = Dictionary(
      LineText.known.all.sorted().map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    for name in ["pcToBCExchangeRate", "pcToBCExchangeRateDate"] { names[name.lowercased()] = name }
    return names
  }()
}
