import CatalogModel
import Foundation
import PartnerCenter
import Testing

@testable import Reconciliation

@Suite("A document of which every line differs")
struct ManyFindingsTests {
  private static let now = Date(timeIntervalSince1970: 1_796_000_000)
  private static let customer: CustomerID = "74221236-d09c-4870-ac1d-33e155e9aebe"

  private struct Known: ProductFacts {
    func fact(of sku: SKUReference, at date: Date?) -> ProductFact { .known(isTrial: false) }
  }

  /// Lines of orders that nobody placed, the orders against the order of the lines.
  private func journal(lines: Int, in folder: URL) throws -> (InvoiceJournal, InvoiceDocument) {
    let journal = try InvoiceJournal(path: folder.appendingPathComponent("orders.sqlite").path)
    let document = InvoiceDocument(name: "G1", invoiceID: "G1", currency: "USD", total: 0, source: .lineItems)
    _ = try journal.begin(document, version: nil, at: Self.now)
    try journal.store(part: 0, named: "lines", of: "G1") { store in
      for number in 1...lines {
        var line = BilledLine(number: number)
        line.customerID = Self.customer
        line.orderID = "order-\(10_000_000 - number)"
        (line.productID, line.skuID) = ("P", "0001")
        (line.effectiveUnitPrice, line.quantity, line.subtotal, line.total) = (1, 1, 1, 1)
        (line.currency, line.pricingCurrency, line.exchangeRate) = ("USD", "USD", 1)
        try store(line)
      }
      return 0
    }
    try journal.finish("G1", unreadable: 0)
    return (journal, document)
  }

  private func temporary(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("findings-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private var facts: ReconciliationFacts {
    var facts = ReconciliationFacts(products: Known(), prices: NoPriceSheet())
    facts.add([], allOf: Self.customer)
    return facts
  }

  @Test("The report holds the first findings, the journal all of them, in the order of the lines")
  func bounded() throws {
    try temporary { folder in
      let lines = 10_500
      let (journal, document) = try journal(lines: lines, in: folder)
      let report = try Reconciler(journal: journal, facts: facts).reconcile(document, at: Self.now)
      #expect(report.state == .differs)
      #expect(report.differing == lines)
      #expect(report.findings.count == 10_000)
      #expect(report.moreFindings == 501)
      #expect(report.findings.map(\.lineNumber) == (1...10_000).map { $0 })
      var all: [InvoiceFinding] = []
      try journal.forEachPart(ofFindings: "G1") { all += $0 }
      #expect(Array(all.prefix(10_000)) == report.findings)
      #expect(all.dropLast().map(\.lineNumber) == (1...lines).map { $0 })
      #expect(all.last?.code == .totalDiffers)
      #expect(ReportPage.html([report], at: Self.now).contains("501 more differences are in the journal."))
    }
  }

  @Test("A second comparison replaces the findings of the first")
  func replaced() throws {
    try temporary { folder in
      let (journal, document) = try journal(lines: 3, in: folder)
      let reconciler = Reconciler(journal: journal, facts: facts)
      let first = try reconciler.reconcile(document, at: Self.now)
      #expect(first.moreFindings == 0)
      #expect(try reconciler.reconcile(document, at: Self.now) == first)
      var count = 0
      try journal.forEachPart(ofFindings: "G1") { count += $0.count }
      #expect(count == first.findings.count)
    }
  }
}
