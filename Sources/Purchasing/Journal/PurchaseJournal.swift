public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB
import JournalStore

/// The journal of purchases: a file of its own, in which each state of a purchase stands before the request that it
/// announces is sent.
///
/// Each event is one transaction that is on the disk when the method returns. Events are never changed or deleted, and
/// each holds the hash of the one before. It never holds a secret, a token or payment data.
public final class PurchaseJournal: Sendable {
  private let database: JournalDatabase

  /// The path of the file, symbolic links resolved.
  public var path: String { database.path }

  /// Opens the journal for writing, and creates it if there is none; nobody else can write it meanwhile.
  ///
  /// - Parameter path: the SQLite file.
  /// - Throws: `JournalError`; the file is then unchanged.
  public convenience init(path: String) throws { try self.init(path: path, mostPages: nil) }

  /// Opens the journal with a largest size, in pages.
  init(path: String, mostPages: Int?) throws {
    database = try JournalDatabase(path: path, mostPages: mostPages)
    if let fault = try chainFault() { throw JournalError.damaged(path: database.path, finding: fault) }
  }

  /// Opens a journal for reading, also while another process writes it.
  ///
  /// - Parameter path: the SQLite file; it is never created.
  /// - Throws: `JournalError`.
  public init(readingFrom path: String) throws { database = try JournalDatabase(readingFrom: path) }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try database.read(body) }

  func write(_ body: (Database) throws -> Void) throws { try database.write(body) }

  // MARK: - Events

  /// Records the first state of a purchase: its plan is burnt.
  ///
  /// - Throws: `JournalError.planUsed(planID:purchaseID:)`, `JournalError.outcomeOpen(item:purchaseID:)`, and where
  ///   the event could not be written.
  public func begin(_ purchase: Purchase) throws {
    guard purchase.state == .planned else {
      throw Purchase.IllegalStep(description: "A purchase begins as planned.")
    }
    try write { db in
      let used = try String.fetchOne(
        db, sql: "SELECT purchase_id FROM event WHERE plan_id = ? LIMIT 1", arguments: [purchase.planID])
      if let used { throw JournalError.planUsed(planID: purchase.planID, purchaseID: used) }
      for other in try Self.latest(db, where: "state IN ('checkoutRequested', 'unknown')")
      where other.customer.id == purchase.customer.id {
        if let sku = other.skus.intersection(purchase.skus).min() {
          throw JournalError.outcomeOpen(item: sku, purchaseID: other.purchaseID)
        }
      }
      try Self.insert(purchase, db)
    }
  }

  /// Records the next state of a purchase.
  ///
  /// - Throws: ``Purchase/IllegalStep`` where a rule forbids it, and `JournalError` where the event could not be
  ///   written. The request that it announces must not be sent then.
  public func append(_ purchase: Purchase) throws {
    try write { db in
      guard
        let earlier = try Self.latest(db, where: "purchase_id = ?", [purchase.purchaseID]).first
      else { throw JournalError.noSuchPurchase(purchase.purchaseID) }
      try purchase.check(after: earlier, at: purchase.changedAt)
      let claimed = try Self.claimed(db, except: purchase.purchaseID)
      if let twice = purchase.orders.first(where: { !claimed.isDisjoint(with: $0.order.keys) }) {
        throw Purchase.IllegalStep(description: "Order \(twice.order.id) belongs to another purchase.")
      }
      try Self.insert(purchase, db)
      for order in purchase.orders {
        try Self.upsert(
          order.order, customer: purchase.customer.id.rawValue, purchase: purchase.purchaseID, at: purchase.changedAt,
          db)
      }
    }
  }

  private static func insert(_ purchase: Purchase, _ db: Database) throws {
    let document = try CanonicalJSON.encode(purchase)
    // An event that nobody can read would close the whole journal.
    guard (try? CanonicalJSON.decoder.decode(Purchase.self, from: document)) != nil else {
      throw Purchase.IllegalStep(description: "The purchase holds a value that cannot be read again.")
    }
    let last = try Row.fetchOne(db, sql: "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
    var event = JournalEvent(
      sequence: (try last?["sequence"] ?? 0) + 1, purchaseID: purchase.purchaseID, planID: purchase.planID,
      state: purchase.state.rawValue, at: purchase.changedAt.iso8601Text,
      document: String(decoding: document, as: UTF8.self),
      previousHash: try last?["hash"] ?? EventChain.beginning, hash: "")
    event.hash = event.computedHash
    try db.execute(
      sql: """
        INSERT INTO event (sequence, purchase_id, plan_id, state, at, document, previous_hash, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        event.sequence, event.purchaseID, event.planID, event.state, event.at, event.document, event.previousHash,
        event.hash,
      ])
  }

  /// The fault of the chain of events; `nil` for none.
  ///
  /// - Throws: `JournalError` where the events cannot be read.
  public func chainFault() throws -> String? {
    try read { db in
      var chain = EventChain()
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY sequence")
      while let row = try rows.next() {
        let event = JournalEvent(
          sequence: try row["sequence"], purchaseID: try row["purchase_id"], planID: try row["plan_id"],
          state: try row["state"], at: try row["at"], document: try row["document"],
          previousHash: try row["previous_hash"], hash: try row["hash"])
        if let fault = chain.fault(event) { return fault }
      }
      return nil
    }
  }

  /// The damage of the file, lines of invoices included; `nil` for none.
  ///
  /// - Throws: `JournalError` where it cannot be read.
  public func fileFault() throws -> String? { try database.fault() }

  /// The number of events.
  ///
  /// - Throws: `JournalError` where they cannot be read.
  public func eventCount() throws -> Int { try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM event") ?? 0 } }

  // MARK: - Purchases

  /// All purchases as they are now, the oldest first.
  ///
  /// - Throws: `JournalError` where they cannot be read.
  public func purchases() throws -> [Purchase] { try read { try Self.latest($0, where: "true") } }

  /// The purchase with an id, or with the only id that begins so.
  ///
  /// - Throws: `JournalError.noSuchPurchase(_:)`, `JournalError.severalPurchases(_:)`.
  public func purchase(_ id: String) throws -> Purchase {
    let all = try purchases()
    if let one = all.first(where: { $0.purchaseID == id }) { return one }
    let found = id.isEmpty ? [] : all.filter { $0.purchaseID.hasPrefix(id) }
    guard let one = found.first else { throw JournalError.noSuchPurchase(id) }
    guard found.count == 1 else { throw JournalError.severalPurchases(id) }
    return one
  }

  /// The ids of orders that belong to purchases other than one, in lower case.
  ///
  /// - Throws: `JournalError` where they cannot be read.
  public func claimedOrders(except purchase: String) throws -> Set<String> {
    try read { try Self.claimed($0, except: purchase) }
  }

  private static func claimed(_ db: Database, except purchase: String) throws -> Set<String> {
    Set(
      try latest(db, where: "purchase_id <> ?", [purchase]).flatMap(\.orders).flatMap(\.order.keys))
  }

  private static func latest(
    _ db: Database, where condition: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> [Purchase] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT sequence, document FROM event
        WHERE sequence IN (SELECT max(sequence) FROM event GROUP BY purchase_id) AND \(condition) ORDER BY sequence
        """, arguments: arguments)
    return try rows.map { row in
      let document: String = try row["document"]
      do {
        return try CanonicalJSON.decoder.decode(Purchase.self, from: Data(document.utf8))
      } catch {
        throw DamagedValue(column: "document")
      }
    }.sorted { ($0.openedAt, $0.purchaseID) < ($1.openedAt, $1.purchaseID) }
  }

  // MARK: - The service's own view

  /// Records orders as the service showed them.
  ///
  /// - Throws: `JournalError` where they cannot be written.
  public func record(_ orders: [ServiceOrder], of customer: CustomerID, at now: Date) throws {
    try write { db in
      for order in orders { try Self.upsert(order, customer: customer.rawValue, purchase: nil, at: now, db) }
    }
  }

  private static func upsert(
    _ order: ServiceOrder, customer: String, purchase: String?, at now: Date, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO service_order
          (order_id, alternate_id, customer_id, purchase_id, status, currency, created_at, transaction_type, seen_at, document)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (order_id) DO UPDATE SET
          alternate_id = excluded.alternate_id, purchase_id = coalesce(excluded.purchase_id, purchase_id),
          status = excluded.status, currency = excluded.currency, created_at = excluded.created_at,
          transaction_type = excluded.transaction_type, seen_at = excluded.seen_at,
          document = CASE WHEN document -> '$.details' IS NULL THEN excluded.document
            ELSE json_set(excluded.document, '$.details', json(document -> '$.details')) END
        """,
      arguments: [
        order.id, order.alternateID, customer, purchase, order.status, order.currency,
        order.createdAt?.iso8601Text, order.transactionType, now.iso8601Text,
        String(decoding: try CanonicalJSON.encode(order), as: UTF8.self),
      ])
  }

  /// Replaces the recorded entitlements of a customer.
  ///
  /// - Throws: `JournalError` where they cannot be written.
  public func record(_ entitlements: [HeldEntitlement], of customer: CustomerID, at now: Date) throws {
    try write { db in
      try db.execute(sql: "DELETE FROM entitlement WHERE customer_id = ?", arguments: [customer.rawValue])
      for (position, held) in entitlements.enumerated() {
        try db.execute(
          sql: "INSERT INTO entitlement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            customer.rawValue, position, held.orderID, held.lineItemID, held.productID.rawValue, held.skuID?.rawValue,
            held.entitlementType, held.quantity, held.expiresAt?.iso8601Text, now.iso8601Text,
          ])
      }
    }
  }
}
