public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB
import JournalStore
import PartnerCenter
import PartnerCenterCommerce

/// The invoices of a journal file: their lines, and what became of them.
///
/// It reads what purchases left there, and writes none of it.
public final class InvoiceJournal: Sendable {
  let database: JournalDatabase

  /// Opens the journal for writing, and creates it if there is none; nobody else can write it meanwhile.
  ///
  /// - Parameter path: the SQLite file.
  /// - Throws: `JournalError`; the file is then unchanged.
  public init(path: String) throws {
    database = try JournalDatabase(path: path)
    // Lines of orders lie scattered: with the usual two megabytes each page of their index is written many times.
    try database.read { try $0.execute(sql: "PRAGMA cache_size = -\(Self.cache)") }
  }

  /// Kilobytes of pages in memory.
  private static let cache = 16_384

  // MARK: - Reading a source

  /// The parts of a source that were read before.
  struct Progress: Sendable, Hashable {
    var parts: Int
    var lines: Int
    var unreadable: Int
    var isWhole: Bool
  }

  /// Begins or continues the reading of a document.
  ///
  /// What was read of another version of the source is dropped; of `nil` everything is. Findings stay until the next
  /// result.
  ///
  /// - Throws: `JournalError`.
  func begin(_ document: InvoiceDocument, version: String?, at now: Date) throws -> Progress {
    try database.write { db in
      let known = try Row.fetchOne(
        db, sql: "SELECT version, is_read FROM invoice WHERE invoice_id = ? AND source = ?",
        arguments: [document.name, document.source.rawValue])
      let isSame = try known.map { row in
        let stored: String? = try row["version"]
        return version != nil && stored == version
      }
      var progress = Progress(parts: 0, lines: 0, unreadable: 0, isWhole: false)
      if isSame == true {
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT count(*) AS parts, coalesce(sum(lines), 0) AS lines, coalesce(sum(unreadable), 0) AS unreadable
            FROM invoice_part WHERE invoice_id = ?
            """, arguments: [document.name])
        if let row {
          progress = Progress(
            parts: try row["parts"], lines: try row["lines"], unreadable: try row["unreadable"],
            isWhole: try (known?["is_read"] ?? 0) == 1)
        }
      } else {
        for table in ["invoice_part", "invoice_line", "invoice_line_state"] {
          try db.execute(sql: "DELETE FROM \(table) WHERE invoice_id = ?", arguments: [document.name])
        }
      }
      try db.execute(
        sql: """
          INSERT INTO invoice (invoice_id, document_type, amends_of, invoice_date, period_start, period_end, currency,
            total, source, version, is_read, read_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (invoice_id) DO UPDATE SET document_type = excluded.document_type,
            amends_of = excluded.amends_of, invoice_date = excluded.invoice_date,
            period_start = excluded.period_start, period_end = excluded.period_end, currency = excluded.currency,
            total = excluded.total, source = excluded.source, version = excluded.version,
            is_read = excluded.is_read, read_at = excluded.read_at, state = NULL, reconciled_at = NULL
          """,
        arguments: [
          document.name, document.documentType, document.amendsOf, document.date?.iso8601Text,
          document.periodStart?.iso8601Text, document.periodEnd?.iso8601Text, document.currency,
          document.total?.description, document.source.rawValue, version, progress.isWhole ? 1 : 0,
          now.iso8601Text,
        ])
      return progress
    }
  }

  /// Stores a part of a document, whole or not at all: `body` calls its argument with each line, in order, and returns
  /// the number of those that cannot be read.
  ///
  /// - Throws: `JournalError`, and errors of the body; nothing of the part is stored then.
  func store(
    part: Int, named name: String, of document: String, _ body: ((BilledLine) throws -> Void) throws -> Int
  ) throws {
    try database.write { db in
      let writer = try LineWriter(db, document: document)
      var lines = 0
      let unreadable = try body { line in
        try writer.insert(line)
        lines += 1
      }
      try db.execute(
        sql: "INSERT INTO invoice_part (invoice_id, part, name, lines, unreadable) VALUES (?, ?, ?, ?, ?)",
        arguments: [document, part, name, lines, unreadable])
    }
  }

  /// Notes that a document was read to its end.
  ///
  /// - Throws: `JournalError`.
  func finish(_ document: String, unreadable: Int) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE invoice SET is_read = 1, unreadable = ? WHERE invoice_id = ?", arguments: [unreadable, document])
    }
  }

  // MARK: - What was read

  /// The customers of a document.
  ///
  /// - Throws: `JournalError`.
  public func customers(of document: String) throws -> Set<CustomerID> {
    Set(
      try database.read { db in
        try String.fetchAll(
          db, sql: "SELECT DISTINCT customer_id FROM invoice_line WHERE invoice_id = ? AND customer_id IS NOT NULL",
          arguments: [document])
      }.map { CustomerID($0) })
  }

  /// The customers of a document that have lines of one-time purchases.
  ///
  /// - Throws: `JournalError`.
  public func customersWithOneTimePurchases(of document: String) throws -> Set<CustomerID> {
    Set(
      try database.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT DISTINCT customer_id, billing_frequency FROM invoice_line
            WHERE invoice_id = ? AND customer_id IS NOT NULL AND is_legacy = 0
            """, arguments: [document]
        ).compactMap { row in
          BilledLine.isOneTime(frequency: try row["billing_frequency"])
            ? CustomerID(try row["customer_id"] as String) : nil
        }
      })
  }

  /// The total of an invoice that was read before; `nil` where it was not.
  ///
  /// - Throws: `JournalError`.
  public func total(ofInvoice id: String) throws -> Decimal? {
    try database.read { db in
      try String.fetchOne(
        db, sql: "SELECT total FROM invoice WHERE invoice_id = ? AND source <> 'file'", arguments: [id])
    }.flatMap(ExactDecimal.parse)
  }

  /// The orders that purchases and earlier readings left in the journal.
  ///
  /// - Throws: `JournalError`.
  public func knownOrders() throws -> [BilledOrder] {
    try database.read { db in
      var lines: [String: [BilledOrder.Line]] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT order_id, catalog_item_id, quantity, term_duration FROM service_order_lines")
      while let row = try rows.next() {
        let item: String? = try row["catalog_item_id"]
        let quantity: Int? = try row["quantity"]
        lines[try row["order_id"] as String, default: []].append(
          BilledOrder.Line(
            catalogItemID: item ?? "", quantity: quantity ?? 0, termDuration: try row["term_duration"]))
      }
      return try Row.fetchAll(
        db,
        sql: """
          SELECT o.order_id, o.alternate_id, o.customer_id, o.status, o.currency, o.created_at,
            (SELECT billing_cycle FROM service_order_lines l WHERE l.order_id = o.order_id LIMIT 1) AS billing_cycle
          FROM service_orders o
          """
      ).map { row in
        let created: String? = try row["created_at"]
        let id: String = try row["order_id"]
        return BilledOrder(
          id: id, alternateID: try row["alternate_id"], customerID: CustomerID(try row["customer_id"] as String),
          createdAt: ServiceTime.date(created), currency: try row["currency"], billingCycle: try row["billing_cycle"],
          status: try row["status"], lines: lines[id] ?? [])
      }
    }
  }

  /// Calls `body` with the lines of each order of a document, in the order of their numbers, until it returns false;
  /// lines without an order come in parts.
  ///
  /// - Returns: the place to go on from; `nil` at the end.
  /// - Throws: `JournalError`, and errors of the body.
  func orders(
    of document: String, from place: OrderPlace, _ body: ([BilledLine]) throws -> Bool
  ) throws -> OrderPlace? {
    try database.read { db in
      let rows = try PreparedStatement(
        db,
        """
        SELECT \(LineColumns.names) FROM invoice_line INDEXED BY invoice_line_of_order WHERE invoice_id = ?1
          AND \(place.order == nil ? "order_id IS NULL AND line_number > ?2" : "order_id > ?2")
        ORDER BY order_id, line_number
        """)
      defer { rows.reset() }
      rows.bind(1, document)
      if let order = place.order { rows.bind(2, order) } else { rows.bind(2, Int64(place.line)) }
      var lines: [BilledLine] = []
      while try rows.next() {
        let line = try LineColumns.line(rows)
        if let first = lines.first,
          first.orderID != line.orderID || line.orderID == nil && lines.count >= Self.mostWithoutOrder
        {
          let end = OrderPlace(order: first.orderID, line: lines[lines.count - 1].number)
          if try !body(lines) { return end }
          lines.removeAll(keepingCapacity: true)
        }
        lines.append(line)
      }
      if !lines.isEmpty { _ = try body(lines) }
      // An id is never empty: all of them follow.
      return place.order == nil ? OrderPlace(order: "") : nil
    }
  }

  private static let mostWithoutOrder = 1000
}

/// A place between two orders of a document.
struct OrderPlace: Sendable, Hashable {
  /// The order before; `nil` before the first, and among lines without one.
  var order: String?
  /// The last line before.
  var line = 0
}
