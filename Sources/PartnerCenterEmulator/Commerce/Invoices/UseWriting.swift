import CatalogModel
import Foundation

/// Lines of the commerce before the new one, and lines of use, as JSON.
///
/// Source: "Invoice resources", tables LicenseBasedLineItem, UsageBasedLineItem, DailyUsageLineItem and
/// DailyRatedUsageLineItem.
extension InvoiceDesk {
  func licence(_ billed: LegacyLine, _ writer: inout DialectWriter) {
    writer.object { writer in
      customer(of: billed, &writer, name: "customerName")
      writer.member("orderId", billed.order.id)
      writer.member("subscriptionId", subscription(of: billed.order))
      writer.member("syndicationPartnerSubscriptionNumber", subscription(of: billed.order).uppercased())
      writer.member("offerId", billed.line.itemID)
      writer.member("durableOfferId", billed.line.itemID)
      writer.member("offerName", billed.line.sku.title(locale: "en-US").uppercased())
      writer.member("billingCycleType", "MONTHLY")
      texts(of: billed, &writer)
      writer.member("subscriptionStartDate", day(billed.order.created))
      writer.member("subscriptionEndDate", day(BillingCalendar.adding(months: 12, to: billed.order.created)))
      dates(of: billed, &writer)
      writer.member("chargeType", "New")
      writer.amount("unitPrice", billed.unitPrice)
      writer.member("quantity", exactly: String(billed.quantity))
      writer.amount("amount", billed.subtotal)
      writer.amount("totalOtherDiscount", 0)
      writer.amount("subtotal", billed.subtotal)
      writer.amount("tax", billed.tax)
      writer.amount("totalForCustomer", billed.total)
      writer.member("currency", billed.order.currency)
      kind("billing_line_items", "office", "LicenseBasedLineItem", &writer)
    }
  }

  func use(_ billed: LegacyLine, of invoice: String, number: Int, _ writer: inout DialectWriter) {
    writer.object { writer in
      writer.member("detailLineItemId", number + 1)
      writer.member("sku", "7UD-00001")
      writer.member("includedQuantity", 0)
      writer.member("overageQuantity", billed.quantity)
      writer.amount("listPrice", billed.unitPrice)
      writer.member("currency", billed.order.currency)
      writer.amount("pretaxCharges", billed.subtotal)
      writer.amount("taxAmount", billed.tax)
      writer.amount("postTaxTotal", billed.total)
      writer.amount("pretaxEffectiveRate", billed.unitPrice)
      writer.member("postTaxEffectiveRate", exactly: Amount.text(billed.unitPrice))
      writer.member("chargeType", "Assess usage fee for current cycle")
      resource(of: billed, of: invoice, &writer)
      writer.member("consumedQuantity", exactly: String(billed.quantity))
      dates(of: billed, &writer)
      writer.member("unit", "1 Hour")
      kind("billing_line_items", "azure", "UsageBasedLineItem", &writer)
    }
  }

  func day(_ use: DailyUse, of billed: LegacyLine, of invoice: String, _ writer: inout DialectWriter) {
    writer.object { writer in
      writer.member("customerBillableAccount", "1439508127")
      writer.member("usageDate", day(use.day))
      resource(of: billed, of: invoice, &writer)
      writer.member("consumedQuantity", exactly: use.text)
      dates(of: billed, &writer)
      writer.member("unit", "1 Hour")
      kind("usage_line_items", "azure", "DailyUsageLineItem", &writer)
    }
  }

  /// A day of an Azure plan.
  func use(_ use: DailyUse, of billed: StoredInvoiceLine, of invoice: String, _ writer: inout DialectWriter) {
    let (order, line) = (billed.order, billed.line)
    let customer = router.catalog.customer(id: order.customerID)
    let ids = line.itemID.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let entitlement = subscription(of: order)
    writer.object { writer in
      writer.member("partnerId", CatalogIdentifier.guid(router.catalog.root.at(.customer)))
      writer.member("partnerName", "")
      writer.member("customerId", order.customerID)
      writer.member("customerName", customer?.name ?? "")
      writer.member("customerDomainName", customer?.domain ?? "")
      writer.member("customerCountry", customer?.market.code ?? "")
      writer.member("invoiceNumber", invoice)
      writer.member("mpnId", "5357564")
      writer.member("resellerMpnId", "")
      writer.member("productId", ids.first ?? "")
      writer.member("skuId", ids.count > 1 ? ids[1] : "")
      writer.member("availabilityId", ids.count > 2 ? ids[2] : "")
      writer.member("skuName", line.sku.title(locale: "en-US"))
      writer.member("productName", line.sku.product.title(locale: "en-US"))
      writer.member("publisherName", "Microsoft Corporation")
      writer.member("publisherId", "")
      writer.member("subscriptionId", entitlement)
      writer.member("subscriptionDescription", "Azure plan")
      writer.member("chargeStartDate", day(billed.chargeStart) + "Z")
      writer.member("chargeEndDate", billed.chargeEnd.map { day($0) + "Z" } ?? "")
      writer.member("usageDate", day(use.day) + "Z")
      writer.member("meterType", "1 Compute Hour")
      writer.member("meterCategory", "Virtual Machines")
      writer.member("meterId", CatalogIdentifier.guid(router.catalog.root.at(.size)))
      writer.member("meterSubCategory", "")
      writer.member("meterName", billed.meter ?? "")
      writer.member("meterRegion", "")
      writer.member("unitOfMeasure", "1 Hour")
      writer.member("resourceLocation", "EASTUS2")
      writer.member("consumedService", "Microsoft.Compute")
      writer.member("resourceGroup", "RG")
      writer.member("resourceUri", "/subscriptions/\(entitlement)/resourceGroups/RG")
      writer.member("tags", "")
      writer.member("additionalInfo", #"{"UsageType":"ComputeHR"}"#)
      writer.member("serviceInfo1", "")
      writer.member("serviceInfo2", "")
      writer.member("chargeType", "new")
      writer.amount("unitPrice", billed.unitPrice)
      writer.member("quantity", exactly: use.text)
      writer.member("unitType", "1 Hour")
      // Hundredths and tenths: exact to the third place, as use is not rounded before it is summed.
      writer.member("billingPreTaxTotal", exactly: Self.thousandths(billed.effectivePrice * use.tenths))
      writer.member("billingCurrency", order.currency)
      writer.member("pricingPreTaxTotal", exactly: Self.thousandths(billed.effectivePrice * use.tenths))
      writer.member("pricingCurrency", billed.pricingCurrency)
      writer.member("entitlementId", entitlement)
      writer.member("entitlementDescription", "Azure plan")
      writer.amount("pcToBCExchangeRate", billed.rate)
      writer.member("pcToBCExchangeRateDate", day(BillingCalendar.month(billed.chargeStart)) + "Z")
      writer.amount("effectiveUnitPrice", billed.effectivePrice)
      writer.member("rateOfPartnerEarnedCredit", 0)
      writer.member("rateOfCredit", 0)
      writer.member("creditType", "Credit Not Applied")
      kind("usage_line_items", "marketplace", "DailyRatedUsageLineItem", &writer)
    }
  }

  private static func thousandths(_ number: Int) -> String {
    let places = String(1_000 + number % 1_000).dropFirst()
    return "\(number / 1_000).\(places)"
  }

  private func day(_ date: Date) -> String { ServiceTimestamp.day(date) + "T00:00:00" }

  private func subscription(of order: StoredOrder) -> String {
    CatalogIdentifier.guid(router.catalog.root.at(.subscription, text: order.id))
  }

  /// Partner and customer; the customer has another name in lines of use.
  private func customer(of billed: LegacyLine, _ writer: inout DialectWriter, name: String) {
    let customer = router.catalog.customer(id: billed.order.customerID)
    writer.member("partnerId", CatalogIdentifier.guid(router.catalog.root.at(.customer)).uppercased())
    writer.member("customerId", billed.order.customerID.uppercased())
    writer.member(name, customer?.name ?? "")
    writer.member("domainName", customer?.domain ?? "")
    writer.member("mpnId", 4_391_507)
    writer.member("tier2MpnId", -1)
  }

  private func texts(of billed: LegacyLine, _ writer: inout DialectWriter) {
    writer.member("subscriptionName", billed.isUse ? "Microsoft Azure" : billed.line.sku.title(locale: "en-US"))
    writer.member("subscriptionDescription", billed.isUse ? "Microsoft Azure" : billed.line.sku.title(locale: "en-US"))
  }

  private func dates(of billed: LegacyLine, _ writer: inout DialectWriter) {
    writer.member("chargeStartDate", day(billed.start))
    writer.member("chargeEndDate", day(billed.end))
  }

  private func resource(of billed: LegacyLine, of invoice: String, _ writer: inout DialectWriter) {
    writer.member("partnerName", "Emulated partner")
    writer.member("partnerBillableAccountId", "1010578050")
    customer(of: billed, &writer, name: "customerCompanyName")
    writer.member("invoiceNumber", invoice)
    writer.member("subscriptionId", subscription(of: billed.order))
    texts(of: billed, &writer)
    writer.member("billingCycleType", "Monthly")
    writer.member("orderId", billed.order.id)
    writer.member("serviceName", "Azure App Service")
    writer.member("serviceType", "Standard Plan")
    writer.member("resourceGuid", "505db374-df8a-44df-9d8c-13c14b61dee1")
    writer.member("resourceName", "S1")
    writer.member("region", "")
  }

  private func kind(_ type: String, _ provider: String, _ object: String, _ writer: inout DialectWriter) {
    writer.member("invoiceLineItemType", type)
    writer.member("billingProvider", provider)
    writer.unknownMembers()
    writer.objectType(object)
  }
}
