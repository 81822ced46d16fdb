package import GRDB

/// The tables and views of a journal.
package enum JournalSchema {
  /// `PCpj` in ASCII: a file of another kind has another number.
  package static let applicationID: Int32 = 0x5043_706A
  /// The version that this program writes; it reads all from 1 on.
  package static let version = 2

  /// Creates everything in an empty file.
  static func create(_ db: Database) throws {
    try create(db, version: version)
  }

  /// Creates the objects of a version.
  package static func create(_ db: Database, version: Int) throws {
    for statement in statements(from: 0, to: version) { try db.execute(sql: statement) }
    try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }

  /// Brings a file of an older version to this one, in the transaction of the caller. Events stay as they are.
  static func migrate(_ db: Database, from old: Int) throws {
    for statement in statements(from: old, to: version) { try db.execute(sql: statement) }
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// The statements that lead from one version to another; version 0 is an empty file.
  private static func statements(from old: Int, to new: Int) -> [String] {
    Array([purchases, InvoiceTables.statements][min(old, 2)..<min(new, 2)].joined())
  }

  /// The objects of a database as SQLite keeps them.
  static func objects(_ db: Database) throws -> Set<String> {
    Set(
      try String.fetchAll(
        db, sql: "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema"))
  }

  /// The objects that a journal of a version has, no more and no fewer.
  static func expectedObjects(version: Int) throws -> Set<String> {
    let queue = try DatabaseQueue()
    try queue.write { try create($0, version: version) }
    return try queue.read(objects)
  }

  /// The tables that decide whether something is bought.
  static let tablesOfPurchases = ["event", "service_order", "entitlement"]

  private static let purchases = [
    """
    CREATE TABLE event (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
      purchase_id TEXT NOT NULL CHECK (purchase_id <> ''),
      plan_id TEXT NOT NULL CHECK (plan_id <> ''),
      state TEXT NOT NULL,
      at TEXT NOT NULL,
      document TEXT NOT NULL CHECK (json_valid(document)),
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    // A plan works once.
    "CREATE UNIQUE INDEX burnt_plan ON event (plan_id) WHERE state = 'planned'",
    "CREATE INDEX event_of_purchase ON event (purchase_id, sequence)",
    """
    CREATE TRIGGER event_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
    """,
    """
    CREATE TRIGGER event_delete BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
    """,
    """
    CREATE TABLE service_order (
      order_id TEXT PRIMARY KEY,
      alternate_id TEXT,
      customer_id TEXT NOT NULL,
      purchase_id TEXT,
      status TEXT,
      currency TEXT,
      created_at TEXT,
      transaction_type TEXT,
      seen_at TEXT NOT NULL,
      document TEXT NOT NULL CHECK (json_valid(document))
    ) STRICT
    """,
    """
    CREATE TABLE entitlement (
      customer_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      order_id TEXT,
      line_item_id TEXT,
      product_id TEXT NOT NULL,
      sku_id TEXT,
      entitlement_type TEXT,
      quantity INTEGER,
      expires_at TEXT,
      seen_at TEXT NOT NULL,
      PRIMARY KEY (customer_id, position)
    ) STRICT
    """,
    """
    CREATE VIEW purchase_events AS
    SELECT sequence, purchase_id, plan_id, state, at, document, previous_hash, hash FROM event
    """,
    """
    CREATE VIEW purchases AS
    SELECT purchase_id, plan_id, state,
      document ->> '$.customer.id' AS customer_id, document ->> '$.customer.name' AS customer_name,
      document ->> '$.customer.market' AS market, document ->> '$.cart.id' AS cart_id,
      document ->> '$.confirmedTotal.amount' AS confirmed_amount,
      document ->> '$.confirmedTotal.currency' AS confirmed_currency,
      document ->> '$.openedAt' AS opened_at, document ->> '$.settledAt' AS settled_at, at AS changed_at
    FROM event WHERE sequence IN (SELECT max(sequence) FROM event GROUP BY purchase_id)
    """,
    """
    CREATE VIEW purchase_lines AS
    SELECT purchase_id, line.key AS line, line.value ->> '$.catalogItemId' AS catalog_item_id,
      line.value ->> '$.title' AS title, line.value ->> '$.quantity' AS quantity,
      line.value ->> '$.termDuration' AS term_duration, line.value ->> '$.billingCycle' AS billing_cycle,
      line.value ->> '$.promotionId' AS promotion_id
    FROM event, json_each(document, '$.lines') AS line
    WHERE sequence IN (SELECT max(sequence) FROM event GROUP BY purchase_id)
    """,
    """
    CREATE VIEW service_orders AS
    SELECT order_id, alternate_id, customer_id, purchase_id, status, currency, created_at, transaction_type, seen_at
    FROM service_order
    """,
    """
    CREATE VIEW service_order_lines AS
    SELECT order_id, line.value ->> '$.lineItemNumber' AS line_item_number,
      line.value ->> '$.catalogItemID' AS catalog_item_id, line.value ->> '$.quantity' AS quantity,
      line.value ->> '$.termDuration' AS term_duration, line.value ->> '$.billingCycle' AS billing_cycle
    FROM service_order, json_each(document, '$.lines') AS line
    """,
    """
    CREATE VIEW entitlements AS
    SELECT customer_id, order_id, line_item_id, product_id, sku_id, entitlement_type, quantity, expires_at, seen_at
    FROM entitlement
    """,
  ]
}
