import CatalogModel
import Foundation
import PartnerCenterCommerce

/// Balances, invoices and lines for a person.
enum InvoiceTable {
  static func balances(_ balances: [InvoiceSummary], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Currency"), .init(title: "Balance", least: 8, keep: 9, isNumber: true),
      .init(title: "Kind", least: 9, keep: 4), .init(title: "Last invoice", least: 10, keep: 3),
      .init(title: "Last payment", least: 10, keep: 2),
      .init(title: "Paid", least: 8, keep: 1, isNumber: true),
    ])
    for balance in balances {
      table.rows.append(row(balance, kind: "all"))
      table.rows += balance.details.map { row($0.summary, kind: $0.invoiceType) }
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func row(_ summary: InvoiceSummary, kind: String) -> [Table.Cell] {
    [
      .init(summary.currencyCode), .init(MoneyText.shown(summary.balanceAmount)), .init(kind),
      .init(day(summary.latestInvoiceDate)), .init(day(summary.lastPaymentDate)),
      .init(MoneyText.shown(summary.lastPaymentAmount)),
    ]
  }

  static func day(_ date: Date?) -> String { date.map { $0.iso8601Day } ?? "" }

  static func invoices(_ invoices: [Invoice], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Invoice"), .init(title: "Date", least: 10, keep: 8),
      .init(title: "Total", least: 8, keep: 9, isNumber: true),
      .init(title: "Currency", least: 8, keep: 7), .init(title: "Document", least: 8, keep: 5),
      .init(title: "Kind", least: 9, keep: 4), .init(title: "Corrects", least: 8, keep: 3),
      .init(title: "Lines", least: 10, keep: 2),
    ])
    func add(_ invoice: Invoice) {
      table.rows.append([
        .init(invoice.id.rawValue), .init(day(invoice.invoiceDate)), .init(MoneyText.shown(invoice.totalCharges)),
        .init(invoice.currencyCode), .init(invoice.documentType), .init(invoice.invoiceType),
        .init(invoice.amendsOf?.rawValue ?? ""),
        .init(invoice.details.map { $0.kind.provider.word }.joined(separator: ", ")),
      ])
      for amendment in invoice.amendments { add(amendment) }
    }
    for invoice in invoices { add(invoice) }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static func lines(_ lines: [InvoiceLine], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Customer", least: 12, keep: 6), .init(title: "Product", least: 16, keep: 7),
      .init(title: "Charge", least: 8, keep: 4), .init(title: "From", least: 10, keep: 3),
      .init(title: "To", least: 10, keep: 2), .init(title: "Quantity", least: 8, keep: 5, isNumber: true),
      .init(title: "Subtotal", least: 8, keep: 8, isNumber: true),
      .init(title: "Tax", least: 6, keep: 1, isNumber: true),
      .init(title: "Total", least: 8, keep: 9, isNumber: true), .init(title: "Order", least: 12, keep: 3),
    ])
    table.rows = lines.map { line in
      let product = line.skuName ?? line.productName ?? line.offerName ?? line.usage?.serviceName ?? ""
      return [
        .init(line.customerName ?? line.customerID?.rawValue ?? ""), .init(product), .init(line.chargeType ?? ""),
        .init(day(line.chargeStartDate)), .init(day(line.chargeEndDate)),
        .init((line.quantity ?? line.usage?.consumedQuantity).map(MoneyText.exact) ?? ""),
        .init(MoneyText.shown(line.subtotal)), .init(MoneyText.shown(line.tax)), .init(MoneyText.shown(line.total)),
        .init(line.orderID ?? ""),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }
}
