import CatalogJSON
import CatalogModel
import Foundation
import PartnerCenterCommerce

/// Invoices and their lines as JSON, by the names of the service; amounts are decimal strings, and every key is always
/// there.
enum InvoiceJSON {
  /// A key of an open set.
  struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  struct Line: Encodable {
    var line: InvoiceLine

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Key.self)
      try object.encode(line.customerID, as: "customerId")
      try object.encode(line.partnerID, as: "partnerId")
      try object.encode(line.partnerName, as: "partnerName")
      try object.encode(line.customerName, as: "customerName")
      try object.encode(line.customerDomainName, as: "customerDomainName")
      try object.encode(line.customerCountry, as: "customerCountry")
      try object.encode(line.invoiceNumber, as: "invoiceNumber")
      try object.encode(line.mpnID, as: "mpnId")
      try object.encode(line.resellerMPNID, as: "resellerMpnId")
      try object.encode(line.orderID, as: "orderId")
      try object.encode(line.alternateID, as: "alternateId")
      try object.encode(line.orderDate, as: "orderDate")
      try object.encode(line.quoteID, as: "quoteId")
      try object.encode(line.referenceID, as: "referenceId")
      try object.encode(line.reservationOrderID, as: "reservationOrderId")
      try object.encode(line.productID, as: "productId")
      try object.encode(line.skuID, as: "skuId")
      try object.encode(line.availabilityID, as: "availabilityId")
      try object.encode(line.productName, as: "productName")
      try object.encode(line.skuName, as: "skuName")
      try object.encode(line.publisherName, as: "publisherName")
      try object.encode(line.publisherID, as: "publisherId")
      try object.encode(line.productQualifiers, as: "productQualifiers")
      try object.encode(line.productCategory, as: "productCategory")
      try object.encode(line.offerID, as: "offerId")
      try object.encode(line.durableOfferID, as: "durableOfferId")
      try object.encode(line.offerName, as: "offerName")
      try object.encode(line.syndicationPartnerSubscriptionNumber, as: "syndicationPartnerSubscriptionNumber")
      try object.encode(line.subscriptionID, as: "subscriptionId")
      try object.encode(line.subscriptionName, as: "subscriptionName")
      try object.encode(line.subscriptionDescription, as: "subscriptionDescription")
      try object.encode(line.subscriptionStartDate, as: "subscriptionStartDate")
      try object.encode(line.subscriptionEndDate, as: "subscriptionEndDate")
      try object.encode(line.chargeType, as: "chargeType")
      try object.encode(line.creditReasonCode, as: "creditReasonCode")
      try object.encode(line.chargeStartDate, as: "chargeStartDate")
      try object.encode(line.chargeEndDate, as: "chargeEndDate")
      try object.encode(line.termAndBillingCycle, as: "termAndBillingCycle")
      try object.encode(line.billingFrequency, as: "billingFrequency")
      try object.encode(line.billingCycleType, as: "billingCycleType")
      try object.encode(line.promotionID, as: "promotionId")
      try object.encode(line.priceAdjustmentDescription, as: "priceAdjustmentDescription")
      try object.encode(line.discountDetails, as: "discountDetails")
      try object.encode(line.currency, as: "currency")
      try object.encode(line.pricingCurrency, as: "pricingCurrency")
      try object.encode(line.exchangeRateDate, as: "pcToBCExchangeRateDate")
      try object.encode(line.unitType, as: "unitType")
      try object.encode(line.meterDescription, as: "meterDescription")
      try object.encode(line.unitPrice.map(MoneyText.exact), as: "unitPrice")
      try object.encode(line.effectiveUnitPrice.map(MoneyText.exact), as: "effectiveUnitPrice")
      try object.encode(line.quantity.map(MoneyText.exact), as: "quantity")
      try object.encode(line.billableQuantity.map(MoneyText.exact), as: "billableQuantity")
      try object.encode(line.subtotal.map(MoneyText.exact), as: "subtotal")
      try object.encode(line.tax.map(MoneyText.exact), as: "taxTotal")
      try object.encode(line.total.map(MoneyText.exact), as: "totalForCustomer")
      try object.encode(line.exchangeRate.map(MoneyText.exact), as: "pcToBCExchangeRate")
      try object.encode(line.amount.map(MoneyText.exact), as: "amount")
      try object.encode(line.totalOtherDiscount.map(MoneyText.exact), as: "totalOtherDiscount")
      try object.encode(line.listPrice.map(MoneyText.exact), as: "listPrice")
      try object.encode(line.usage.map(Usage.init), as: "usage")
      try object.encode(line.others.flatMap(JSONFragment.init(parsing:)), as: "other")
    }
  }

  struct Usage: Encodable {
    var line: UsageDetails

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Key.self)
      try object.encode(line.usageDate, as: "usageDate")
      try object.encode(line.meterID, as: "meterId")
      try object.encode(line.meterType, as: "meterType")
      try object.encode(line.meterCategory, as: "meterCategory")
      try object.encode(line.meterSubCategory, as: "meterSubCategory")
      try object.encode(line.meterName, as: "meterName")
      try object.encode(line.meterRegion, as: "meterRegion")
      try object.encode(line.unitOfMeasure, as: "unitOfMeasure")
      try object.encode(line.resourceLocation, as: "resourceLocation")
      try object.encode(line.consumedService, as: "consumedService")
      try object.encode(line.resourceGroup, as: "resourceGroup")
      try object.encode(line.resourceURI, as: "resourceUri")
      try object.encode(line.tags, as: "tags")
      try object.encode(line.additionalInfo, as: "additionalInfo")
      try object.encode(line.serviceInfo1, as: "serviceInfo1")
      try object.encode(line.serviceInfo2, as: "serviceInfo2")
      try object.encode(line.entitlementID, as: "entitlementId")
      try object.encode(line.entitlementDescription, as: "entitlementDescription")
      try object.encode(line.creditType, as: "creditType")
      try object.encode(line.benefitOrderID, as: "benefitOrderId")
      try object.encode(line.benefitID, as: "benefitId")
      try object.encode(line.benefitType, as: "benefitType")
      try object.encode(line.serviceName, as: "serviceName")
      try object.encode(line.serviceType, as: "serviceType")
      try object.encode(line.resourceGuid, as: "resourceGuid")
      try object.encode(line.resourceName, as: "resourceName")
      try object.encode(line.region, as: "region")
      try object.encode(line.sku, as: "sku")
      try object.encode(line.detailLineItemID, as: "detailLineItemId")
      try object.encode(line.customerBillableAccount, as: "customerBillableAccount")
      try object.encode(line.partnerBillableAccountID, as: "partnerBillableAccountId")
      try object.encode(line.consumedQuantity.map(MoneyText.exact), as: "consumedQuantity")
      try object.encode(line.includedQuantity.map(MoneyText.exact), as: "includedQuantity")
      try object.encode(line.overageQuantity.map(MoneyText.exact), as: "overageQuantity")
      try object.encode(line.pretaxEffectiveRate.map(MoneyText.exact), as: "pretaxEffectiveRate")
      try object.encode(line.postTaxEffectiveRate.map(MoneyText.exact), as: "postTaxEffectiveRate")
      try object.encode(line.pricingSubtotal.map(MoneyText.exact), as: "pricingPreTaxTotal")
      try object.encode(line.rateOfPartnerEarnedCredit.map(MoneyText.exact), as: "rateOfPartnerEarnedCredit")
      try object.encode(line.rateOfCredit.map(MoneyText.exact), as: "rateOfCredit")
    }
  }
}

extension KeyedEncodingContainer<InvoiceJSON.Key> {
  fileprivate mutating func encode(_ value: (some Encodable)?, as key: String) throws {
    try encode(value, forKey: InvoiceJSON.Key(stringValue: key))
  }
}

extension JSONFragment {
  /// `nil` where the text is no JSON.
  fileprivate init?(parsing text: String) {
    guard let value = try? JSONDecoder().decode(JSONFragment.self, from: Data(text.utf8)) else { return nil }
    self = value
  }
}
