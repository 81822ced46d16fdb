import CatalogModel
import Foundation

/// Balances, invoices and lines as JSON.
extension InvoiceDesk {
  func balance(in currency: String, _ writer: inout DialectWriter) {
    let owed = book.invoices.filter { $0.currency == currency }
    summary(owed, in: currency, &writer) { writer in
      writer.arrayMember("details") { writer in
        for (type, part) in [("Recurring", owed.filter(\.isLegacy)), ("OneTime", owed.filter { !$0.isLegacy })]
        where !part.isEmpty || type == "OneTime" {
          writer.element { writer in
            writer.object { writer in
              writer.member("invoiceType", type)
              writer.valueMember("summary") { summary(part, in: currency, &$0) { _ in } }
            }
          }
        }
      }
      writer.objectMember("links") { $0.link("self", uri: "/invoices/summary") }
    }
  }

  private func summary(
    _ owed: [StoredInvoice], in currency: String, _ writer: inout DialectWriter, rest: (inout DialectWriter) -> Void
  ) {
    func time(_ date: Date?) -> String { date.map { ServiceTimestamp.day($0) + "T00:00:00" } ?? "0001-01-01T00:00:00" }
    writer.object { writer in
      writer.amount("balanceAmount", owed.reduce(0) { $0 + $1.total })
      writer.member("currencyCode", currency)
      writer.member("currencySymbol", CurrencySymbol.of(currency))
      writer.member("accountingDate", time(book.now))
      writer.member("firstInvoiceCreationDate", time(owed.last?.issued))
      writer.member("lastPaymentDate", time(nil))
      writer.amount("lastPaymentAmount", 0)
      writer.member("latestInvoiceDate", time(owed.first?.issued))
      rest(&writer)
      writer.unknownMembers()
      writer.objectType("InvoiceSummary")
    }
  }

  func invoice(_ invoice: StoredInvoice, isListed: Bool, _ writer: inout DialectWriter) {
    let prefix = invoice.isLegacy ? "Recurring" : "OneTime"
    writer.object { writer in
      writer.member("id", invoice.id)
      writer.member("invoiceDate", ServiceTimestamp.text(invoice.issued))
      if !isListed {
        writer.member("billingPeriodStartDate", ServiceTimestamp.text(invoice.start))
        writer.member("billingPeriodEndDate", ServiceTimestamp.text(invoice.end))
      }
      writer.amount("totalCharges", invoice.total)
      writer.amount("paidAmount", 0)
      writer.member("currencyCode", invoice.currency)
      writer.member("currencySymbol", CurrencySymbol.of(invoice.currency))
      writer.member("pdfDownloadLink", "/invoices/\(invoice.id)/documents/statement")
      writer.arrayMember("invoiceDetails") { writer in
        for (provider, type) in invoice.lists {
          writer.element { writer in
            writer.object { writer in
              writer.member("invoiceLineItemType", type)
              writer.member("billingProvider", provider)
              writer.objectMember("links") {
                let words = [provider, type].map { $0.split(separator: "_").map { $0.capitalized }.joined() }
                $0.link("self", uri: "/invoices/\(prefix)-\(invoice.id)/lineitems/\(words[0])/\(words[1])")
              }
              writer.objectType("InvoiceDetail")
            }
          }
        }
      }
      writer.member("documentType", invoice.amends == nil ? "invoice" : "adjustment_note")
      writer.member("amendsOf", ifPresent: invoice.amends)
      writer.member("invoiceType", prefix)
      writer.unknownMembers()
      writer.objectMember("links") { $0.link("self", uri: "/invoices/\(prefix)-\(invoice.id)") }
      writer.objectType("Invoice")
    }
  }

  func line(_ billed: StoredInvoiceLine, of invoice: String, _ writer: inout DialectWriter) {
    let (order, line) = (billed.order, billed.line)
    let customer = router.catalog.customer(id: order.customerID)
    let ids = line.itemID.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    func day(_ date: Date?) -> String { date.map { ServiceTimestamp.day($0) + "T00:00:00Z" } ?? "" }
    writer.object { writer in
      writer.member("partnerId", CatalogIdentifier.guid(router.catalog.root.at(.customer)))
      writer.member("customerId", router.dialect.olderOrders ? "org:" + order.customerID : order.customerID)
      writer.member("customerName", customer?.name ?? "")
      writer.member("customerDomainName", customer?.domain ?? "")
      writer.member("customerCountry", customer?.market.code ?? "")
      writer.member("invoiceNumber", invoice)
      writer.member("mpnId", 5_357_564)
      writer.member("resellerMpnId", 0)
      writer.member("orderId", order.id)
      writer.member("orderDate", ServiceTimestamp.text(order.created))
      writer.member("productId", ids.first ?? "")
      writer.member("skuId", ids.count > 1 ? ids[1] : "")
      writer.member("availabilityId", ids.count > 2 ? ids[2] : "")
      writer.member("productName", line.sku.product.title(locale: "en-US"))
      writer.member("skuName", line.sku.title(locale: "en-US"))
      writer.member("productQualifiers", billed.isTrial ? ["Trial"] : [])
      writer.member("chargeType", billed.chargeType)
      writer.amount("unitPrice", billed.unitPrice)
      writer.amount("effectiveUnitPrice", billed.effectivePrice)
      writer.member("unitType", "")
      writer.member("quantity", exactly: String(billed.quantity))
      writer.amount("subtotal", billed.subtotal)
      writer.amount("taxTotal", billed.tax)
      writer.amount("totalForCustomer", billed.subtotal + billed.tax)
      writer.member("currency", order.currency)
      writer.member("publisherName", "Microsoft Corporation")
      writer.member("publisherId", "")
      writer.member("subscriptionDescription", line.friendlyName ?? "")
      writer.member("subscriptionId", order.subscriptions[billed.index] ?? "")
      writer.member("subscriptionStartDate", day(order.created))
      writer.member("subscriptionEndDate", day(billed.subscriptionEnd))
      writer.member("chargeStartDate", day(billed.chargeStart))
      writer.member("chargeEndDate", day(billed.chargeEnd))
      writer.member("termAndBillingCycle", line.termDuration == nil ? "" : "Commitment for \(line.cycle) billing")
      writer.member("alternateId", order.alternateID)
      writer.member("referenceId", billed.referenceID)
      writer.member("priceAdjustmentDescription", "")
      writer.member("discountDetails", "")
      writer.member("pricingCurrency", billed.pricingCurrency)
      writer.amount("pcToBCExchangeRate", billed.rate)
      writer.member("pcToBCExchangeRateDate", day(BillingCalendar.month(billed.chargeStart)))
      writer.member("billableQuantity", exactly: String(billed.quantity))
      writer.member("meterDescription", billed.meter ?? "")
      writer.member("billingFrequency", billed.frequency)
      writer.member("reservationOrderId", "")
      writer.member("invoiceLineItemType", "billing_line_items")
      writer.member("billingProvider", "one_time")
      writer.member("promotionId", billed.promotionID ?? "")
      writer.unknownMembers()
      writer.objectType("OneTimeInvoiceLineItem")
    }
  }
}
