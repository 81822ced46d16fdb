import CatalogModel
import GRDB

/// Columns of customers besides their subscriptions: the relationship, their own domains, unreadable parts, and
/// absences that are not confirmed yet. GUIDs are stored in lower case.
enum Migration8CustomerStatus {
  static let tables = """
    -- Every domain that the service names, in lower case.
    ALTER TABLE customer ADD COLUMN domains TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(domains));
    -- As received; NULL where the service does not say.
    ALTER TABLE customer ADD COLUMN relationship TEXT;
    -- When the service first said that the partner sells to the customer no more; NULL where it does not say so.
    ALTER TABLE customer ADD COLUMN relationship_ended_at INTEGER;
    -- Whether it signed the Microsoft Customer Agreement with Microsoft itself; NULL for unknown.
    ALTER TABLE customer ADD COLUMN direct_signed INTEGER CHECK (direct_signed IN (0, 1));
    -- The parts that the last reading could not read: what is known of them is older, or nothing.
    ALTER TABLE customer ADD COLUMN unread TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unread));

    -- The service's own words; NULL where it says nothing.
    ALTER TABLE customer_subscription ADD COLUMN term_duration TEXT;
    ALTER TABLE customer_subscription ADD COLUMN renewal_term_duration TEXT;
    ALTER TABLE customer_subscription ADD COLUMN billing_cycle TEXT;
    ALTER TABLE customer_subscription ADD COLUMN auto_renew INTEGER CHECK (auto_renew IN (0, 1));
    ALTER TABLE customer_subscription ADD COLUMN created TEXT;
    ALTER TABLE customer_subscription ADD COLUMN starts TEXT;
    ALTER TABLE customer_subscription ADD COLUMN ends TEXT;
    ALTER TABLE customer_subscription ADD COLUMN billing_cycle_ends TEXT;
    ALTER TABLE customer_subscription ADD COLUMN cancellable_until TEXT;

    -- What was found to be absent and stays until that is found again some hours later.
    CREATE TABLE customer_absence (
      customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
      -- The customer itself, or the list that lost something.
      part TEXT NOT NULL CHECK (part IN ('customer', 'qualifications', 'agreements', 'subscriptions', 'entitlements')),
      -- The subscription that is absent; '' for the whole of the part.
      thing TEXT NOT NULL,
      -- When it was first found, and has been found by each run since that could tell.
      since INTEGER NOT NULL,
      PRIMARY KEY (customer_id, part, thing)
    ) WITHOUT ROWID;

    -- How many customers it removed that were not held back before.
    ALTER TABLE customer_run ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

    -- An offer id carries no query.
    UPDATE customer_subscription SET offer = substr(offer, 1, instr(offer, '?') - 1) WHERE instr(offer, '?') > 0;
    UPDATE customer_subscription SET registration = CASE lower(registration)
        WHEN 'notregistered' THEN 'NotRegistered' WHEN 'registering' THEN 'Registering' ELSE 'Registered' END
      WHERE lower(registration) IN ('notregistered', 'registering', 'registered');
    -- The next reading asks each customer for what is new here.
    UPDATE customer SET domains = CASE domain WHEN '' THEN '[]' ELSE json_array(lower(domain)) END, listed_as = '';
    """

  /// Merges rows whose GUIDs differ in nothing but case: the one read last stays.
  static func fill(_ db: Database) throws {
    try mergeCustomers(db)
    try mergeSubscriptions(db)
    for (column, key) in [
      ("customer", "subscription, region, sku_id"), ("subscription", "customer, region, sku_id"),
    ] {
      try foldInventoryChecks(column, besides: key, db)
    }
    if let tenant = try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = 'tenant'") {
      try db.execute(sql: "UPDATE setting SET value = ? WHERE key = 'tenant'", arguments: [GUID.canonical(tenant)])
    }
  }

  private static func mergeCustomers(_ db: Database) throws {
    var kept: [String: Int64] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT id, code FROM customer ORDER BY confirmed_at DESC, id DESC") {
      let (id, code) = (try row[0] as Int64, try row[1] as String)
      let canonical = GUID.canonical(code)
      guard let first = kept[canonical] else {
        kept[canonical] = id
        continue
      }
      try db.execute(
        sql: """
          UPDATE customer SET
            market = coalesce(market, (SELECT market FROM customer WHERE id = ?2)),
            qualifications = coalesce(qualifications, (SELECT qualifications FROM customer WHERE id = ?2)),
            agreements = coalesce(agreements, (SELECT agreements FROM customer WHERE id = ?2)),
            subscriptions_confirmed_at =
              coalesce(subscriptions_confirmed_at, (SELECT subscriptions_confirmed_at FROM customer WHERE id = ?2))
          WHERE id = ?1;
          """, arguments: [first, id])
      try db.execute(
        sql: "UPDATE OR IGNORE customer_subscription SET customer_id = ? WHERE customer_id = ?", arguments: [first, id])
      try db.execute(sql: "DELETE FROM customer_subscription WHERE customer_id = ?", arguments: [id])
      try db.execute(sql: "DELETE FROM customer WHERE id = ?", arguments: [id])
    }
    for (code, id) in kept {
      try db.execute(sql: "UPDATE customer SET code = ? WHERE id = ? AND code <> ?", arguments: [code, id, code])
    }
  }

  private static func mergeSubscriptions(_ db: Database) throws {
    // Of two rows of one subscription the one stays that knows more of the registration.
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT customer_id, code FROM customer_subscription
        ORDER BY registration_confirmed_at IS NULL, registration_confirmed_at DESC, code
        """)
    var kept: Set<[String]> = []
    for row in rows {
      let (customer, code) = (try row[0] as Int64, try row[1] as String)
      guard !kept.insert([String(customer), GUID.canonical(code)]).inserted else { continue }
      try db.execute(
        sql: "DELETE FROM customer_subscription WHERE customer_id = ? AND code = ?", arguments: [customer, code])
    }
    for code in try String.fetchAll(db, sql: "SELECT DISTINCT code FROM customer_subscription")
    where GUID.canonical(code) != code {
      try db.execute(
        sql: "UPDATE customer_subscription SET code = ? WHERE code = ?", arguments: [GUID.canonical(code), code])
    }
  }

  /// Of two checks of the same the later one stays.
  private static func foldInventoryChecks(_ column: String, besides key: String, _ db: Database) throws {
    let codes = try String.fetchAll(db, sql: "SELECT DISTINCT \(column) FROM inventory_check ORDER BY 1")
    for code in codes where GUID.canonical(code) != code {
      let canonical = GUID.canonical(code)
      try db.execute(
        sql: """
          DELETE FROM inventory_check WHERE (\(column), \(key)) IN (
            SELECT CASE WHEN a.checked_at < b.checked_at THEN a.\(column) ELSE b.\(column) END, \(Self.columns(of: "a", key))
            FROM inventory_check a JOIN inventory_check b ON (\(Self.columns(of: "a", key))) = (\(Self.columns(of: "b", key)))
            WHERE a.\(column) = ? AND b.\(column) = ?)
          """, arguments: [code, canonical])
      try db.execute(
        sql: "UPDATE inventory_check SET \(column) = ? WHERE \(column) = ?", arguments: [canonical, code])
    }
  }

  private static func columns(of table: String, _ key: String) -> String {
    key.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
