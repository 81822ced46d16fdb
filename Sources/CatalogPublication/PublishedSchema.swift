/// The schema in the database: its tables, its views, and the mark by which it is known.
enum PublishedSchema {
  /// The version of the tables and views.
  static let version = 1
  private static let schema = PublishedTable.schema

  /// The statements that make everything in a schema that is there, and empty.
  static var creation: [String] {
    [
      "CREATE TABLE \(schema).format (version integer NOT NULL PRIMARY KEY)",
      "INSERT INTO \(schema).format (version) VALUES (\(version))",
      "CREATE SEQUENCE \(schema).load_number",
      """
      CREATE TABLE \(schema).store (
        id integer PRIMARY KEY, tenant text NOT NULL, cloud text NOT NULL, locale text NOT NULL,
        incarnation text NOT NULL, load bigint NOT NULL, seq bigint NOT NULL, step text NOT NULL,
        version bigint NOT NULL, published_at timestamptz, UNIQUE (tenant, cloud, locale))
      """,
      "CREATE INDEX ON \(schema).store (load)",
    ] + PublishedTable.all.map(\.creation) + views.map { viewCreation($0.name, $0.sql) }
  }

  static func viewCreation(_ name: String, _ sql: String) -> String { "CREATE VIEW \(schema).\(name) AS \(sql)" }

  private static func iso(_ column: String) -> String {
    "to_char(to_timestamp(\(column)) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
  }

  private static func join(_ table: String, _ name: String, _ id: String, of from: String) -> String {
    "JOIN \(schema).\"\(table)\" \(name) ON \(name).load = \(from).load AND \(name).id = \(id)"
  }

  private static let store = "st.tenant, st.cloud, st.locale"

  private static func source(_ table: String, _ name: String) -> String {
    "FROM \(schema).store st JOIN \(schema).\"\(table)\" \(name) ON \(name).load = st.load"
  }

  /// The views of the file, with tenant, cloud and locale at the end.
  static let views: [(name: String, sql: String)] = [
    (
      "catalog_items",
      """
      SELECT m.code AS market, s.code AS segment, nullif(l.scope, '') AS reservation_scope, p.code AS product_id,
        k.code AS sku_id, a.code AS availability_id,
        coalesce(a.catalog_item_id, p.code || ':' || k.code || ':' || a.code) AS catalog_item_id,
        pt.title AS product_title, t.title AS sku_title, pt.product_type, pt.product_subtype, pt.publisher, o.currency,
        o.is_purchasable, o.is_renewable, t.is_trial, t.minimum_quantity, t.maximum_quantity, ot.content AS terms,
        t.purchase_prerequisites, t.inventory_variables, t.requires_inventory_check, st.locale,
        \(iso("coalesce(a.first_seen, u.first_seen)")) AS first_seen_at,
        \(iso("greatest(CASE s.code WHEN 'nonprofit' THEN coalesce(u.nonprofit_confirmed_at, u.confirmed_at) ELSE u.confirmed_at END, coalesce(a.verified_at, 0))")) AS confirmed_at,
        coalesce(o.renewal_instructions, '[]') AS renewal_instructions, t.provisioning_id, st.tenant, st.cloud
      \(source("availability", "a"))
      JOIN \(schema).unit u ON u.load = a.load AND u.product_id = a.product_id AND u.place_id = a.place_id
      JOIN \(schema).product p ON p.load = a.load AND p.id = a.product_id
      JOIN \(schema).sku k ON k.load = a.load AND k.product_id = a.product_id AND k.id = a.sku_id
      JOIN \(schema).sku_text t ON t.load = a.load AND t.product_id = a.product_id AND t.id = a.text_id
      JOIN \(schema).product_text pt ON pt.load = a.load AND pt.product_id = a.product_id AND pt.id = t.product_text_id
      \(join("place", "l", "a.place_id", of: "a")) \(join("market", "m", "l.market_id", of: "l"))
      \(join("segment", "s", "a.segment_id", of: "a")) \(join("offer", "o", "a.offer_id", of: "a"))
      \(join("offer_text", "ot", "o.terms_id", of: "o"))
      """
    ),
    (
      "inventory_prerequisites",
      """
      SELECT p.code AS product_id, k.code AS sku_id, r.value AS prerequisite,
        max(t.inventory_variables COLLATE "C") AS inventory_variables, \(store)
      \(source("sku_text", "t"))
      JOIN \(schema).sku k ON k.load = t.load AND k.product_id = t.product_id AND k.id = t.sku_id
      JOIN \(schema).product p ON p.load = t.load AND p.id = t.product_id
      CROSS JOIN LATERAL jsonb_array_elements_text(t.purchase_prerequisites::jsonb) AS r(value)
      WHERE t.listed > 0 GROUP BY p.code, k.code, r.value, \(store)
      """
    ),
    (
      "inventory_checks",
      """
      SELECT c.customer AS customer_id, c.subscription AS subscription_id, c.region, p.code AS product_id,
        k.code AS sku_id, c.is_restricted, c.restrictions, \(iso("c.checked_at")) AS checked_at, c.context, \(store)
      \(source("inventory_check", "c"))
      JOIN \(schema).sku k ON k.load = c.load AND k.product_id = c.product_id AND k.id = c.sku_id
      JOIN \(schema).product p ON p.load = c.load AND p.id = c.product_id
      """
    ),
    (
      "unavailable_markets",
      """
      SELECT m.code AS market, u.iso_country, u.name, u.product_type, u.product_subtype, u.source,
        \(iso("u.recorded_at")) AS recorded_at, u.evidence, u.document_date, \(store)
      \(source("unavailable_market", "u")) \(join("market", "m", "u.market_id", of: "u"))
      """
    ),
    (
      "customers",
      """
      SELECT c.code AS customer_id, c.name, c.domain, c.market, c.qualifications,
        \(iso("c.confirmed_at")) AS confirmed_at, c.agreements,
        \(iso("c.subscriptions_confirmed_at")) AS subscriptions_confirmed_at, c.domains, c.relationship,
        \(iso("c.relationship_ended_at")) AS relationship_ended_at, c.direct_signed, c.unread, \(store)
      \(source("customer", "c"))
      """
    ),
    (
      "customer_subscriptions",
      """
      SELECT c.code AS customer_id, s.code AS subscription_id, s.kind, s.name, nullif(s.offer, '') AS offer_id,
        s.product_type, s.status, s.quantity, s.registration,
        \(iso("s.registration_confirmed_at")) AS registration_confirmed_at, s.term_duration, s.renewal_term_duration,
        s.billing_cycle, s.auto_renew AS auto_renew_enabled, s.created AS creation_date,
        s.starts AS effective_start_date, s.ends AS commitment_end_date, s.billing_cycle_ends AS billing_cycle_end_date,
        s.cancellable_until AS cancellation_allowed_until_date, \(store)
      \(source("customer_subscription", "s")) \(join("customer", "c", "s.customer_id", of: "s"))
      """
    ),
    (
      "changes",
      """
      SELECT c.id AS change_id, c.run_id, \(iso("c.at")) AS at, c.kind, c.entity, m.code AS market, s.code AS segment,
        nullif(c.scope, '') AS reservation_scope, p.code AS product_id, k.code AS sku_id,
        c.availability AS availability_id, c.field, c.old_value, c.new_value, \(store)
      \(source("change", "c")) \(join("market", "m", "c.market_id", of: "c"))
      JOIN \(schema).product p ON p.load = c.load AND p.id = c.product_id
      LEFT JOIN \(schema).sku k ON k.load = c.load AND k.product_id = c.product_id AND k.id = c.sku_id
      LEFT \(join("segment", "s", "c.segment_id", of: "c"))
      """
    ),
    (
      "partitions",
      """
      SELECT m.code AS market, p.view, p.segment, nullif(p.scope, '') AS reservation_scope, p.state, p.items,
        \(iso("p.completed_at")) AS completed_at, p.reason, \(store)
      \(source("partition", "p")) \(join("market", "m", "p.market_id", of: "p"))
      """
    ),
    (
      "sync_runs",
      """
      SELECT r.id AS run_id, \(iso("r.started_at")) AS started_at, \(iso("r.finished_at")) AS finished_at, r.state,
        r.requests, r.retries, r.throttled, r.added, r.changed, r.removed, r.unchanged, r.is_full, r.requests_saved,
        r.due_never_read, r.due_evidence, r.due_age, r.due_audit, r.audit_sampled, r.audit_changed,
        CAST(r.audit_changed AS double precision) / nullif(r.audit_sampled, 0) AS missed_change_rate, \(store)
      \(source("run", "r"))
      """
    ),
  ]
}
