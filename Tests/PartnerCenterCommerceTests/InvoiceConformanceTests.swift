import CatalogModel
import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

/// Every body of the documentation about balances, invoices and their lines, field by field against another reading.
@Suite("The documentation's own bodies of invoices are read field by field", .enabled(if: Samples.areHere))
struct InvoiceConformanceTests {
  private static let lineBodies = Samples.all.filter { $0.model.hasPrefix("InvoiceLineItem/") }

  private func expectSame(_ ours: Date?, _ plain: PlainJSON) {
    var text = plain.text
    if text?.isEmpty == true || text?.hasPrefix("0001-") == true { text = nil }
    if let given = text, given.dropFirst(10).allSatisfy({ !"Z+-".contains($0) }) { text = given + "Z" }
    let date = text.flatMap { text in
      try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")))
    }
    #expect(text == nil || date != nil, "\(text ?? "")")
    #expect(ours == nil ? date == nil : abs((date ?? .distantPast).timeIntervalSince(ours ?? .now)) < 0.001)
  }

  /// The amount as its text: no digit is lost.
  private func expectSame(_ ours: Decimal?, _ plain: PlainJSON) {
    let theirs = plain.text.flatMap { Decimal(string: $0, locale: Locale(identifier: "en_US_POSIX")) }
    #expect((ours == nil) == (theirs == nil))
    if let ours, let theirs { #expect(abs(ours - theirs) <= abs(theirs) / 1_000_000_000_000_000) }
  }

  private func first(_ plain: PlainJSON, _ names: [String]) -> PlainJSON {
    names.map { plain[$0] }.first { $0.value != nil && $0.text != "" } ?? PlainJSON(nil as Any?)
  }

  private func compare(_ summary: InvoiceSummary, _ plain: PlainJSON) {
    expectSame(summary.balanceAmount, plain["balanceAmount"])
    #expect(summary.currencyCode == plain["currencyCode"].text)
    #expect(summary.currencySymbol == plain["currencySymbol"].text)
    expectSame(summary.accountingDate, plain["accountingDate"])
    expectSame(summary.firstInvoiceCreationDate, plain["firstInvoiceCreationDate"])
    expectSame(summary.lastPaymentDate, plain["lastPaymentDate"])
    expectSame(summary.lastPaymentAmount, plain["lastPaymentAmount"])
    expectSame(summary.latestInvoiceDate, plain["latestInvoiceDate"])
    #expect(summary.details.count == plain["details"].elements.count)
    for (detail, plain) in zip(summary.details, plain["details"].elements) {
      #expect(detail.invoiceType == plain["invoiceType"].text)
      compare(detail.summary, plain["summary"])
    }
    let parts = summary.details.reduce(Decimal(0)) { $0 + ($1.summary.balanceAmount ?? 0) }
    #expect(summary.details.isEmpty || parts == summary.balanceAmount)
  }

  @Test("Balances", arguments: Samples.bodies(of: "InvoiceSummary"))
  func summaries(entry: Samples.Entry) throws {
    let plain = try PlainJSON(entry.body).resources
    #expect(!plain.isEmpty)
    for one in plain {
      let body = try JSONSerialization.data(withJSONObject: one.value ?? [:])
      compare(try InvoiceSummary(body: body), one)
    }
  }

  private func compare(_ invoice: Invoice, _ plain: PlainJSON) {
    #expect(invoice.id.rawValue == plain["id"].text)
    expectSame(invoice.invoiceDate, plain["invoiceDate"])
    expectSame(invoice.billingPeriodStartDate, plain["billingPeriodStartDate"])
    expectSame(invoice.billingPeriodEndDate, plain["billingPeriodEndDate"])
    expectSame(invoice.totalCharges, plain["totalCharges"])
    expectSame(invoice.paidAmount, plain["paidAmount"])
    #expect(invoice.currencyCode == plain["currencyCode"].text)
    #expect(invoice.currencySymbol == plain["currencySymbol"].text)
    #expect(invoice.pdfDownloadLink == plain["pdfDownloadLink"].text)
    let receipts = plain["taxReceipts"].elements
    #expect(invoice.taxReceipts.map(\.id) == receipts.map { $0["id"].text })
    #expect(invoice.taxReceipts.map(\.pdfDownloadLink) == receipts.map { $0["taxReceiptPdfDownloadLink"].text })
    let details = plain["invoiceDetails"].elements
    #expect(invoice.details.map(\.kind.type.word) == details.map { $0["invoiceLineItemType"].text })
    #expect(invoice.details.map(\.kind.provider.word) == details.map { $0["billingProvider"].text })
    #expect(invoice.details.map(\.link) == details.map { $0["links"]["self"]["uri"].text })
    #expect(invoice.documentType == plain["documentType"].text)
    #expect(invoice.invoiceType == plain["invoiceType"].text)
    #expect(invoice.amendsOf?.rawValue == plain["amendsOf"].text)
    #expect(invoice.amendments.count == plain["amendments"].elements.count)
    #expect(invoice.others == nil)
    for (amendment, plain) in zip(invoice.amendments, plain["amendments"].elements) { compare(amendment, plain) }
  }

  @Test("Invoices", arguments: Samples.bodies(of: "Invoice"))
  func invoices(entry: Samples.Entry) throws {
    let plain = try PlainJSON(entry.body).resources
    #expect(!plain.isEmpty)
    for one in plain {
      let body = try JSONSerialization.data(withJSONObject: one.value ?? [:])
      compare(try Invoice(body: body), one)
    }
  }

  @Test("Links of estimates", arguments: Samples.bodies(of: "EstimateLink"))
  func estimateLinks(entry: Samples.Entry) throws {
    for one in try PlainJSON(entry.body).resources {
      let link = try EstimateLink(body: JSONSerialization.data(withJSONObject: one.value ?? [:]))
      #expect(link.type == one["type"].text)
      #expect(link.title == one["title"].text)
      #expect(link.description == one["description"].text)
      #expect(link.period == one["period"].text)
      #expect(link.uri == one["link"]["uri"].text)
    }
  }

  private func compare(_ line: InvoiceLine, _ plain: PlainJSON) {
    let customer = plain["customerId"].text ?? ""
    #expect(line.customerID?.rawValue ?? "" == customer.lowercased().replacing("org:", with: ""))
    #expect(line.billingProvider == plain["billingProvider"].text)
    #expect(line.invoiceLineItemType == first(plain, ["invoiceLineItemType", "invoiceLineItemTypce"]).text)
    #expect(line.partnerID ?? "" == first(plain, ["partnerId"]).text ?? "")
    #expect(line.partnerName ?? "" == first(plain, ["partnerName"]).text ?? "")
    #expect(line.customerName ?? "" == first(plain, ["customerName", "customerCompanyName"]).text ?? "")
    #expect(line.customerDomainName ?? "" == first(plain, ["customerDomainName", "domainName"]).text ?? "")
    #expect(line.customerCountry ?? "" == first(plain, ["customerCountry"]).text ?? "")
    #expect(line.invoiceNumber ?? "" == first(plain, ["invoiceNumber"]).text ?? "")
    #expect(line.mpnID ?? "" == first(plain, ["mpnId"]).text ?? "")
    #expect(line.resellerMPNID ?? "" == first(plain, ["resellerMpnId", "tier2MpnId"]).text ?? "")
    #expect(line.orderID ?? "" == first(plain, ["orderId"]).text ?? "")
    #expect(line.alternateID ?? "" == first(plain, ["alternateId"]).text ?? "")
    expectSame(line.orderDate, plain["orderDate"])
    #expect(line.quoteID ?? "" == first(plain, ["quoteId"]).text ?? "")
    #expect(line.referenceID ?? "" == first(plain, ["referenceId"]).text ?? "")
    #expect(line.reservationOrderID ?? "" == first(plain, ["reservationOrderId"]).text ?? "")
    #expect(line.productID ?? "" == first(plain, ["productId"]).text ?? "")
    #expect(line.skuID ?? "" == first(plain, ["skuId"]).text ?? "")
    #expect(line.availabilityID ?? "" == first(plain, ["availabilityId"]).text ?? "")
    #expect(line.productName ?? "" == first(plain, ["productName"]).text ?? "")
    #expect(line.skuName ?? "" == first(plain, ["skuName"]).text ?? "")
    #expect(line.publisherName ?? "" == first(plain, ["publisherName", "providerName"]).text ?? "")
    #expect(line.publisherID ?? "" == first(plain, ["publisherId", "providerId"]).text ?? "")
    #expect(line.productQualifiers == plain["productQualifiers"].texts)
    #expect(line.productCategory ?? "" == first(plain, ["productCategory"]).text ?? "")
    #expect(line.offerID ?? "" == first(plain, ["offerId"]).text ?? "")
    #expect(line.durableOfferID ?? "" == first(plain, ["durableOfferId"]).text ?? "")
    #expect(line.offerName ?? "" == first(plain, ["offerName"]).text ?? "")
    #expect(
      line.syndicationPartnerSubscriptionNumber ?? "" == first(plain, ["syndicationPartnerSubscriptionNumber"]).text
        ?? "")
    #expect(line.subscriptionID ?? "" == first(plain, ["subscriptionId"]).text ?? "")
    #expect(line.subscriptionName ?? "" == first(plain, ["subscriptionName"]).text ?? "")
    #expect(line.subscriptionDescription ?? "" == first(plain, ["subscriptionDescription"]).text ?? "")
    expectSame(line.subscriptionStartDate, plain["subscriptionStartDate"])
    expectSame(line.subscriptionEndDate, plain["subscriptionEndDate"])
    #expect(line.chargeType ?? "" == first(plain, ["chargeType"]).text ?? "")
    #expect(line.creditReasonCode ?? "" == first(plain, ["creditReasonCode"]).text ?? "")
    expectSame(line.chargeStartDate, plain["chargeStartDate"])
    expectSame(line.chargeEndDate, plain["chargeEndDate"])
    #expect(line.termAndBillingCycle ?? "" == first(plain, ["termAndBillingCycle"]).text ?? "")
    #expect(line.billingFrequency ?? "" == first(plain, ["billingFrequency"]).text ?? "")
    #expect(line.billingCycleType ?? "" == first(plain, ["billingCycleType"]).text ?? "")
    #expect(line.promotionID ?? "" == first(plain, ["promotionId"]).text ?? "")
    #expect(line.priceAdjustmentDescription ?? "" == first(plain, ["priceAdjustmentDescription"]).text ?? "")
    #expect(line.discountDetails ?? "" == first(plain, ["discountDetails"]).text ?? "")
    #expect(line.currency == first(plain, ["currency", "billingCurrency"]).text?.uppercased())
    #expect(line.pricingCurrency == first(plain, ["pricingCurrency"]).text?.uppercased())
    expectSame(line.exchangeRateDate, plain["pcToBCExchangeRateDate"])
    #expect(line.unitType ?? "" == first(plain, ["unitType"]).text ?? "")
    #expect(line.meterDescription ?? "" == first(plain, ["meterDescription"]).text ?? "")
    expectSame(line.unitPrice, plain["unitPrice"])
    expectSame(line.effectiveUnitPrice, plain["effectiveUnitPrice"])
    expectSame(line.quantity, plain["quantity"])
    expectSame(line.billableQuantity, plain["billableQuantity"])
    expectSame(line.subtotal, first(plain, ["subtotal", "billingPreTaxTotal", "pretaxCharges"]))
    expectSame(line.tax, first(plain, ["taxTotal", "tax", "taxAmount"]))
    expectSame(line.total, first(plain, ["totalForCustomer", "total", "postTaxTotal"]))
    expectSame(line.exchangeRate, plain["pcToBCExchangeRate"])
    expectSame(line.amount, plain["amount"])
    expectSame(line.totalOtherDiscount, plain["totalOtherDiscount"])
    expectSame(line.listPrice, plain["listPrice"])
  }

  private func compare(_ usage: UsageDetails, _ plain: PlainJSON) {
    expectSame(usage.usageDate, plain["usageDate"])
    #expect(usage.meterID ?? "" == first(plain, ["meterId"]).text ?? "")
    #expect(usage.meterType ?? "" == first(plain, ["meterType"]).text ?? "")
    #expect(usage.meterCategory ?? "" == first(plain, ["meterCategory"]).text ?? "")
    #expect(usage.meterSubCategory ?? "" == first(plain, ["meterSubCategory"]).text ?? "")
    #expect(usage.meterName ?? "" == first(plain, ["meterName"]).text ?? "")
    #expect(usage.meterRegion ?? "" == first(plain, ["meterRegion"]).text ?? "")
    #expect(usage.unitOfMeasure ?? "" == first(plain, ["unitOfMeasure", "unit"]).text ?? "")
    #expect(usage.resourceLocation ?? "" == first(plain, ["resourceLocation"]).text ?? "")
    #expect(usage.consumedService ?? "" == first(plain, ["consumedService"]).text ?? "")
    #expect(usage.resourceGroup ?? "" == first(plain, ["resourceGroup"]).text ?? "")
    #expect(usage.resourceURI ?? "" == first(plain, ["resourceUri", "resourceURI"]).text ?? "")
    #expect(usage.tags ?? "" == first(plain, ["tags"]).text ?? "")
    #expect(usage.additionalInfo ?? "" == first(plain, ["additionalInfo"]).text ?? "")
    #expect(usage.serviceInfo1 ?? "" == first(plain, ["serviceInfo1"]).text ?? "")
    #expect(usage.serviceInfo2 ?? "" == first(plain, ["serviceInfo2"]).text ?? "")
    #expect(usage.entitlementID ?? "" == first(plain, ["entitlementId"]).text ?? "")
    #expect(usage.entitlementDescription ?? "" == first(plain, ["entitlementDescription"]).text ?? "")
    #expect(usage.creditType ?? "" == first(plain, ["creditType"]).text ?? "")
    #expect(usage.benefitOrderID ?? "" == first(plain, ["benefitOrderId"]).text ?? "")
    #expect(usage.benefitID ?? "" == first(plain, ["benefitId"]).text ?? "")
    #expect(usage.benefitType ?? "" == first(plain, ["benefitType"]).text ?? "")
    #expect(usage.serviceName ?? "" == first(plain, ["serviceName"]).text ?? "")
    #expect(usage.serviceType ?? "" == first(plain, ["serviceType"]).text ?? "")
    #expect(usage.resourceGuid ?? "" == first(plain, ["resourceGuid"]).text ?? "")
    #expect(usage.resourceName ?? "" == first(plain, ["resourceName"]).text ?? "")
    #expect(usage.region ?? "" == first(plain, ["region"]).text ?? "")
    #expect(usage.sku ?? "" == first(plain, ["sku"]).text ?? "")
    #expect(usage.detailLineItemID ?? "" == first(plain, ["detailLineItemId"]).text ?? "")
    #expect(usage.customerBillableAccount ?? "" == first(plain, ["customerBillableAccount"]).text ?? "")
    #expect(usage.partnerBillableAccountID ?? "" == first(plain, ["partnerBillableAccountId"]).text ?? "")
    expectSame(usage.consumedQuantity, plain["consumedQuantity"])
    expectSame(usage.includedQuantity, plain["includedQuantity"])
    expectSame(usage.overageQuantity, plain["overageQuantity"])
    expectSame(usage.pretaxEffectiveRate, plain["pretaxEffectiveRate"])
    expectSame(usage.postTaxEffectiveRate, plain["postTaxEffectiveRate"])
    expectSame(usage.pricingSubtotal, plain["pricingPreTaxTotal"])
    expectSame(usage.rateOfPartnerEarnedCredit, plain["rateOfPartnerEarnedCredit"])
    expectSame(usage.rateOfCredit, plain["rateOfCredit"])
  }

  @Test("Lines of every provider and type", arguments: lineBodies)
  func lines(entry: Samples.Entry) throws {
    // Read with the exact text of each number: JSONSerialization alone would round it first.
    let plain = try PlainJSON(entry.body).resources
    let lines = try Lines(body: entry.body).lines
    #expect(lines.count == plain.count && !lines.isEmpty)
    for (line, plain) in zip(lines, plain) {
      compare(line, plain)
      if let usage = line.usage { compare(usage, plain) }
      #expect(line.others == nil, "\(line.others ?? "")")
    }
  }

  private struct Lines: WireResource {
    var lines: [InvoiceLine]
    init(_ object: WireObject) throws { lines = try object.wholeList("items") }
  }

  @Test("The index names lines of all five tables")
  func index() {
    #expect(Self.lineBodies.count == 17)
    #expect(Set(Self.lineBodies.map(\.model)).count == 5)
  }
}
