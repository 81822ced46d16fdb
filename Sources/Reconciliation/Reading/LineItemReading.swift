public import Foundation
public import PartnerCenter
public import PartnerCenterCommerce

/// Reads the lines of invoices by their lists of lines, into a journal.
public struct LineItemReading: Sendable {
  private let commerce: CommerceClient
  private let journal: InvoiceJournal

  /// Creates a reading.
  public init(_ commerce: CommerceClient, into journal: InvoiceJournal) {
    self.commerce = commerce
    self.journal = journal
  }

  /// Reads the charges of an invoice: only the lists that it names.
  ///
  /// - Parameters:
  ///   - invoice: the invoice, with its lists of lines.
  ///   - now: the time of the reading.
  /// - Returns: what is known to be missing.
  /// - Throws: ``ReadingError``, `JournalError`, errors of the client.
  public func read(_ invoice: Invoice, at now: Date) async throws -> DocumentReading {
    let document = InvoiceDocument(invoice, source: .lineItems)
    var reading = DocumentReading()
    for kind in invoice.undocumentedKinds {
      reading.gaps.append(
        "lines of \(kind.provider.word), \(kind.type.word), were not read: no page documents them")
    }
    _ = try journal.begin(document, version: nil, at: now)
    var number = 0
    for (part, kind) in invoice.lineKinds.filter({ $0.type == .billing }).enumerated() {
      let lines = try await lines(of: invoice.id, kind, currency: invoice.currencyCode, period: nil)
      try store(lines, part: part, named: "\(kind.provider.word) \(kind.type.word)", of: document.name, &number)
    }
    try journal.finish(document.name, unreadable: 0)
    return reading
  }

  /// Reads what is not billed yet.
  ///
  /// - Parameters:
  ///   - currency: ISO 4217.
  ///   - period: the period.
  ///   - now: the time of the reading.
  /// - Returns: the document.
  /// - Throws: ``ReadingError``, `JournalError`, errors of the client.
  public func readUnbilled(
    in currency: String, _ period: Call.BillingPeriod, at now: Date
  ) async throws -> InvoiceDocument {
    let document = InvoiceDocument.unbilled(in: currency, period, source: .lineItems)
    _ = try journal.begin(document, version: nil, at: now)
    var number = 0
    let lines = try await lines(
      of: .unbilled, InvoiceLineKind(.oneTime, .billing), currency: currency, period: period)
    try store(lines, part: 0, named: "one_time billing_line_items", of: document.name, &number)
    try journal.finish(document.name, unreadable: 0)
    return document
  }

  private func store(
    _ lines: [BilledLine], part: Int, named name: String, of document: String, _ number: inout Int
  ) throws {
    try journal.store(part: part, named: name, of: document) { store in
      for var line in lines {
        number += 1
        line.number = number
        try store(line)
      }
      return 0
    }
  }

  private func lines(
    of invoice: InvoiceID, _ kind: InvoiceLineKind, currency: String, period: Call.BillingPeriod?
  ) async throws -> [BilledLine] {
    let outcome = try await commerce.lines(
      of: invoice, kind, currency: currency, period: period, as: BilledLine.self)
    switch outcome {
    case .read(let reading)?:
      guard reading.unreadable == 0 else {
        throw ReadingError.lines("\(reading.unreadable) of them are in no known form")
      }
      return reading.items
    case .notFound?: throw ReadingError.lines("the service does not know the list")
    case .forbidden(let refusal)?: throw refusal
    case .unchanged?, nil: throw ReadingError.lines("the list is empty in a way that no page documents")
    }
  }
}

extension InvoiceDocument {
  /// What is not billed yet, in one currency and period: tax and totals are not final.
  public static func unbilled(
    in currency: String, _ period: Call.BillingPeriod, source: Source
  ) -> InvoiceDocument {
    InvoiceDocument(
      name: "unbilled-\(currency.uppercased())-\(period.rawValue)", currency: currency.uppercased(), source: source,
      isFinal: false)
  }
}
