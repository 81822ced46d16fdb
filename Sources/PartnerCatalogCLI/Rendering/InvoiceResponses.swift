import CatalogModel
import Foundation
import PartnerCenterCommerce

/// Amounts as text.
enum MoneyText {
  /// All digits, and no others: `30.4`.
  static func exact(_ amount: Decimal) -> String { amount.description }

  /// At least two decimal places: `30.40`.
  static func shown(_ amount: Decimal?) -> String {
    guard let amount else { return "" }
    let text = amount.description
    guard let point = text.firstIndex(of: ".") else { return text + ".00" }
    return text + String(repeating: "0", count: max(0, 2 - text[text.index(after: point)...].count))
  }
}

/// The answer of `balance`.
struct BalanceResponse: Encodable {
  /// The balance in the default currency; `nil` where the service knows none.
  var standard: Summary?
  /// One for each currency; `nil` where this sign-in may not read them.
  var balances: [Summary]?

  private enum CodingKeys: String, CodingKey {
    case standard = "default"
    case balances
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(standard, forKey: .standard)
    try object.encode(balances, forKey: .balances)
  }

  struct Summary: Encodable {
    var summary: InvoiceSummary

    private enum Keys: String, CodingKey {
      case currencyCode, currencySymbol, balanceAmount, accountingDate, firstInvoiceCreationDate, latestInvoiceDate
      case lastPaymentDate, lastPaymentAmount, details
    }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(summary.currencyCode, forKey: .currencyCode)
      try object.encode(summary.currencySymbol, forKey: .currencySymbol)
      try object.encode(summary.balanceAmount.map(MoneyText.exact), forKey: .balanceAmount)
      try object.encode(summary.accountingDate, forKey: .accountingDate)
      try object.encode(summary.firstInvoiceCreationDate, forKey: .firstInvoiceCreationDate)
      try object.encode(summary.latestInvoiceDate, forKey: .latestInvoiceDate)
      try object.encode(summary.lastPaymentDate, forKey: .lastPaymentDate)
      try object.encode(summary.lastPaymentAmount.map(MoneyText.exact), forKey: .lastPaymentAmount)
      try object.encode(
        summary.details.map { Detail(invoiceType: $0.invoiceType, summary: Summary(summary: $0.summary)) },
        forKey: .details)
    }
  }

  struct Detail: Encodable {
    var invoiceType: String
    var summary: Summary
  }
}

/// An invoice as JSON.
struct InvoiceEntry: Encodable {
  var invoice: Invoice

  private enum Keys: String, CodingKey {
    case id, invoiceDate, billingPeriodStartDate, billingPeriodEndDate, totalCharges, paidAmount, currencyCode
    case documentType, invoiceType, amendsOf, status, invoiceDetails, amendments
  }

  private struct Kind: Encodable {
    var billingProvider: String
    var invoiceLineItemType: String
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(invoice.id.rawValue, forKey: .id)
    try object.encode(invoice.invoiceDate, forKey: .invoiceDate)
    try object.encode(invoice.billingPeriodStartDate, forKey: .billingPeriodStartDate)
    try object.encode(invoice.billingPeriodEndDate, forKey: .billingPeriodEndDate)
    try object.encode(invoice.totalCharges.map(MoneyText.exact), forKey: .totalCharges)
    try object.encode(invoice.paidAmount.map(MoneyText.exact), forKey: .paidAmount)
    try object.encode(invoice.currencyCode, forKey: .currencyCode)
    try object.encode(invoice.documentType, forKey: .documentType)
    try object.encode(invoice.invoiceType, forKey: .invoiceType)
    try object.encode(invoice.amendsOf?.rawValue, forKey: .amendsOf)
    try object.encode(invoice.status, forKey: .status)
    try object.encode(
      invoice.details.map {
        Kind(billingProvider: $0.kind.provider.word, invoiceLineItemType: $0.kind.type.word)
      }, forKey: .invoiceDetails)
    try object.encode(invoice.amendments.map(InvoiceEntry.init), forKey: .amendments)
  }
}

/// The answer of `invoices`.
struct InvoiceListResponse: Encodable {
  var invoices: [InvoiceEntry]
}

/// The answer of `invoices ID`.
struct InvoiceResponse: Encodable {
  var invoice: InvoiceEntry
  /// `nil` where they were not asked for.
  var lines: [InvoiceJSON.Line]?
  /// Lists of lines that the invoice has, and no page documents: they were not asked for.
  var notRead: [String]
  /// The file of the statement; `nil` where it was not asked for.
  var pdf: String?

  private enum Keys: String, CodingKey { case invoice, lines, notRead, pdf }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(invoice, forKey: .invoice)
    try object.encode(lines, forKey: .lines)
    try object.encode(notRead, forKey: .notRead)
    try object.encode(pdf, forKey: .pdf)
  }
}
