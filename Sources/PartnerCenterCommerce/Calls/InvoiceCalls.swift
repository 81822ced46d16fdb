import CatalogModel
public import Foundation
public import PartnerCenter

/// Balance, invoices and their lines: all are reads.
extension Call {
  /// `GET /invoices/summary`: the balance in the partner's default currency.
  public static var balance: Call { Call(["invoices", "summary"], subject: .other) }

  /// `GET /invoices/summaries`: one for each currency; needs a token of application and user.
  public static var balances: Call { Call(["invoices", "summaries"], subject: .other) }

  /// `GET /invoices`: `size` and `offset` count for legacy invoices alone, the others come whole.
  ///
  /// - Parameters:
  ///   - size: the legacy invoices of a page.
  ///   - offset: the legacy invoices before the page.
  ///   - since: the earliest date; `nil` for all. Long histories time out without one.
  /// - Returns: the call of a list of ``Invoice``.
  public static func invoices(size: Int = 200, offset: Int = 0, since: Date? = nil) -> Call {
    // Source: .NET SDK 3.4, `SimpleFieldFilter` with `FieldFilterOperation.GreaterThanOrEquals`.
    let filter = since.map { since in
      JSONValue.object([
        "Field": .string("InvoiceDate"), "Operator": .string("greater_than_or_equals"),
        "Value": .string(since.iso8601Text),
      ]).canonicalText
    }
    return Call(
      ["invoices"], query: [("size", String(size)), ("offset", String(offset)), ("filter", filter)], subject: .other)
  }

  /// `GET /invoices/{invoice}`; needs a token of application and user.
  public static func invoice(_ invoice: InvoiceID) -> Call {
    Call(["invoices", invoice.rawValue], subject: .invoice(invoice.rawValue))
  }

  /// The period of lines that are not billed yet.
  public enum BillingPeriod: String, Sendable, Hashable, CaseIterable {
    case current, previous
  }

  /// `GET /invoices/{invoice}/lineitems`.
  ///
  /// - Parameters:
  ///   - invoice: the invoice, or ``InvoiceID/unbilled``.
  ///   - kind: one that the invoice lists.
  ///   - currency: ISO 4217; needed for use, and for what is not billed yet.
  ///   - period: of what is not billed yet, and of use; `nil` elsewhere.
  /// - Returns: the call of a list of ``InvoiceLine``; `nil` for a kind that no page documents.
  public static func lines(
    of invoice: InvoiceID, _ kind: InvoiceLineKind, currency: String? = nil, period: BillingPeriod? = nil
  ) -> Call? {
    guard kind.isDocumented, let provider = kind.provider.queryWord, let type = kind.type.queryWord else { return nil }
    let isOpen = invoice == .unbilled
    let needsCurrency = isOpen || kind.type == .usage && kind.provider.isNewCommerce
    var call = Call(
      ["invoices", invoice.rawValue, "lineitems"],
      query: [
        ("provider", provider), ("invoicelineitemtype", type),
        ("currencycode", needsCurrency ? currency?.lowercased() : nil),
        ("period", needsCurrency ? (period ?? .previous).rawValue : nil), ("size", "2000"),
        ("offset", kind.provider.isNewCommerce ? nil : "0"),
      ], subject: .invoice(invoice.rawValue))
    call.isContinuedByToken = kind.provider.isNewCommerce
    return call
  }

  /// `GET /invoices/estimates/links`: the lists of what is not billed yet in one currency.
  public static func estimateLinks(currency: String) -> Call {
    Call(["invoices", "estimates", "links"], query: [("currencycode", currency.lowercased())], subject: .other)
  }

  /// `GET /invoices/{invoice}/documents/statement`: a PDF; needs a token of application and user.
  public static func statement(of invoice: InvoiceID) -> Call {
    Call(["invoices", invoice.rawValue, "documents", "statement"], subject: .invoice(invoice.rawValue))
  }
}
