public import CatalogModel
public import Foundation
public import PartnerCenter

/// Identifies an invoice: `G000024135` (new commerce), `D02005YFHI` or digits (legacy).
///
/// Source: "Invoice resources"; links carry `OneTime-` or `Recurring-` before it, the id does not.
public struct InvoiceID: StringIdentifier {
  /// The text, without the prefix of links.
  public let rawValue: String

  /// Wraps an id; any text is accepted.
  public init(_ text: String) {
    let prefix = ["onetime-", "recurring-"].first { text.lowercased().hasPrefix($0) }
    rawValue = prefix.map { String(text.dropFirst($0.count)) } ?? text
  }

  /// The word in the place of an id that means what is not billed yet.
  public static let unbilled = InvoiceID("unbilled")
}

/// An invoice, a credit note or a void note.
///
/// Source: "Invoice resources", table Invoice.
public struct Invoice: WireResource, Hashable {
  /// The id.
  public var id: InvoiceID
  /// `nil` where the response omits it.
  public var invoiceDate: Date?
  /// `nil` in lists and in old bodies.
  public var billingPeriodStartDate: Date?
  /// `nil` in lists and in old bodies.
  public var billingPeriodEndDate: Date?
  /// The total, with tax; `nil` where the response omits it.
  public var totalCharges: Decimal?
  /// Negative where something was paid, by the table; `nil` where the response omits it.
  public var paidAmount: Decimal?
  /// Newer editions alone.
  public var amountDue: Decimal?
  /// ISO 4217 in upper case; empty where the response omits it.
  public var currencyCode: String
  /// `$`; `nil` where the response omits it.
  public var currencySymbol: String?
  /// The path of the statement, good for 30 minutes; `nil` where the response omits it.
  public var pdfDownloadLink: String?
  /// Taiwan alone.
  public var taxReceipts: [TaxReceipt]
  /// The lists of lines that the invoice has: no other is asked for.
  public var details: [Detail]
  /// The corrections of this one; without links of their own.
  public var amendments: [Invoice]
  /// `invoice`, `void_note`, `adjustment_note`: an open set; empty where the response omits it.
  public var documentType: String
  /// The document that this one corrects; `nil` for none.
  public var amendsOf: InvoiceID?
  /// `Recurring`, `OneTime`, `one_time`: as received.
  public var invoiceType: String
  /// `active`, `void`: newest editions alone.
  public var status: String?
  /// The members that no page documents, as JSON; `nil` for none.
  public var others: String?

  /// A receipt of tax.
  public struct TaxReceipt: WireResource, Hashable {
    /// The id.
    public var id: String
    /// The path of its PDF; `nil` where the response omits it.
    public var pdfDownloadLink: String?

    /// Reads a receipt.
    ///
    /// - Throws: where `id` is missing.
    public init(_ object: WireObject) throws {
      id = try object.required("id")
      pdfDownloadLink = object.string("taxReceiptPdfDownloadLink")
    }
  }

  /// One list of lines of an invoice.
  public struct Detail: WireResource, Hashable {
    /// Provider and type.
    public var kind: InvoiceLineKind
    /// As received: the same list in the older form of addresses; `nil` where the response omits it.
    public var link: String?

    /// Reads a detail.
    public init(_ object: WireObject) throws {
      kind = InvoiceLineKind(
        BillingProvider(object.string("billingProvider") ?? ""),
        InvoiceLineType(object.string("invoiceLineItemType") ?? ""))
      link = object.value("links")?["self"]?["uri"]?.text
    }
  }

  private static let known: WireNames = [
    "id", "invoiceDate", "billingPeriodStartDate", "billingPeriodEndDate", "totalCharges", "paidAmount", "amountDue",
    "currencyCode", "currencySymbol", "pdfDownloadLink", "taxReceipts", "invoiceDetails", "amendments", "documentType",
    "amendsOf", "invoiceType", "status", "state", "links", "attributes",
  ]

  /// Reads an invoice.
  ///
  /// - Throws: where `id` is missing, and where an amount, a list of lines or a correction is unreadable.
  public init(_ object: WireObject) throws {
    id = InvoiceID(try object.required("id"))
    invoiceDate = ServiceTime.date(object.string("invoiceDate"))
    billingPeriodStartDate = ServiceTime.date(object.string("billingPeriodStartDate"))
    billingPeriodEndDate = ServiceTime.date(object.string("billingPeriodEndDate"))
    totalCharges = try object.decimal("totalCharges")
    paidAmount = try object.decimal("paidAmount")
    amountDue = try object.decimal("amountDue")
    currencyCode = (object.identifier("currencyCode") ?? "").uppercased()
    currencySymbol = object.identifier("currencySymbol")
    pdfDownloadLink = object.string("pdfDownloadLink")
    taxReceipts = object.list("taxReceipts")
    details = try object.wholeList("invoiceDetails")
    amendments = try object.wholeList("amendments")
    documentType = object.string("documentType") ?? ""
    amendsOf = object.identifier("amendsOf").map { InvoiceID($0) }
    invoiceType = object.string("invoiceType") ?? ""
    status = object.identifier("status") ?? object.identifier("state")
    others = object.others(than: Self.known)
  }

  /// The invoice id.
  public var listID: String? { id.rawValue }

  /// Whether the invoice is the one asked for.
  public func isAnswer(to call: Call) -> Bool {
    guard case .invoice(let asked) = call.subject else { return true }
    return id.rawValue.lowercased() == asked.lowercased()
  }

  /// The lists of lines that the service answers, each once.
  public var lineKinds: [InvoiceLineKind] {
    details.map(\.kind).reduce(into: []) { kinds, kind in
      if kind.isDocumented, !kinds.contains(kind) { kinds.append(kind) }
    }
  }

  /// The listed combinations that no page documents, which are not asked for: as the invoice spells them.
  public var undocumentedKinds: [InvoiceLineKind] {
    details.map(\.kind).filter { kind in
      !kind.isDocumented && WireWord.folded(kind.provider.word) != "none" && WireWord.folded(kind.type.word) != "none"
    }
  }

  /// Whether it is a credit note, or voids another document.
  public var isCorrection: Bool {
    amendsOf != nil || ["voidnote", "adjustmentnote", "creditnote"].contains(WireWord.folded(documentType))
  }

  /// Whether it is of the new commerce: by its lists of lines, and where it names none that is known, as since April 2025,
  /// by its kind and its id.
  public var isNewCommerce: Bool {
    let known = details.map(\.kind).filter(\.isDocumented)
    guard known.isEmpty else { return known.contains { $0.provider.isNewCommerce } }
    return WireWord.folded(invoiceType) == "onetime" || id.rawValue.uppercased().hasPrefix("G")
  }
}
