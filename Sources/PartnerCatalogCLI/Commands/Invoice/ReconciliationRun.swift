import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Reconciliation

/// One reconciliation: reads the lines and what they are compared with, and compares.
struct ReconciliationRun: Sendable {
  var session: CommandContext
  var journal: InvoiceJournal
  var rates: ExchangeRates

  typealias Result = (report: ReconciliationReport, warnings: [String])

  func reconcile(invoice id: InvoiceID) async throws -> Result {
    let context = try PurchaseContext(session)
    return try await context.withCommerce { commerce in
      let invoice = try await InvoicesCommand.invoice(id, commerce)
      var warnings: [String] = []
      let (document, reading) = try await read(invoice, commerce, context, &warnings)
      if let corrected = invoice.amendsOf, try journal.total(ofInvoice: corrected.rawValue) == nil {
        do {
          let charged = try await InvoicesCommand.invoice(corrected, commerce)
          _ = try await read(charged, commerce, context, &warnings)
        } catch let error as CommandError where error.code == .invoiceNotFound {
          warnings.append(error.message)
        }
      }
      return (try await compare(document, reading, commerce), warnings)
    }
  }

  func reconcileUnbilled(in currency: String, _ period: Call.BillingPeriod) async throws -> Result {
    let context = try PurchaseContext(session)
    return try await context.withCommerce { commerce in
      var warnings: [String] = []
      let document: InvoiceDocument = try await either {
        try await context.withBillingExport { export, files in
          try await ExportReading(export, files: files, into: journal).readUnbilled(
            in: currency, period, at: session.now)
        }
      } or: {
        try await LineItemReading(commerce, into: journal).readUnbilled(in: currency, period, at: session.now)
      } noting: {
        warnings.append($0)
      }
      return (try await compare(document, DocumentReading(), commerce), warnings)
    }
  }

  /// Files are compared with the journal alone where no account is configured.
  func reconcile(files: [String]) async throws -> Result {
    let document = try ReconciliationFile(files).read(into: journal, at: session.now)
    guard (try? session.settings.credentials()) != nil, let context = try? PurchaseContext(session) else {
      let report = try Reconciler(journal: journal, facts: try facts()).reconcile(document, at: session.now)
      return (report, ["No account is configured: orders are those of the journal, and entitlements are unknown."])
    }
    return try await context.withCommerce { commerce in (try await compare(document, DocumentReading(), commerce), []) }
  }

  /// The first period whose lines of new commerce are in the billing export alone.
  ///
  /// Source: "Get invoice line items", edition of February 2025.
  private static let firstExportedPeriod = Date(timeIntervalSince1970: 1_743_465_600)

  /// Reads an invoice from where the service keeps its lines: from the billing export, or by its lists of lines.
  private func read(
    _ invoice: Invoice, _ commerce: CommerceClient, _ context: PurchaseContext, _ warnings: inout [String]
  ) async throws -> (InvoiceDocument, DocumentReading) {
    let time = invoice.billingPeriodStartDate ?? invoice.invoiceDate ?? session.now
    guard invoice.isNewCommerce, time >= Self.firstExportedPeriod else {
      let reading = try await LineItemReading(commerce, into: journal).read(invoice, at: session.now)
      return (InvoiceDocument(invoice, source: .lineItems), reading)
    }
    return try await either {
      try await context.withBillingExport { export, files in
        try await ExportReading(export, files: files, into: journal).read(invoice, at: session.now)
      }
      return (InvoiceDocument(invoice, source: .export), DocumentReading())
    } or: {
      let reading = try await LineItemReading(commerce, into: journal).read(invoice, at: session.now)
      return (InvoiceDocument(invoice, source: .lineItems), reading)
    } noting: {
      warnings.append($0)
    }
  }

  /// Reads from the billing export; where the service has none to give, by the lists of lines.
  ///
  /// A damaged export is an error: another source would hide it. Where neither can be read, the error is that of the
  /// export.
  private func either<Value>(
    _ first: () async throws -> Value, or second: () async throws -> Value, noting: (String) -> Void
  ) async throws -> Value {
    do {
      return try await first()
    } catch {
      guard Self.isAbsence(error) else { throw error }
      let message = CommandError(error).message
      do {
        let value = try await second()
        noting("The billing export cannot be read: \(message) The lists of lines were read in its place.")
        return value
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        throw CommandError(.failure, code: .reconciliation, message: message)
      }
    }
  }

  /// Whether the service gives no export at all: not permitted, not there, or not in this cloud.
  private static func isAbsence(_ error: any Error) -> Bool {
    switch error {
    case is PermissionDenied, is SignInFailure, is ServiceError: return true
    case let error as CommandError: return error.code == .reconciliation
    case let error as ReadingError:
      if case .exportFailed = error { return true }
      return false
    case let error as RequestError:
      switch error.cause {
      case .refused(let refusal): return (400..<500).contains(refusal.status)
      case .transport(let failure): return !failure.mayHaveBeenSent
      case .unreadable: return true
      case .paging, .circuitOpen, .outcomeUnknown: return false
      }
    default: return false
    }
  }

  private func compare(
    _ document: InvoiceDocument, _ reading: DocumentReading, _ commerce: CommerceClient
  ) async throws -> ReconciliationReport {
    var facts = try facts()
    // Whoever bought here, too: an order of the period may be on no line.
    let buyers = Set(try journal.knownOrders().map(\.customerID))
    try await FactReading(commerce).add(
      to: &facts, ordersOf: try journal.customers(of: document.name).union(buyers),
      entitlementsOf: try journal.customersWithOneTimePurchases(of: document.name))
    return try Reconciler(journal: journal, facts: facts).reconcile(document, reading, at: session.now)
  }

  /// Catalog and journal.
  private func facts() throws -> ReconciliationFacts {
    var facts = ReconciliationFacts(products: try products(), prices: try prices(), rates: rates)
    for order in try journal.knownOrders() { facts.add(order) }
    return facts
  }

  private func prices() throws -> any PriceSheet {
    guard let catalog = try session.catalogIfThere() else { return NoPriceSheet() }
    return CatalogPriceSheet(catalog)
  }

  private func products() throws -> any ProductFacts {
    guard let catalog = try session.catalogIfThere() else { return NoCatalog() }
    return CatalogProductFacts(catalog)
  }
}
