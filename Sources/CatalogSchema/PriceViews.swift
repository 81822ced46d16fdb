/// The views of prices for other programs, and the SQL that they share with the reader.
package enum PriceViews {
  static let all: [(name: String, sql: String)] = [
    ("prices", prices), ("price_changes", changes), ("price_sheets", sheets), ("crosswalk", crosswalk),
    ("offer_limits", limits), ("promotions", promotions),
  ]

  /// An amount `column` as text, exactly as received; NULL for none.
  package static func amount(_ column: String) -> String {
    """
    CASE typeof(\(column)) WHEN 'integer'
      THEN rtrim(rtrim(printf('%d.%08d', \(column) / 100000000, \(column) % 100000000), '0'), '.') ELSE \(column) END
    """
  }

  /// Whether the set `members` has the market `market`.
  package static func has(_ members: String, _ market: String) -> String {
    """
    (instr('123456789ABCDEF', substr(hex(substr(\(members), \(market) / 8 + 1, 1)) || '00', 2 - \(market) / 4 % 2, 1))
      >> (\(market) % 4)) & 1
    """
  }

  /// Whether a row `p` is in the sheet of a month.
  static func isListed(_ p: String, in month: String) -> String {
    "\(p).from_month <= \(month) AND (\(p).to_month IS NULL OR \(p).to_month >= \(month))"
  }

  /// Whether a row `p` holds at the present moment.
  private static func holds(_ p: String) -> String {
    "coalesce(\(p).starts <= n.now, 1) AND coalesce(\(p).ends >= n.now, 1)"
  }

  /// An amount as a number, for comparisons: the nearest binary fraction.
  private static func number(_ column: String) -> String {
    "\(column) / CASE typeof(\(column)) WHEN 'text' THEN 1 ELSE 1e8 END"
  }

  /// Whether two amounts are whole units of 10^-8, which are compared exactly.
  private static func areWhole(_ left: String, _ right: String) -> String {
    "typeof(\(left)) = 'integer' AND typeof(\(right)) = 'integer'"
  }

  private static func differ(_ left: String, _ right: String) -> String {
    "\(left) IS NOT \(right) AND (\(number(left)) IS NOT \(number(right)) OR \(areWhole(left, right)))"
  }

  private static func isMore(_ left: String, _ right: String) -> String {
    """
    \(number(left)) > \(number(right)) OR \(number(left)) = \(number(right)) AND \(areWhole(left, right)) AND \(left) > \(right)
    """
  }

  private static func iso(_ column: String) -> String { "strftime('%Y-%m-%dT%H:%M:%SZ', \(column), 'unixepoch')" }

  private static let now =
    "(SELECT CAST(strftime('%s', 'now') AS INTEGER) AS now, CAST(strftime('%Y%m', 'now') AS INTEGER) AS month)"

  /// Another row `q` of the same price in the same sheet as `p` in `s`.
  private static func other(_ condition: String) -> String {
    """
    EXISTS (SELECT 1 FROM price_point q JOIN price_market_set y ON y.id = q.set_id
      WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id AND q.ordinal <> p.ordinal
        AND \(isListed("q", in: "s.month")) AND \(has("y.members", "s.market_id")) AND \(condition))
    """
  }

  /// Where rows overlap: one with a real end holds to its end, of others the latest start does.
  private static let prices = """
    SELECT market, segment, product_id, sku_id, term_duration, billing_plan, currency, unit_price, retail_price, valid_from,
      valid_to, state, view, sheet_month, fetched_at, timeline, meter_id, tier_from, end_of_sale
    FROM (
      SELECT m.code AS market, o.segment, o.product AS product_id, o.sku AS sku_id, nullif(o.term, '') AS term_duration,
        nullif(o.plan, '') AS billing_plan, c.code AS currency, \(amount("p.unit")) AS unit_price,
        \(amount("p.retail")) AS retail_price, \(iso("p.starts")) AS valid_from, \(iso("p.ends")) AS valid_to,
        CASE
          WHEN p.starts > n.now THEN 'announced'
          WHEN v.timeline = 'future' THEN CASE WHEN p.ends IS NOT NULL OR p.sale_ends IS NOT NULL THEN 'announced' END
          WHEN p.ends < n.now THEN CASE WHEN \(other("coalesce(q.ends >= n.now, 1)")) THEN NULL ELSE 'ended' END
          WHEN \(other("""
    \(holds("q")) AND ((q.ends IS NOT NULL AND p.ends IS NULL)
          OR (q.ends IS NULL) = (p.ends IS NULL) AND coalesce(q.starts, -62135596800) > coalesce(p.starts, -62135596800))
    """)) THEN NULL
          WHEN \(other("""
    \(holds("q")) AND (q.ends IS NULL) = (p.ends IS NULL) AND q.starts IS p.starts
          AND (\(differ("p.unit", "q.unit")) OR \(differ("p.retail", "q.retail")))
    """)) THEN 'contradictory'
          WHEN \(other("\(holds("q")) AND (q.ends IS NULL) = (p.ends IS NULL) AND q.starts IS p.starts AND q.ordinal < p.ordinal"))
            THEN NULL
          WHEN s.month < n.month THEN 'stale'
          WHEN o.meter <> '' THEN 'byMeter'
          WHEN p.is_trial THEN 'trial'
          WHEN coalesce(p.unit, p.retail) IS NULL THEN 'noRow'
          WHEN coalesce(p.unit, p.retail) + 0 = 0 THEN 'free'
          ELSE 'known'
        END AS state,
        v.name AS view, CAST(s.month AS TEXT) AS sheet_month, \(iso("s.fetched_at")) AS fetched_at, v.timeline,
        nullif(o.meter, '') AS meter_id, nullif(o.tier, '') AS tier_from, \(iso("p.sale_ends")) AS end_of_sale
      FROM price_sheet s
      JOIN price_view v ON v.id = s.view_id
      JOIN market m ON m.id = s.market_id
      JOIN \(now) n
      JOIN price_offer o ON o.view_id = s.view_id
      JOIN price_point p ON p.offer_id = o.id
      JOIN price_market_set x ON x.id = p.set_id
      JOIN price_currency c ON c.id = p.currency_id
      WHERE \(isListed("p", in: "s.month")) AND \(has("x.members", "s.market_id"))
        AND (v.timeline = 'future' AND s.month > n.month
          OR v.timeline = 'current' AND s.month =
            (SELECT max(l.month) FROM price_sheet l WHERE l.view_id = s.view_id AND l.market_id = s.market_id))
    )
    WHERE state IS NOT NULL
    """

  /// The ordinal of the row of an offer in the currency of `p` that the sheet of a month shows: the latest start, and rather
  /// one without an end.
  private static func shown(_ month: String, of offer: String = "p.offer_id") -> String {
    """
    (SELECT q.ordinal FROM price_point q JOIN price_market_set y ON y.id = q.set_id
      WHERE q.offer_id = \(offer) AND q.currency_id = p.currency_id
        AND \(isListed("q", in: month)) AND \(has("y.members", "s.market_id"))
      ORDER BY q.ends IS NOT NULL, q.starts DESC, q.ordinal DESC LIMIT 1)
    """
  }

  /// Sheets with the month of the whole sheet before each.
  private static let sheetsWithBefore = """
    (SELECT l.*, v.name, v.timeline,
      (SELECT max(e.month) FROM price_sheet e JOIN price_view w ON w.id = e.view_id
        WHERE w.name = v.name AND w.timeline = 'current' AND e.market_id = l.market_id AND e.month < l.month) AS before
    FROM price_sheet l JOIN price_view v ON v.id = l.view_id)
    """

  /// The columns of a change from the row `old` to the row `new`, either of which may be a NULL row.
  ///
  /// A column is of one affinity in all changes (hence `+`): else SQLite reads all changes before it applies a condition.
  private static func change(_ kind: String, old: String, new: String, from: String) -> String {
    """
    SELECT s.fetched_at AS at, \(kind) AS kind, m.code AS market, f.segment, f.product AS product_id, f.sku AS sku_id, f.term,
      f.plan, c.code AS currency, \(old).unit AS old_unit, \(new).unit AS new_unit, \(old).retail AS old_retail,
      \(new).retail AS new_retail, \(from) AS valid_from, s.name AS view, s.month, f.meter, f.tier
    FROM \(sheetsWithBefore) s
    JOIN market m ON m.id = s.market_id
    JOIN price_offer f ON f.view_id = s.view_id
    JOIN price_point p ON p.offer_id = f.id
    JOIN price_market_set x ON x.id = p.set_id AND \(has("x.members", "s.market_id"))
    JOIN price_currency c ON c.id = p.currency_id
    """
  }

  /// The differences between each sheet and the one before it, and the announced ones of previews. The first sheet of a
  /// market has none.
  private static let changes = """
    SELECT \(iso("at")) AS at, kind, market, segment, product_id, sku_id, nullif(term, '') AS term_duration,
      nullif(plan, '') AS billing_plan, currency, \(amount("old_unit")) AS old_unit_price,
      \(amount("new_unit")) AS new_unit_price, \(amount("old_retail")) AS old_retail_price,
      \(amount("new_retail")) AS new_retail_price, \(iso("valid_from")) AS valid_from, view,
      CAST(month AS TEXT) AS sheet_month, nullif(meter, '') AS meter_id, nullif(tier, '') AS tier_from
    FROM (
    \(change("""
    CASE WHEN o.ordinal IS NULL THEN 'new' WHEN \(isMore("p.unit", "o.unit")) THEN 'up'
      WHEN \(differ("p.unit", "o.unit")) THEN 'down' WHEN \(isMore("p.retail", "o.retail")) THEN 'up' ELSE 'down' END
    """, old: "o", new: "p", from: "+p.starts"))
    LEFT JOIN price_point o ON o.offer_id = p.offer_id AND o.currency_id = p.currency_id AND o.ordinal = \(shown("s.before"))
    WHERE s.timeline = 'current' AND s.before IS NOT NULL AND \(isListed("p", in: "s.month"))
      AND (p.from_month = s.month OR o.to_month = s.before) AND p.ordinal = \(shown("s.month"))
      AND (o.ordinal IS NULL OR \(differ("p.unit", "o.unit")) OR \(differ("p.retail", "o.retail")))
    UNION ALL
    \(change("'gone'", old: "p", new: "z", from: "+p.ends"))
    LEFT JOIN price_point z ON 0
    WHERE s.timeline = 'current' AND p.to_month = s.before AND p.ordinal = \(shown("s.before"))
      AND \(shown("s.month")) IS NULL
    UNION ALL
    \(change("'announced'", old: "o", new: "p", from: "coalesce(p.starts, p.sale_ends)"))
    LEFT JOIN price_view w ON w.name = s.name AND w.timeline = 'current'
    LEFT JOIN price_offer g ON g.view_id = w.id AND g.product = f.product AND g.sku = f.sku AND g.term = f.term
      AND g.plan = f.plan AND g.segment = f.segment AND g.meter = f.meter AND g.tier = f.tier
    LEFT JOIN price_point o ON o.offer_id = g.id AND o.currency_id = p.currency_id
      AND o.ordinal = \(shown("s.before", of: "g.id"))
    WHERE s.timeline = 'future' AND \(isListed("p", in: "s.month"))
      AND NOT EXISTS (SELECT 1 FROM price_sheet e WHERE e.view_id = w.id AND e.market_id = s.market_id AND e.month >= s.month)
      AND (o.ordinal IS NULL OR p.ends IS NOT o.ends OR p.sale_ends IS NOT NULL
        OR \(differ("p.unit", "o.unit")) OR \(differ("p.retail", "o.retail")))
    )
    """

  private static let sheets = """
    SELECT m.code AS market, v.name AS view, CAST(s.month AS TEXT) AS month, s.rows, s.unjoined,
      \(iso("s.fetched_at")) AS fetched_at, lower(hex(s.digest)) AS sha256, v.timeline, s.contradictory,
      s.disagreeing_flags, s.currencies, s.bytes
    FROM price_sheet s
    JOIN price_view v ON v.id = s.view_id
    JOIN market m ON m.id = s.market_id
    """

  private static let limits = """
    SELECT l.product AS product_id, l.sku AS sku_id, l.minimum AS minimum_quantity, l.maximum AS maximum_quantity,
      l.ownership AS ownership_limit, l.ownership_type AS ownership_limit_type, l.prerequisites, l.conversions,
      l.countries, l.graph_sku AS provisioning_id, l.graph_string AS provisioning_string,
      CAST(x.month AS TEXT) AS month, \(iso("x.fetched_at")) AS fetched_at
    FROM offer_limit l JOIN offer_matrix x
    """

  private static let promotions = """
    SELECT m.code AS market, p.segment, p.product AS product_id, p.sku AS sku_id, nullif(p.term, '') AS term_duration,
      nullif(p.cycle, '') AS billing_cycle, p.code AS promotion_id, p.name, p.policy, p.discount,
      \(iso("p.starts")) AS starts_at, \(iso("p.ends")) AS ends_at, p.is_automatic, \(iso("l.fetched_at")) AS fetched_at
    FROM promotion p JOIN market m ON m.id = p.market_id
    JOIN promotion_list l ON l.market_id = p.market_id AND l.segment = p.segment
    """

  private static let crosswalk = """
    SELECT 'sku' AS from_kind, p.code || ':' || k.code AS from_id, 'graphSku' AS to_kind, \(Views.provisioningID) AS to_id,
      'catalog' AS source, NULL AS as_of, 'stated' AS confidence
    FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
    WHERE t.listed > 0 AND \(Views.provisioningID) IS NOT NULL
    GROUP BY k.id, \(Views.provisioningID)
    UNION ALL
    SELECT from_kind, from_id, to_kind, to_id, source, as_of, confidence FROM crosswalk_edge
    UNION ALL
    SELECT 'sku', l.product || ':' || l.sku, 'graphSku', l.graph_sku, 'offerMatrix', CAST(x.month AS TEXT), 'stated'
    FROM offer_limit l JOIN offer_matrix x WHERE l.graph_sku IS NOT NULL
    """
}
