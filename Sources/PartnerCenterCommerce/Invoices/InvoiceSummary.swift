public import Foundation
public import PartnerCenter

/// What the partner owes in one currency.
///
/// Balances of 0 and wrong ones have been seen (notice of February 2023): to be shown, not to decide by.
///
/// Source: "Invoice resources", table InvoiceSummary.
public struct InvoiceSummary: WireResource, Hashable {
  /// `nil` where the response omits it.
  public var balanceAmount: Decimal?
  /// ISO 4217 in upper case; empty where the response omits it.
  public var currencyCode: String
  /// `$`, `£`; `nil` where the response omits it.
  public var currencySymbol: String?
  /// The time of the balance; `nil` where the response omits it.
  public var accountingDate: Date?
  /// `nil`: there was none.
  public var firstInvoiceCreationDate: Date?
  /// `nil`: nothing was paid yet.
  public var lastPaymentDate: Date?
  /// `nil` where the response omits it.
  public var lastPaymentAmount: Decimal?
  /// `nil`: there was none.
  public var latestInvoiceDate: Date?
  /// The parts by kind of invoice; their sum is the balance.
  public var details: [Detail]

  /// The balance of one kind of invoice.
  public struct Detail: WireResource, Hashable {
    /// `Recurring`, `OneTime`: as received.
    public var invoiceType: String
    /// Without details of its own.
    public var summary: InvoiceSummary

    /// Reads a detail.
    ///
    /// - Throws: where the summary is missing or unreadable.
    public init(_ object: WireObject) throws {
      invoiceType = object.string("invoiceType") ?? ""
      guard let summary = try object.wholeNested("summary", as: InvoiceSummary.self) else {
        throw WireObject.Fault.missing("summary")
      }
      self.summary = summary
    }
  }

  /// Reads a summary.
  ///
  /// - Throws: where it has neither balance nor currency, and where an amount is not a number.
  public init(_ object: WireObject) throws {
    balanceAmount = try object.decimal("balanceAmount")
    currencyCode = (object.string("currencyCode") ?? "").uppercased()
    guard balanceAmount != nil || !currencyCode.isEmpty else { throw WireObject.Fault.missing("balanceAmount") }
    currencySymbol = object.string("currencySymbol")
    accountingDate = ServiceTime.date(object.string("accountingDate"))
    firstInvoiceCreationDate = ServiceTime.date(object.string("firstInvoiceCreationDate"))
    lastPaymentDate = ServiceTime.date(object.string("lastPaymentDate"))
    lastPaymentAmount = try object.decimal("lastPaymentAmount")
    latestInvoiceDate = ServiceTime.date(object.string("latestInvoiceDate"))
    details = try object.wholeList("details")
  }
}
