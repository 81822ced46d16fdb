import CatalogSchema
import Foundation
import GRDB
import JournalStore

/// The charges of the other documents in the journal that came from the service and were read to their end.
struct JournalCharges: EarlierCharges {
  private let database: JournalDatabase
  /// Documents with an invoice or a note of their own, without those that a void note took back.
  private let others: [String]
  private let isRead: @Sendable (String) -> Bool

  init(_ journal: InvoiceJournal, besides document: InvoiceDocument) throws {
    database = journal.database
    let known = try database.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT invoice_id FROM invoice WHERE is_read = 1 AND unreadable = 0 AND source <> 'file' AND invoice_id <> ?1
            AND invoice_id NOT LIKE 'unbilled-%'
            AND invoice_id NOT IN (SELECT amends_of FROM invoice WHERE document_type LIKE 'void%' AND amends_of IS NOT NULL)
          ORDER BY invoice_id
          """, arguments: [document.name])
    }
    others = known
    isRead = { [known = Set(known)] in known.contains($0) }
  }

  func charges(of lines: [BilledLine]) throws -> [(document: String, key: ChargeKey)] {
    guard !others.isEmpty, let order = lines.first?.orderID else { return [] }
    return try others.flatMap { document in
      try self.lines(of: order, in: document).filter { !$0.isCredit }.map { (document, ChargeKey($0)) }
    }
  }

  func standing(of credit: BilledLine, amending document: String?) throws -> CreditStanding {
    guard let order = credit.orderID ?? credit.alternateID else { return .unread("the credit names no order") }
    let sku = credit.skuKey
    func hasCharge(_ document: String) throws -> Bool {
      try lines(of: order, in: document).contains { !$0.isCredit && $0.skuKey == sku }
    }
    if let document {
      guard isRead(document) else { return .unread("the corrected invoice \(document) was not read") }
      return try hasCharge(document) ? .charged : .notCharged(document: document)
    }
    for other in others where try hasCharge(other) { return .charged }
    return .unread("no invoice with the charge was read")
  }

  private func lines(of order: String, in document: String) throws -> [BilledLine] {
    try database.read { db in
      let rows = try PreparedStatement(
        db, "SELECT \(LineColumns.names) FROM invoice_line WHERE invoice_id = ? AND order_id = ?")
      rows.bind(1, document)
      rows.bind(2, order)
      var lines: [BilledLine] = []
      while try rows.next() { lines.append(try LineColumns.line(rows)) }
      return lines
    }
  }
}
