import CatalogJSON
import Foundation
import Reconciliation
import Testing

@testable import PartnerCatalogCLI

@Suite("A reconciliation for programs")
struct ReconciliationOutputTests {
  private static let heading =
    "CustomerId,OrderId,ProductId,SkuId,EffectiveUnitPrice,Quantity,Subtotal,Total,Currency,PricingCurrency,PCToBCExchangeRate"

  /// Reads and compares a file with so many wrong lines; each has one difference.
  private func output(lines: Int, _ body: (ReconciliationOutput) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("output-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("lines.csv").path
    let rows = (0..<lines).map { "74221236-d09c-4870-ac1d-33e155e9aebe,\"o,\($0)\",P,0001,1,1,2,2,USD,USD,1" }
    try ([Self.heading] + rows).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let journal = try InvoiceJournal(path: folder.appendingPathComponent("orders.sqlite").path)
    let now = Date(timeIntervalSince1970: 1_796_000_000)
    let document = try ReconciliationFile([file]).read(into: journal, at: now)
    let facts = ReconciliationFacts(products: NoCatalog(), prices: NoPriceSheet())
    let report = try Reconciler(journal: journal, facts: facts).reconcile(document, at: now)
    #expect(report.findings.count == lines)
    try body(ReconciliationOutput(report: report, journal: journal))
  }

  @Test("JSON in pieces is that of the whole", arguments: [0, 1, 2, 1001])
  func json(lines: Int) throws {
    try output(lines: lines) { output in
      var pieces = ""
      try output.writeJSON { pieces += $0 }
      #expect(try pieces == JSONText.pretty(output.report))
    }
  }

  @Test("CSV has a heading and every finding, fields in quotes where they need them")
  func csv() throws {
    try output(lines: 1001) { output in
      var pieces = ""
      try output.writeCSV(isTerminal: false) { pieces += $0 }
      let rows = pieces.split(separator: "\r\n")
      #expect(rows.count == 1002)
      #expect(rows[0] == "code,lineNumber,orderId,catalogItemId,message,expected,found")
      #expect(rows[1001].hasPrefix("arithmetic,1001,\"o,1000\",P:0001,"))
    }
  }
}
