public import Foundation
public import PartnerCenterCommerce

/// What is reconciled: an invoice, what is not billed yet, or downloaded files.
public struct InvoiceDocument: Sendable, Hashable {
  /// Where the lines come from.
  public enum Source: String, Sendable, Hashable {
    /// The lists of lines of an invoice.
    case lineItems
    /// The billing export.
    case export
    /// Downloaded files.
    case file
  }

  /// The name under which it is stored: the id of an invoice, `unbilled-USD-current`, `file:NAME`.
  public var name: String
  /// `nil` for anything but an invoice.
  public var invoiceID: String?
  /// `invoice`, `adjustment_note`, …; `nil` for anything but an invoice.
  public var documentType: String?
  /// The document that it corrects; `nil` for none.
  public var amendsOf: String?
  /// Its date; `nil` where it is not known.
  public var date: Date?
  /// The first day of the period; `nil` where it is not known.
  public var periodStart: Date?
  /// The last day of the period; `nil` where it is not known.
  public var periodEnd: Date?
  /// ISO 4217; empty where it is not known.
  public var currency: String
  /// The total, with tax; `nil` where there is none.
  public var total: Decimal?
  /// Where the lines come from.
  public var source: Source
  /// Whether tax and totals are final.
  public var isFinal: Bool

  /// Creates a document.
  public init(
    name: String, invoiceID: String? = nil, documentType: String? = nil, amendsOf: String? = nil, date: Date? = nil,
    periodStart: Date? = nil, periodEnd: Date? = nil, currency: String = "", total: Decimal? = nil, source: Source,
    isFinal: Bool = true
  ) {
    self.name = name
    self.invoiceID = invoiceID
    self.documentType = documentType
    self.amendsOf = amendsOf
    self.date = date
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.currency = currency
    self.total = total
    self.source = source
    self.isFinal = isFinal
  }

  /// An invoice as the service describes it.
  public init(_ invoice: Invoice, source: Source) {
    self.init(
      name: invoice.id.rawValue, invoiceID: invoice.id.rawValue, documentType: invoice.documentType,
      amendsOf: invoice.amendsOf?.rawValue, date: invoice.invoiceDate, periodStart: invoice.billingPeriodStartDate,
      periodEnd: invoice.billingPeriodEndDate, currency: invoice.currencyCode, total: invoice.totalCharges,
      source: source)
  }
}
