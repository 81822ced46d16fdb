/// The views for other programs. Columns are only ever added; every migration recreates the views.
package enum Views {
  static let all: [(name: String, sql: String)] =
    [
      ("catalog_items", catalogItems),
      ("inventory_prerequisites", inventoryPrerequisites),
      ("inventory_checks", inventoryChecks),
      ("unavailable_markets", unavailableMarkets),
      ("customers", customers),
      ("customer_subscriptions", customerSubscriptions),
      ("changes", changes),
      ("partitions", partitions),
      ("sync_runs", syncRuns),
    ] + PriceViews.all

  /// What a SKU provisions: the `skuId` of Microsoft Graph, in lower case; NULL where its text `t` does not say. It is known
  /// for new-commerce licences. Source: dynamic attributes of a SKU.
  package static let provisioningID = """
    nullif(lower(coalesce(t.attributes ->> '$.provisioningId', t.attributes ->> '$.ProvisioningId')), '')
    """

  /// Seconds since 1970 as ISO 8601 UTC.
  private static func iso(_ column: String) -> String { "strftime('%Y-%m-%dT%H:%M:%SZ', \(column), 'unixepoch')" }

  private static let catalogItems = """
    SELECT m.code AS market, s.code AS segment, nullif(l.scope, '') AS reservation_scope,
      a.product_code AS product_id, a.sku_code AS sku_id, a.availability_id,
      coalesce(a.irregular_item_id, a.product_code || ':' || a.sku_code || ':' || a.availability_id) AS catalog_item_id,
      pt.title AS product_title, t.title AS sku_title, pt.product_type, pt.product_subtype, pt.publisher,
      o.currency, \(AvailabilityColumns.isPurchasable) AS is_purchasable, o.is_renewable, t.is_trial, t.minimum_quantity, t.maximum_quantity,
      ot.content AS terms, t.purchase_prerequisites, t.inventory_variables, t.requires_inventory_check,
      (SELECT value FROM setting WHERE key = 'locale') AS locale,
      \(iso("coalesce(a.first_seen, u.first_seen)")) AS first_seen_at,
      \(iso(ItemConfirmation.sql(code: "a.availability_id"))) AS confirmed_at,
      coalesce(json_extract(od.content, '$.renewalInstructions'), '[]') AS renewal_instructions,
      \(provisioningID) AS provisioning_id
    FROM (
      SELECT a.place_id, a.sku_id, a.segment_id, a.offer_id, a.first_seen, k.product_id,
        p.code AS product_code, k.code AS sku_code, \(AvailabilityCode.whole()) AS availability_id,
        \(AvailabilityColumns.text(usual: "k.text_id")) AS text_id,
        \(AvailabilityColumns.irregularItemID) AS irregular_item_id
      FROM availability a
      JOIN sku k ON k.id = a.sku_id
      JOIN product p ON p.id = k.product_id) a
    JOIN place l ON l.id = a.place_id
    JOIN market m ON m.id = l.market_id
    JOIN segment s ON s.id = a.segment_id
    JOIN sku_text t ON t.id = a.text_id
    JOIN product_text pt ON pt.id = t.product_text_id
    JOIN offer o ON o.id = a.offer_id
    JOIN offer_text ot ON ot.id = o.terms_id
    LEFT JOIN offer_text od ON od.id = o.details_id
    JOIN unit u ON u.place_id = a.place_id AND u.product_id = a.product_id
    """

  private static let inventoryPrerequisites = """
    SELECT p.code AS product_id, k.code AS sku_id, r.value AS prerequisite,
      max(t.inventory_variables) AS inventory_variables
    FROM sku_text t
    JOIN sku k ON k.id = t.sku_id
    JOIN product p ON p.id = k.product_id
    JOIN json_each(t.purchase_prerequisites) r
    WHERE t.listed > 0
    GROUP BY p.code, k.code, r.value
    """

  private static let inventoryChecks = """
    SELECT c.customer AS customer_id, c.subscription AS subscription_id, c.region, p.code AS product_id,
      k.code AS sku_id, c.is_restricted, c.restrictions, \(iso("c.checked_at")) AS checked_at, c.context
    FROM inventory_check c
    JOIN sku k ON k.id = c.sku_id
    JOIN product p ON p.id = k.product_id
    """

  private static let unavailableMarkets = """
    SELECT m.code AS market, u.iso_country, u.name, u.product_type, u.product_subtype, u.source,
      \(iso("u.recorded_at")) AS recorded_at, u.evidence, u.document_date
    FROM unavailable_market u
    JOIN market m ON m.id = u.market_id
    """

  private static let customers = """
    SELECT code AS customer_id, name, domain, market, qualifications, \(iso("confirmed_at")) AS confirmed_at,
      agreements, \(iso("subscriptions_confirmed_at")) AS subscriptions_confirmed_at, domains,
      relationship, \(iso("relationship_ended_at")) AS relationship_ended_at, direct_signed, unread
    FROM customer
    """

  private static let customerSubscriptions = """
    SELECT c.code AS customer_id, s.code AS subscription_id, s.kind, s.name, nullif(s.offer, '') AS offer_id,
      s.product_type, s.status, s.quantity, s.registration,
      \(iso("s.registration_confirmed_at")) AS registration_confirmed_at, s.term_duration, s.renewal_term_duration,
      s.billing_cycle, s.auto_renew AS auto_renew_enabled, s.created AS creation_date,
      s.starts AS effective_start_date, s.ends AS commitment_end_date, s.billing_cycle_ends AS billing_cycle_end_date,
      s.cancellable_until AS cancellation_allowed_until_date
    FROM customer_subscription s
    JOIN customer c ON c.id = s.customer_id
    """

  private static let changes = """
    SELECT c.id AS change_id, c.run_id, \(iso("c.at")) AS at, c.kind, c.entity, m.code AS market,
      s.code AS segment, nullif(c.scope, '') AS reservation_scope, p.code AS product_id, k.code AS sku_id,
      c.availability AS availability_id, c.field, c.old_value, c.new_value
    FROM change c
    JOIN market m ON m.id = c.market_id
    JOIN product p ON p.id = c.product_id
    LEFT JOIN sku k ON k.id = c.sku_id
    LEFT JOIN segment s ON s.id = c.segment_id
    """

  private static let partitions = """
    SELECT m.code AS market, p.view, p.segment, nullif(p.scope, '') AS reservation_scope, p.state, p.items,
      \(iso("p.completed_at")) AS completed_at, p.reason
    FROM partition p
    JOIN market m ON m.id = p.market_id
    """

  private static let syncRuns = """
    SELECT id AS run_id, \(iso("started_at")) AS started_at, \(iso("finished_at")) AS finished_at, state, requests,
      retries, throttled, added, changed, removed, unchanged, is_full, requests_saved, due_never_read, due_evidence,
      due_age, due_audit, audit_sampled, audit_changed,
      CAST(audit_changed AS REAL) / nullif(audit_sampled, 0) AS missed_change_rate
    FROM run
    """
}

/// The last time the service showed an availability `a` of a product snapshot `u` in a segment `s` as it is stored:
/// together with the snapshot, or later alone.
package enum ItemConfirmation {
  /// The SQL; `code` is the column with the full id of the availability.
  static func sql(code: String) -> String {
    """
    max(
      CASE s.code WHEN 'nonprofit' THEN coalesce(u.nonprofit_confirmed_at, u.confirmed_at) ELSE u.confirmed_at END,
      coalesce(
        (SELECT v.verified_at FROM verification v
         WHERE v.place_id = a.place_id AND v.sku_id = a.sku_id AND v.segment_id = a.segment_id AND v.code = \(code)),
        0))
    """
  }
}
