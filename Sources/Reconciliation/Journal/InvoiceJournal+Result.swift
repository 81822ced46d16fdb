import CatalogModel
import CatalogSchema
import Foundation
import GRDB
import JournalStore
import PartnerCenterCommerce

/// The result of a comparison: states of lines, and findings. Findings are as many as lines may be: they are never all in
/// memory.
extension InvoiceJournal {
  /// The state of a line that is not explained, with the reason where it could not be checked.
  typealias LineState = (line: Int, state: String, reason: String?)

  /// Begins a result: the states of the one before are dropped.
  ///
  /// - Throws: `JournalError`.
  func beginResult(of document: String) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE invoice SET state = NULL, reconciled_at = NULL WHERE invoice_id = ?", arguments: [document])
      try db.execute(sql: "DELETE FROM invoice_line_state WHERE invoice_id = ?", arguments: [document])
      // Outside the file: it is gone with the process.
      try db.execute(
        sql: """
          CREATE TEMP TABLE IF NOT EXISTS new_finding (
            code TEXT, line_number INTEGER, order_id TEXT, catalog_item_id TEXT, message TEXT, expected TEXT, found TEXT
          );
          DELETE FROM temp.new_finding
          """)
    }
  }

  /// Stores states of lines, which count when the result is recorded.
  ///
  /// - Throws: `JournalError`.
  func store(_ states: [LineState], of document: String) throws {
    try database.write { db in
      let insert = try PreparedStatement(db, "INSERT INTO invoice_line_state VALUES (?, ?, ?, ?)")
      for state in states {
        insert.bind(document)
        insert.bind(Int64(state.line))
        insert.bind(state.state)
        insert.bind(state.reason)
        try insert.execute()
      }
    }
  }

  /// Keeps findings of the result that is being made, which count when it is recorded.
  ///
  /// - Throws: `JournalError`.
  func keep(_ findings: [InvoiceFinding]) throws {
    try database.write { db in
      let insert = try PreparedStatement(db, "INSERT INTO temp.new_finding VALUES (?, ?, ?, ?, ?, ?, ?)")
      for finding in findings {
        insert.bind(finding.code.rawValue)
        insert.bind(finding.lineNumber.map { Int64($0) })
        insert.bind(finding.orderID)
        insert.bind(finding.catalogItemID)
        insert.bind(finding.message)
        insert.bind(finding.expected)
        insert.bind(finding.found)
        try insert.execute()
      }
    }
  }

  /// Stores a result with the findings that were kept: it replaces the one before.
  ///
  /// - Parameters:
  ///   - report: the result.
  ///   - now: the time of the result.
  /// - Throws: `JournalError`.
  func record(_ report: ReconciliationReport, at now: Date) throws {
    try database.write { db in
      try db.execute(sql: "DELETE FROM finding WHERE invoice_id = ?", arguments: [report.name])
      // Those of lines in their order, then those of the whole.
      try db.execute(
        sql: """
          INSERT INTO finding
          SELECT ?, row_number() OVER (ORDER BY line_number IS NULL, line_number, code, rowid) - 1, code, line_number,
            order_id, catalog_item_id, message, expected, found
          FROM temp.new_finding
          """, arguments: [report.name])
      try db.execute(sql: "DELETE FROM temp.new_finding")
      try db.execute(
        sql: """
          UPDATE invoice SET state = ?, sum = ?, lines = ?, explained = ?, differing = ?, not_checkable = ?,
            reconciled_at = ? WHERE invoice_id = ?
          """,
        arguments: [
          report.state.rawValue, AmountText.shown(report.sum), report.lines, report.explained, report.differing,
          report.notCheckable, now.iso8601Text, report.name,
        ])
    }
  }

  /// Reads the findings of a document part by part, in their order.
  ///
  /// - Parameters:
  ///   - document: the name under which it is stored.
  ///   - body: takes each part, none of them empty.
  /// - Throws: `JournalError`, errors of the body.
  public func forEachPart(ofFindings document: String, _ body: ([InvoiceFinding]) throws -> Void) throws {
    var next = 0
    while true {
      let part = try findings(of: document, from: next, atMost: Self.part)
      if part.isEmpty { return }
      try body(part)
      next += part.count
    }
  }

  private static let part = 1000

  func findings(of document: String, from position: Int, atMost count: Int) throws -> [InvoiceFinding] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT code, line_number, order_id, catalog_item_id, message, expected, found
          FROM finding WHERE invoice_id = ? AND position >= ? ORDER BY position LIMIT ?
          """, arguments: [document, position, count]
      ).map { row in
        let word: String = try row["code"]
        guard let code = FindingCode(rawValue: word) else { throw DamagedValue(column: "code") }
        return InvoiceFinding(
          code, line: try row["line_number"], order: try row["order_id"], item: try row["catalog_item_id"],
          message: try row["message"], expected: try row["expected"], found: try row["found"])
      }
    }
  }
}
