public import Foundation
public import PartnerCenter

/// Balance, invoices, their lines and their statements.
extension CommerceClient {
  /// Reads the balance in the partner's default currency.
  public func balance() async throws -> Outcome<InvoiceSummary> { try await client.get(.balance) }

  /// Reads the balances, one for each currency.
  public func balances() async throws -> ListOutcome<InvoiceSummary> { try await client.list(.balances) }

  /// Reads the invoices, newest pages and older ones.
  ///
  /// A service that links no next page although the page is full is asked for the next one: `size` and `offset` page
  /// legacy invoices alone, the others come whole on each page and are kept once. A filter that the service refuses is
  /// left out.
  ///
  /// - Parameter since: the earliest date; `nil` for all. The response is filtered here as well; an invoice without a date
  ///   stays.
  /// - Returns: each invoice once.
  /// - Throws: as `PartnerCenterClient.get(_:as:)`.
  public func invoices(since: Date? = nil) async throws -> ListOutcome<Invoice> {
    var reading: ListReading<Invoice>?
    var seen: Set<InvoiceID> = []
    var offset = 0
    var isFiltered = since != nil
    while true {
      let outcome: ListOutcome<Invoice>
      do {
        outcome = try await client.list(
          .invoices(size: Self.invoicePage, offset: offset, since: isFiltered ? since : nil))
      } catch let error as RequestError where isFiltered && error.isBadRequest {
        isFiltered = false
        continue
      }
      guard case .read(let page) = outcome else {
        guard let reading else { return outcome }
        return .read(reading)
      }
      let new = page.items.filter { seen.insert($0.id).inserted }
      let kept = new.filter { invoice in
        since.map { since in invoice.invoiceDate.map { $0 >= since } ?? true } ?? true
      }
      if reading == nil { reading = ListReading(items: [], unreadable: 0, pages: 0, hash: page.hash) }
      reading?.items += kept
      reading?.unreadable += page.unreadable
      reading?.pages += page.pages
      let legacy = page.items.count { !$0.isNewCommerce }
      guard page.pages == 1, legacy >= Self.invoicePage, !new.isEmpty else {
        return reading.map { .read($0) } ?? outcome
      }
      offset += legacy
    }
  }

  private static let invoicePage = 200

  /// Reads an invoice, with its lists of lines.
  public func invoice(_ invoice: InvoiceID) async throws -> Outcome<Invoice> { try await client.get(.invoice(invoice)) }

  /// Reads one list of lines to its end: an empty page with a continuation token is not the end.
  ///
  /// - Parameters:
  ///   - invoice: the invoice, or ``InvoiceID/unbilled``.
  ///   - kind: one of ``Invoice/lineKinds``.
  ///   - currency: ISO 4217; needed for use, and for what is not billed yet.
  ///   - period: of what is not billed yet.
  /// - Returns: `nil` for a kind that no page documents; nothing was asked then.
  /// - Throws: as `PartnerCenterClient.get(_:as:)`.
  public func lines(
    of invoice: InvoiceID, _ kind: InvoiceLineKind, currency: String? = nil, period: Call.BillingPeriod? = nil
  ) async throws -> ListOutcome<InvoiceLine>? {
    try await lines(of: invoice, kind, currency: currency, period: period, as: InvoiceLine.self)
  }

  /// The same, read as another resource.
  package func lines<Line: WireResource>(
    of invoice: InvoiceID, _ kind: InvoiceLineKind, currency: String?, period: Call.BillingPeriod?, as type: Line.Type
  ) async throws -> ListOutcome<Line>? {
    guard let call = Call.lines(of: invoice, kind, currency: currency, period: period) else { return nil }
    return try await client.list(call)
  }

  /// Reads the addresses of what is not billed yet.
  public func estimateLinks(currency: String) async throws -> ListOutcome<EstimateLink> {
    try await client.list(.estimateLinks(currency: currency))
  }

  /// Reads the statement of an invoice into a file.
  ///
  /// The `Content-Type` proves nothing: pages print `application/json`. A body that is no PDF is an error.
  ///
  /// - Parameters:
  ///   - invoice: the invoice.
  ///   - path: a file that is overwritten. It holds a part where this throws.
  /// - Returns: the response without its body.
  /// - Throws: as `PartnerCenterClient.get(_:as:)`.
  public func statement(of invoice: InvoiceID, to path: String) async throws -> Outcome<TransportResponse> {
    try await client.download(.statement(of: invoice), to: path, limit: Self.largestStatement) {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      guard try file.read(upToCount: 4) == Data("%PDF".utf8) else { throw WireObject.Fault.unreadable("statement") }
    }
  }

  /// Bytes of a statement. Source: samples of 200 kB.
  private static let largestStatement = 1 << 30
}

extension RequestError {
  /// Whether the service takes the request for a wrong one.
  fileprivate var isBadRequest: Bool {
    if case .refused(let serviceError) = cause { serviceError.status == 400 } else { false }
  }
}
