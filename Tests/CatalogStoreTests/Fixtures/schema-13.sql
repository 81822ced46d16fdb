CREATE TABLE "availability" (
  place_id INTEGER NOT NULL REFERENCES place (id),
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  ordinal INTEGER NOT NULL,
  -- NULL where it is the SKU's usual one.
  text_id INTEGER REFERENCES sku_text (id),
  offer_id INTEGER NOT NULL REFERENCES offer (id),
  -- A number stands for the end of an id that begins as its product's; a text is the whole id.
  code BLOB NOT NULL CHECK (typeof(code) IN ('integer', 'text') AND code <> ''),
  -- NULL where it is that of its unit.
  first_seen INTEGER,
  PRIMARY KEY (place_id, sku_id, segment_id, ordinal)
) WITHOUT ROWID;

CREATE VIEW catalog_items AS
SELECT m.code AS market, s.code AS segment, nullif(l.scope, '') AS reservation_scope,
  a.product_code AS product_id, a.sku_code AS sku_id, a.availability_id,
  coalesce(a.irregular_item_id, a.product_code || ':' || a.sku_code || ':' || a.availability_id) AS catalog_item_id,
  pt.title AS product_title, t.title AS sku_title, pt.product_type, pt.product_subtype, pt.publisher,
  o.currency, CASE o.is_purchasable_unsaid WHEN 0 THEN o.is_purchasable END AS is_purchasable, o.is_renewable, t.is_trial, t.minimum_quantity, t.maximum_quantity,
  ot.content AS terms, t.purchase_prerequisites, t.inventory_variables, t.requires_inventory_check,
  (SELECT value FROM setting WHERE key = 'locale') AS locale,
  strftime('%Y-%m-%dT%H:%M:%SZ', coalesce(a.first_seen, u.first_seen), 'unixepoch') AS first_seen_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', max(
  CASE s.code WHEN 'nonprofit' THEN coalesce(u.nonprofit_confirmed_at, u.confirmed_at) ELSE u.confirmed_at END,
  coalesce(
    (SELECT v.verified_at FROM verification v
     WHERE v.place_id = a.place_id AND v.sku_id = a.sku_id AND v.segment_id = a.segment_id AND v.code = a.availability_id),
    0)), 'unixepoch') AS confirmed_at,
  coalesce(json_extract(od.content, '$.renewalInstructions'), '[]') AS renewal_instructions,
  nullif(lower(coalesce(t.attributes ->> '$.provisioningId', t.attributes ->> '$.ProvisioningId')), '') AS provisioning_id
FROM (
  SELECT a.place_id, a.sku_id, a.segment_id, a.offer_id, a.first_seen, k.product_id,
    p.code AS product_code, k.code AS sku_code, CASE typeof(a.code) WHEN 'integer' THEN substr(p.code, 1, length(p.code) - 5)
      || substr('0123456789BCDFGHJKLMNPQRSTVWXZ', (a.code + 8388608) / 810000 % 30 + 1, 1)
      || substr('0123456789BCDFGHJKLMNPQRSTVWXZ', (a.code + 8388608) / 27000 % 30 + 1, 1)
      || substr('0123456789BCDFGHJKLMNPQRSTVWXZ', (a.code + 8388608) / 900 % 30 + 1, 1)
      || substr('0123456789BCDFGHJKLMNPQRSTVWXZ', (a.code + 8388608) / 30 % 30 + 1, 1)
      || substr('0123456789BCDFGHJKLMNPQRSTVWXZ', (a.code + 8388608) / 1 % 30 + 1, 1)
    ELSE a.code END AS availability_id,
    coalesce(a.text_id, k.text_id) AS text_id,
    (SELECT i.catalog_item_id FROM irregular_item_id i WHERE i.place_id = a.place_id AND i.sku_id = a.sku_id
  AND i.segment_id = a.segment_id AND i.ordinal = a.ordinal) AS irregular_item_id
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
JOIN unit u ON u.place_id = a.place_id AND u.product_id = a.product_id;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('added', 'changed', 'removed', 'returned', 'reissued')),
  entity TEXT NOT NULL CHECK (entity IN ('product', 'sku', 'availability')),
  market_id INTEGER NOT NULL REFERENCES market (id),
  segment_id INTEGER REFERENCES segment (id),
  scope TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (id),
  sku_id INTEGER REFERENCES sku (id),
  availability TEXT,
  field TEXT,
  old_value TEXT,
  new_value TEXT
);

CREATE INDEX change_by_product ON change (product_id, id);

CREATE INDEX change_by_time ON change (at);

CREATE VIEW changes AS
SELECT c.id AS change_id, c.run_id, strftime('%Y-%m-%dT%H:%M:%SZ', c.at, 'unixepoch') AS at, c.kind, c.entity, m.code AS market,
  s.code AS segment, nullif(c.scope, '') AS reservation_scope, p.code AS product_id, k.code AS sku_id,
  c.availability AS availability_id, c.field, c.old_value, c.new_value
FROM change c
JOIN market m ON m.id = c.market_id
JOIN product p ON p.id = c.product_id
LEFT JOIN sku k ON k.id = c.sku_id
LEFT JOIN segment s ON s.id = c.segment_id;

CREATE VIEW crosswalk AS
SELECT 'sku' AS from_kind, p.code || ':' || k.code AS from_id, 'graphSku' AS to_kind, nullif(lower(coalesce(t.attributes ->> '$.provisioningId', t.attributes ->> '$.ProvisioningId')), '') AS to_id,
  'catalog' AS source, NULL AS as_of, 'stated' AS confidence
FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
WHERE t.listed > 0 AND nullif(lower(coalesce(t.attributes ->> '$.provisioningId', t.attributes ->> '$.ProvisioningId')), '') IS NOT NULL
GROUP BY k.id, nullif(lower(coalesce(t.attributes ->> '$.provisioningId', t.attributes ->> '$.ProvisioningId')), '')
UNION ALL
SELECT from_kind, from_id, to_kind, to_id, source, as_of, confidence FROM crosswalk_edge
UNION ALL
SELECT 'sku', l.product || ':' || l.sku, 'graphSku', l.graph_sku, 'offerMatrix', CAST(x.month AS TEXT), 'stated'
FROM offer_limit l JOIN offer_matrix x WHERE l.graph_sku IS NOT NULL;

CREATE TABLE crosswalk_edge (
  from_kind TEXT NOT NULL,
  from_id TEXT NOT NULL,
  to_kind TEXT NOT NULL,
  to_id TEXT NOT NULL,
  source TEXT NOT NULL,
  as_of TEXT,
  confidence TEXT NOT NULL,
  -- The name of what the edge leads to; NULL for none.
  name TEXT,
  PRIMARY KEY (from_kind, from_id, to_kind, to_id)
) WITHOUT ROWID;

CREATE INDEX crosswalk_edge_to ON crosswalk_edge (to_kind, to_id);

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  domain TEXT NOT NULL,
  market TEXT,
  -- NULL where they could not be read: unknown, not none.
  qualifications TEXT CHECK (qualifications IS NULL OR json_valid(qualifications)),
  confirmed_at INTEGER NOT NULL
, agreements TEXT CHECK (agreements IS NULL OR json_valid(agreements)), subscriptions_confirmed_at INTEGER, listed_as TEXT NOT NULL DEFAULT '', domains TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(domains)), relationship TEXT, relationship_ended_at INTEGER, direct_signed INTEGER CHECK (direct_signed IN (0, 1)), unread TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unread)));

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

CREATE TABLE customer_run (
  id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  -- When the run began that this one goes on with: customers confirmed since are not read again.
  begun_at INTEGER NOT NULL,
  finished_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'interrupted'))
, removed INTEGER NOT NULL DEFAULT 0);

CREATE TABLE customer_subscription (
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  code TEXT NOT NULL CHECK (code <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('azure', 'azurePlan', 'azureUnderPlan', 'other')),
  name TEXT NOT NULL,
  -- What was bought: a CatalogItemId, or the offer id of a legacy offer; '' where the service gives none.
  offer TEXT NOT NULL,
  product_type TEXT,
  status TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  -- Of legacy Azure subscriptions: NotRegistered, Registering or Registered as received; NULL for unknown.
  registration TEXT,
  registration_confirmed_at INTEGER, term_duration TEXT, renewal_term_duration TEXT, billing_cycle TEXT, auto_renew INTEGER CHECK (auto_renew IN (0, 1)), created TEXT, starts TEXT, ends TEXT, billing_cycle_ends TEXT, cancellable_until TEXT,
  PRIMARY KEY (customer_id, code)
) WITHOUT ROWID;

CREATE VIEW customer_subscriptions AS
SELECT c.code AS customer_id, s.code AS subscription_id, s.kind, s.name, nullif(s.offer, '') AS offer_id,
  s.product_type, s.status, s.quantity, s.registration,
  strftime('%Y-%m-%dT%H:%M:%SZ', s.registration_confirmed_at, 'unixepoch') AS registration_confirmed_at, s.term_duration, s.renewal_term_duration,
  s.billing_cycle, s.auto_renew AS auto_renew_enabled, s.created AS creation_date,
  s.starts AS effective_start_date, s.ends AS commitment_end_date, s.billing_cycle_ends AS billing_cycle_end_date,
  s.cancellable_until AS cancellation_allowed_until_date
FROM customer_subscription s
JOIN customer c ON c.id = s.customer_id;

CREATE VIEW customers AS
SELECT code AS customer_id, name, domain, market, qualifications, strftime('%Y-%m-%dT%H:%M:%SZ', confirmed_at, 'unixepoch') AS confirmed_at,
  agreements, strftime('%Y-%m-%dT%H:%M:%SZ', subscriptions_confirmed_at, 'unixepoch') AS subscriptions_confirmed_at, domains,
  relationship, strftime('%Y-%m-%dT%H:%M:%SZ', relationship_ended_at, 'unixepoch') AS relationship_ended_at, direct_signed, unread
FROM customer;

CREATE TABLE held_removal (
  place_id INTEGER NOT NULL REFERENCES place (id),
  product_id INTEGER NOT NULL REFERENCES product (id),
  sku TEXT NOT NULL,
  availability TEXT NOT NULL,
  run_id INTEGER NOT NULL, held_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (place_id, product_id, sku, availability)
) WITHOUT ROWID;

CREATE TABLE inventory_check (
  customer TEXT NOT NULL,
  subscription TEXT NOT NULL,
  region TEXT NOT NULL,
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  -- NULL where the service left the SKU out of its answer.
  is_restricted INTEGER CHECK (is_restricted IN (0, 1)),
  restrictions TEXT NOT NULL CHECK (json_valid(restrictions)),
  checked_at INTEGER NOT NULL, context TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(context)),
  PRIMARY KEY (customer, subscription, region, sku_id)
) WITHOUT ROWID;

CREATE VIEW inventory_checks AS
SELECT c.customer AS customer_id, c.subscription AS subscription_id, c.region, p.code AS product_id,
  k.code AS sku_id, c.is_restricted, c.restrictions, strftime('%Y-%m-%dT%H:%M:%SZ', c.checked_at, 'unixepoch') AS checked_at, c.context
FROM inventory_check c
JOIN sku k ON k.id = c.sku_id
JOIN product p ON p.id = k.product_id;

CREATE VIEW inventory_prerequisites AS
SELECT p.code AS product_id, k.code AS sku_id, r.value AS prerequisite,
  max(t.inventory_variables) AS inventory_variables
FROM sku_text t
JOIN sku k ON k.id = t.sku_id
JOIN product p ON p.id = k.product_id
JOIN json_each(t.purchase_prerequisites) r
WHERE t.listed > 0
GROUP BY p.code, k.code, r.value;

CREATE TABLE irregular_item_id (
  place_id INTEGER NOT NULL REFERENCES place (id),
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  ordinal INTEGER NOT NULL,
  catalog_item_id TEXT NOT NULL,
  PRIMARY KEY (place_id, sku_id, segment_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE "listing" (
  partition_id INTEGER NOT NULL REFERENCES partition (id) ON DELETE CASCADE,
  chunk INTEGER NOT NULL,
  -- The bits 0 to 63 stand for the texts of products 64 * chunk to 64 * chunk + 63.
  texts INTEGER NOT NULL,
  PRIMARY KEY (partition_id, chunk)
) WITHOUT ROWID;

CREATE TABLE market (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 2)
);

CREATE TABLE market_clock (
  run_id INTEGER NOT NULL REFERENCES run (id),
  market_id INTEGER NOT NULL REFERENCES market (id),
  at INTEGER NOT NULL,
  -- Products of its lists, and those of them that are new or renamed since the last run.
  listed INTEGER NOT NULL DEFAULT 0,
  moved INTEGER NOT NULL DEFAULT 0,
  -- Days, weighted by the calendar, that units had gone unread which were then read without suspicion; and how
  -- many of these had changed.
  exposure REAL NOT NULL DEFAULT 0,
  changed REAL NOT NULL DEFAULT 0,
  -- Units that were read because they had changed elsewhere, and how many of them had changed.
  suspected INTEGER NOT NULL DEFAULT 0,
  confirmed INTEGER NOT NULL DEFAULT 0,
  -- Changed units that were read without a glance before; those of them whose list of SKUs had changed; and the
  -- shares of their availability lists that had, added up.
  dissected INTEGER NOT NULL DEFAULT 0,
  told_by_skus INTEGER NOT NULL DEFAULT 0,
  told_by_availabilities REAL NOT NULL DEFAULT 0,
  -- How many changes a unit is thought to have seen between the run before and this one, beyond the usual.
  jump REAL NOT NULL DEFAULT 0,
  -- The share of its units that changes in a day, as estimated then.
  daily_rate REAL, sheet_suspected INTEGER NOT NULL DEFAULT 0, sheet_confirmed INTEGER NOT NULL DEFAULT 0, lot_changed INTEGER NOT NULL DEFAULT 0, lot_shown INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run_id, market_id)
) WITHOUT ROWID;

CREATE INDEX market_clock_by_market ON market_clock (market_id, at);

CREATE TABLE offer (
  id INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL UNIQUE,
  currency TEXT NOT NULL,
  currency_symbol TEXT,
  is_purchasable INTEGER NOT NULL CHECK (is_purchasable IN (0, 1)),
  is_renewable INTEGER NOT NULL CHECK (is_renewable IN (0, 1)),
  terms_id INTEGER REFERENCES offer_text (id), details_id INTEGER REFERENCES offer_text (id), is_purchasable_unsaid INTEGER NOT NULL DEFAULT 0 CHECK (is_purchasable_unsaid IN (0, 1)));

CREATE TABLE offer_limit (
  product TEXT NOT NULL,
  sku TEXT NOT NULL,
  -- Licences; NULL where the matrix does not say.
  minimum INTEGER,
  maximum INTEGER,
  -- Subscriptions, at once or ever by the type; NULL for no limit.
  ownership INTEGER,
  ownership_type TEXT,
  -- 'product:sku'.
  prerequisites TEXT NOT NULL CHECK (json_valid(prerequisites)),
  conversions TEXT NOT NULL CHECK (json_valid(conversions)),
  -- Codes of markets.
  countries TEXT NOT NULL CHECK (json_valid(countries)),
  -- The skuId and the skuPartNumber of Microsoft Graph.
  graph_sku TEXT,
  graph_string TEXT,
  PRIMARY KEY (product, sku)
) WITHOUT ROWID;

CREATE INDEX offer_limit_graph ON offer_limit (graph_sku) WHERE graph_sku IS NOT NULL;

CREATE VIEW offer_limits AS
SELECT l.product AS product_id, l.sku AS sku_id, l.minimum AS minimum_quantity, l.maximum AS maximum_quantity,
  l.ownership AS ownership_limit, l.ownership_type AS ownership_limit_type, l.prerequisites, l.conversions,
  l.countries, l.graph_sku AS provisioning_id, l.graph_string AS provisioning_string,
  CAST(x.month AS TEXT) AS month, strftime('%Y-%m-%dT%H:%M:%SZ', x.fetched_at, 'unixepoch') AS fetched_at
FROM offer_limit l JOIN offer_matrix x;

CREATE TABLE offer_matrix (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Year and month: 202611; NULL before the first matrix, as are the four that follow.
  month INTEGER,
  rows INTEGER,
  fetched_at INTEGER,
  bytes INTEGER,
  -- SHA-256 of the bytes as they came.
  digest BLOB CHECK (length(digest) = 32),
  attempted_at INTEGER NOT NULL,
  -- 'stored', 'unchanged', 'absent' (there is no such matrix), 'heldBack' or 'failed'.
  outcome TEXT NOT NULL,
  -- In English; NULL unless it failed or is held back.
  reason TEXT,
  -- SHA-256 of a matrix that is held back.
  held_digest BLOB
);

CREATE TABLE offer_text (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE CHECK (json_valid(content))
);

CREATE TABLE partition (
  id INTEGER PRIMARY KEY,
  market_id INTEGER NOT NULL REFERENCES market (id),
  view TEXT NOT NULL,
  segment TEXT NOT NULL,
  scope TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('complete', 'partial', 'forbidden', 'unread')),
  reason TEXT,
  items INTEGER NOT NULL DEFAULT 0,
  completed_at INTEGER,
  -- The last whole reading of the list itself.
  list_run_id INTEGER,
  list_read_at INTEGER,
  list_pages INTEGER,
  list_hash INTEGER, list_moved INTEGER NOT NULL DEFAULT 0,
  UNIQUE (market_id, view, segment, scope)
);

CREATE VIEW partitions AS
SELECT m.code AS market, p.view, p.segment, nullif(p.scope, '') AS reservation_scope, p.state, p.items,
  strftime('%Y-%m-%dT%H:%M:%SZ', p.completed_at, 'unixepoch') AS completed_at, p.reason
FROM partition p
JOIN market m ON m.id = p.market_id;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  market_id INTEGER NOT NULL REFERENCES market (id),
  scope TEXT NOT NULL,
  UNIQUE (market_id, scope)
);

CREATE TABLE price_attempt (
  view_id INTEGER NOT NULL REFERENCES price_view (id),
  market_id INTEGER NOT NULL REFERENCES market (id),
  attempted_at INTEGER NOT NULL,
  -- 'stored', 'unchanged', 'absent' (there is no such sheet), 'heldBack' or 'failed'.
  outcome TEXT NOT NULL,
  -- In English; NULL unless it failed or is held back.
  reason TEXT,
  -- SHA-256 of a sheet that is held back.
  held_digest BLOB,
  PRIMARY KEY (view_id, market_id)
) WITHOUT ROWID;

CREATE VIEW price_changes AS
SELECT strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at, kind, market, segment, product_id, sku_id, nullif(term, '') AS term_duration,
  nullif(plan, '') AS billing_plan, currency, CASE typeof(old_unit) WHEN 'integer'
  THEN rtrim(rtrim(printf('%d.%08d', old_unit / 100000000, old_unit % 100000000), '0'), '.') ELSE old_unit END AS old_unit_price,
  CASE typeof(new_unit) WHEN 'integer'
  THEN rtrim(rtrim(printf('%d.%08d', new_unit / 100000000, new_unit % 100000000), '0'), '.') ELSE new_unit END AS new_unit_price, CASE typeof(old_retail) WHEN 'integer'
  THEN rtrim(rtrim(printf('%d.%08d', old_retail / 100000000, old_retail % 100000000), '0'), '.') ELSE old_retail END AS old_retail_price,
  CASE typeof(new_retail) WHEN 'integer'
  THEN rtrim(rtrim(printf('%d.%08d', new_retail / 100000000, new_retail % 100000000), '0'), '.') ELSE new_retail END AS new_retail_price, strftime('%Y-%m-%dT%H:%M:%SZ', valid_from, 'unixepoch') AS valid_from, view,
  CAST(month AS TEXT) AS sheet_month, nullif(meter, '') AS meter_id, nullif(tier, '') AS tier_from
FROM (
SELECT s.fetched_at AS at, CASE WHEN o.ordinal IS NULL THEN 'new' WHEN p.unit / CASE typeof(p.unit) WHEN 'text' THEN 1 ELSE 1e8 END > o.unit / CASE typeof(o.unit) WHEN 'text' THEN 1 ELSE 1e8 END OR p.unit / CASE typeof(p.unit) WHEN 'text' THEN 1 ELSE 1e8 END = o.unit / CASE typeof(o.unit) WHEN 'text' THEN 1 ELSE 1e8 END AND typeof(p.unit) = 'integer' AND typeof(o.unit) = 'integer' AND p.unit > o.unit THEN 'up'
  WHEN p.unit IS NOT o.unit AND (p.unit / CASE typeof(p.unit) WHEN 'text' THEN 1 ELSE 1e8 END IS NOT o.unit / CASE typeof(o.unit) WHEN 'text' THEN 1 ELSE 1e8 END OR typeof(p.unit) = 'integer' AND typeof(o.unit) = 'integer') THEN 'down' WHEN p.retail / CASE typeof(p.retail) WHEN 'text' THEN 1 ELSE 1e8 END > o.retail / CASE typeof(o.retail) WHEN 'text' THEN 1 ELSE 1e8 END OR p.retail / CASE typeof(p.retail) WHEN 'text' THEN 1 ELSE 1e8 END = o.retail / CASE typeof(o.retail) WHEN 'text' THEN 1 ELSE 1e8 END AND typeof(p.retail) = 'integer' AND typeof(o.retail) = 'integer' AND p.retail > o.retail THEN 'up' ELSE 'down' END AS kind, m.code AS market, f.segment, f.product AS product_id, f.sku AS sku_id, f.term,
  f.plan, c.code AS currency, o.unit AS old_unit, p.unit AS new_unit, o.retail AS old_retail,
  p.retail AS new_retail, +p.starts AS valid_from, s.name AS view, s.month, f.meter, f.tier
FROM (SELECT l.*, v.name, v.timeline,
  (SELECT max(e.month) FROM price_sheet e JOIN price_view w ON w.id = e.view_id
    WHERE w.name = v.name AND w.timeline = 'current' AND e.market_id = l.market_id AND e.month < l.month) AS before
FROM price_sheet l JOIN price_view v ON v.id = l.view_id) s
JOIN market m ON m.id = s.market_id
JOIN price_offer f ON f.view_id = s.view_id
JOIN price_point p ON p.offer_id = f.id
JOIN price_market_set x ON x.id = p.set_id AND (instr('123456789ABCDEF', substr(hex(substr(x.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
JOIN price_currency c ON c.id = p.currency_id
LEFT JOIN price_point o ON o.offer_id = p.offer_id AND o.currency_id = p.currency_id AND o.ordinal = (SELECT q.ordinal FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id
    AND q.from_month <= s.before AND (q.to_month IS NULL OR q.to_month >= s.before) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
  ORDER BY q.ends IS NOT NULL, q.starts DESC, q.ordinal DESC LIMIT 1)
WHERE s.timeline = 'current' AND s.before IS NOT NULL AND p.from_month <= s.month AND (p.to_month IS NULL OR p.to_month >= s.month)
  AND (p.from_month = s.month OR o.to_month = s.before) AND p.ordinal = (SELECT q.ordinal FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id
    AND q.from_month <= s.month AND (q.to_month IS NULL OR q.to_month >= s.month) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
  ORDER BY q.ends IS NOT NULL, q.starts DESC, q.ordinal DESC LIMIT 1)
  AND (o.ordinal IS NULL OR p.unit IS NOT o.unit AND (p.unit / CASE typeof(p.unit) WHEN 'text' THEN 1 ELSE 1e8 END IS NOT o.unit / CASE typeof(o.unit) WHEN 'text' THEN 1 ELSE 1e8 END OR typeof(p.unit) = 'integer' AND typeof(o.unit) = 'integer') OR p.retail IS NOT o.retail AND (p.retail / CASE typeof(p.retail) WHEN 'text' THEN 1 ELSE 1e8 END IS NOT o.retail / CASE typeof(o.retail) WHEN 'text' THEN 1 ELSE 1e8 END OR typeof(p.retail) = 'integer' AND typeof(o.retail) = 'integer'))
UNION ALL
SELECT s.fetched_at AS at, 'gone' AS kind, m.code AS market, f.segment, f.product AS product_id, f.sku AS sku_id, f.term,
  f.plan, c.code AS currency, p.unit AS old_unit, z.unit AS new_unit, p.retail AS old_retail,
  z.retail AS new_retail, +p.ends AS valid_from, s.name AS view, s.month, f.meter, f.tier
FROM (SELECT l.*, v.name, v.timeline,
  (SELECT max(e.month) FROM price_sheet e JOIN price_view w ON w.id = e.view_id
    WHERE w.name = v.name AND w.timeline = 'current' AND e.market_id = l.market_id AND e.month < l.month) AS before
FROM price_sheet l JOIN price_view v ON v.id = l.view_id) s
JOIN market m ON m.id = s.market_id
JOIN price_offer f ON f.view_id = s.view_id
JOIN price_point p ON p.offer_id = f.id
JOIN price_market_set x ON x.id = p.set_id AND (instr('123456789ABCDEF', substr(hex(substr(x.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
JOIN price_currency c ON c.id = p.currency_id
LEFT JOIN price_point z ON 0
WHERE s.timeline = 'current' AND p.to_month = s.before AND p.ordinal = (SELECT q.ordinal FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id
    AND q.from_month <= s.before AND (q.to_month IS NULL OR q.to_month >= s.before) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
  ORDER BY q.ends IS NOT NULL, q.starts DESC, q.ordinal DESC LIMIT 1)
  AND (SELECT q.ordinal FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id
    AND q.from_month <= s.month AND (q.to_month IS NULL OR q.to_month >= s.month) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
  ORDER BY q.ends IS NOT NULL, q.starts DESC, q.ordinal DESC LIMIT 1) IS NULL
UNION ALL
SELECT s.fetched_at AS at, 'announced' AS kind, m.code AS market, f.segment, f.product AS product_id, f.sku AS sku_id, f.term,
  f.plan, c.code AS currency, o.unit AS old_unit, p.unit AS new_unit, o.retail AS old_retail,
  p.retail AS new_retail, coalesce(p.starts, p.sale_ends) AS valid_from, s.name AS view, s.month, f.meter, f.tier
FROM (SELECT l.*, v.name, v.timeline,
  (SELECT max(e.month) FROM price_sheet e JOIN price_view w ON w.id = e.view_id
    WHERE w.name = v.name AND w.timeline = 'current' AND e.market_id = l.market_id AND e.month < l.month) AS before
FROM price_sheet l JOIN price_view v ON v.id = l.view_id) s
JOIN market m ON m.id = s.market_id
JOIN price_offer f ON f.view_id = s.view_id
JOIN price_point p ON p.offer_id = f.id
JOIN price_market_set x ON x.id = p.set_id AND (instr('123456789ABCDEF', substr(hex(substr(x.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
JOIN price_currency c ON c.id = p.currency_id
LEFT JOIN price_view w ON w.name = s.name AND w.timeline = 'current'
LEFT JOIN price_offer g ON g.view_id = w.id AND g.product = f.product AND g.sku = f.sku AND g.term = f.term
  AND g.plan = f.plan AND g.segment = f.segment AND g.meter = f.meter AND g.tier = f.tier
LEFT JOIN price_point o ON o.offer_id = g.id AND o.currency_id = p.currency_id
  AND o.ordinal = (SELECT q.ordinal FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = g.id AND q.currency_id = p.currency_id
    AND q.from_month <= s.before AND (q.to_month IS NULL OR q.to_month >= s.before) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
  ORDER BY q.ends IS NOT NULL, q.starts DESC, q.ordinal DESC LIMIT 1)
WHERE s.timeline = 'future' AND p.from_month <= s.month AND (p.to_month IS NULL OR p.to_month >= s.month)
  AND NOT EXISTS (SELECT 1 FROM price_sheet e WHERE e.view_id = w.id AND e.market_id = s.market_id AND e.month >= s.month)
  AND (o.ordinal IS NULL OR p.ends IS NOT o.ends OR p.sale_ends IS NOT NULL
    OR p.unit IS NOT o.unit AND (p.unit / CASE typeof(p.unit) WHEN 'text' THEN 1 ELSE 1e8 END IS NOT o.unit / CASE typeof(o.unit) WHEN 'text' THEN 1 ELSE 1e8 END OR typeof(p.unit) = 'integer' AND typeof(o.unit) = 'integer') OR p.retail IS NOT o.retail AND (p.retail / CASE typeof(p.retail) WHEN 'text' THEN 1 ELSE 1e8 END IS NOT o.retail / CASE typeof(o.retail) WHEN 'text' THEN 1 ELSE 1e8 END OR typeof(p.retail) = 'integer' AND typeof(o.retail) = 'integer'))
);

CREATE TABLE price_currency (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE
);

CREATE TABLE price_market_set (
  id INTEGER PRIMARY KEY,
  members BLOB NOT NULL UNIQUE,
  -- How many rows refer to it.
  uses INTEGER NOT NULL
);

CREATE TABLE price_offer (
  id INTEGER PRIMARY KEY,
  view_id INTEGER NOT NULL REFERENCES price_view (id),
  product TEXT NOT NULL,
  sku TEXT NOT NULL,
  term TEXT NOT NULL,
  plan TEXT NOT NULL,
  segment TEXT NOT NULL,
  meter TEXT NOT NULL,
  tier TEXT NOT NULL,
  UNIQUE (product, sku, view_id, term, plan, segment, meter, tier)
);

CREATE TABLE price_point (
  offer_id INTEGER NOT NULL REFERENCES price_offer (id),
  currency_id INTEGER NOT NULL REFERENCES price_currency (id),
  ordinal INTEGER NOT NULL,
  -- Units of 10^-8; the text as received where they would not print back. NULL for none.
  unit BLOB CHECK (typeof(unit) IN ('integer', 'text', 'null')),
  retail BLOB CHECK (typeof(retail) IN ('integer', 'text', 'null')),
  -- Seconds since 1970; NULL for always.
  starts INTEGER,
  -- The last moment; NULL for no end.
  ends INTEGER,
  -- The last moment of new subscriptions.
  sale_ends INTEGER,
  is_trial INTEGER NOT NULL CHECK (is_trial IN (0, 1)),
  -- Months of the first and the last sheet that lists it; NULL while the latest does.
  from_month INTEGER NOT NULL,
  to_month INTEGER,
  set_id INTEGER NOT NULL REFERENCES price_market_set (id),
  PRIMARY KEY (offer_id, currency_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE price_sheet (
  id INTEGER PRIMARY KEY,
  view_id INTEGER NOT NULL REFERENCES price_view (id),
  market_id INTEGER NOT NULL REFERENCES market (id),
  month INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  -- Rows of SKUs that the catalog does not have in the market, when the sheet was read.
  unjoined INTEGER NOT NULL,
  -- Prices that stand twice with the same start and different amounts.
  contradictory INTEGER NOT NULL,
  -- Rows whose change flag disagrees with the sheet before; NULL without flags or without that sheet.
  disagreeing_flags INTEGER,
  -- A JSON array of codes, sorted.
  currencies TEXT NOT NULL CHECK (json_valid(currencies)),
  -- A JSON array, as received.
  header TEXT NOT NULL CHECK (json_valid(header)),
  fetched_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  -- SHA-256 of the bytes as they came.
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  UNIQUE (view_id, market_id, month)
);

CREATE VIEW price_sheets AS
SELECT m.code AS market, v.name AS view, CAST(s.month AS TEXT) AS month, s.rows, s.unjoined,
  strftime('%Y-%m-%dT%H:%M:%SZ', s.fetched_at, 'unixepoch') AS fetched_at, lower(hex(s.digest)) AS sha256, v.timeline, s.contradictory,
  s.disagreeing_flags, s.currencies, s.bytes
FROM price_sheet s
JOIN price_view v ON v.id = s.view_id
JOIN market m ON m.id = s.market_id;

CREATE TABLE price_view (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  timeline TEXT NOT NULL CHECK (timeline IN ('current', 'future')),
  UNIQUE (name, timeline)
);

CREATE VIEW prices AS
SELECT market, segment, product_id, sku_id, term_duration, billing_plan, currency, unit_price, retail_price, valid_from,
  valid_to, state, view, sheet_month, fetched_at, timeline, meter_id, tier_from, end_of_sale
FROM (
  SELECT m.code AS market, o.segment, o.product AS product_id, o.sku AS sku_id, nullif(o.term, '') AS term_duration,
    nullif(o.plan, '') AS billing_plan, c.code AS currency, CASE typeof(p.unit) WHEN 'integer'
  THEN rtrim(rtrim(printf('%d.%08d', p.unit / 100000000, p.unit % 100000000), '0'), '.') ELSE p.unit END AS unit_price,
    CASE typeof(p.retail) WHEN 'integer'
  THEN rtrim(rtrim(printf('%d.%08d', p.retail / 100000000, p.retail % 100000000), '0'), '.') ELSE p.retail END AS retail_price, strftime('%Y-%m-%dT%H:%M:%SZ', p.starts, 'unixepoch') AS valid_from, strftime('%Y-%m-%dT%H:%M:%SZ', p.ends, 'unixepoch') AS valid_to,
    CASE
      WHEN p.starts > n.now THEN 'announced'
      WHEN v.timeline = 'future' THEN CASE WHEN p.ends IS NOT NULL OR p.sale_ends IS NOT NULL THEN 'announced' END
      WHEN p.ends < n.now THEN CASE WHEN EXISTS (SELECT 1 FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id AND q.ordinal <> p.ordinal
    AND q.from_month <= s.month AND (q.to_month IS NULL OR q.to_month >= s.month) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1 AND coalesce(q.ends >= n.now, 1)) THEN NULL ELSE 'ended' END
      WHEN EXISTS (SELECT 1 FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id AND q.ordinal <> p.ordinal
    AND q.from_month <= s.month AND (q.to_month IS NULL OR q.to_month >= s.month) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1 AND coalesce(q.starts <= n.now, 1) AND coalesce(q.ends >= n.now, 1) AND ((q.ends IS NOT NULL AND p.ends IS NULL)
      OR (q.ends IS NULL) = (p.ends IS NULL) AND coalesce(q.starts, -62135596800) > coalesce(p.starts, -62135596800))) THEN NULL
      WHEN EXISTS (SELECT 1 FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id AND q.ordinal <> p.ordinal
    AND q.from_month <= s.month AND (q.to_month IS NULL OR q.to_month >= s.month) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1 AND coalesce(q.starts <= n.now, 1) AND coalesce(q.ends >= n.now, 1) AND (q.ends IS NULL) = (p.ends IS NULL) AND q.starts IS p.starts
      AND (p.unit IS NOT q.unit AND (p.unit / CASE typeof(p.unit) WHEN 'text' THEN 1 ELSE 1e8 END IS NOT q.unit / CASE typeof(q.unit) WHEN 'text' THEN 1 ELSE 1e8 END OR typeof(p.unit) = 'integer' AND typeof(q.unit) = 'integer') OR p.retail IS NOT q.retail AND (p.retail / CASE typeof(p.retail) WHEN 'text' THEN 1 ELSE 1e8 END IS NOT q.retail / CASE typeof(q.retail) WHEN 'text' THEN 1 ELSE 1e8 END OR typeof(p.retail) = 'integer' AND typeof(q.retail) = 'integer'))) THEN 'contradictory'
      WHEN EXISTS (SELECT 1 FROM price_point q JOIN price_market_set y ON y.id = q.set_id
  WHERE q.offer_id = p.offer_id AND q.currency_id = p.currency_id AND q.ordinal <> p.ordinal
    AND q.from_month <= s.month AND (q.to_month IS NULL OR q.to_month >= s.month) AND (instr('123456789ABCDEF', substr(hex(substr(y.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1 AND coalesce(q.starts <= n.now, 1) AND coalesce(q.ends >= n.now, 1) AND (q.ends IS NULL) = (p.ends IS NULL) AND q.starts IS p.starts AND q.ordinal < p.ordinal)
        THEN NULL
      WHEN s.month < n.month THEN 'stale'
      WHEN o.meter <> '' THEN 'byMeter'
      WHEN p.is_trial THEN 'trial'
      WHEN coalesce(p.unit, p.retail) IS NULL THEN 'noRow'
      WHEN coalesce(p.unit, p.retail) + 0 = 0 THEN 'free'
      ELSE 'known'
    END AS state,
    v.name AS view, CAST(s.month AS TEXT) AS sheet_month, strftime('%Y-%m-%dT%H:%M:%SZ', s.fetched_at, 'unixepoch') AS fetched_at, v.timeline,
    nullif(o.meter, '') AS meter_id, nullif(o.tier, '') AS tier_from, strftime('%Y-%m-%dT%H:%M:%SZ', p.sale_ends, 'unixepoch') AS end_of_sale
  FROM price_sheet s
  JOIN price_view v ON v.id = s.view_id
  JOIN market m ON m.id = s.market_id
  JOIN (SELECT CAST(strftime('%s', 'now') AS INTEGER) AS now, CAST(strftime('%Y%m', 'now') AS INTEGER) AS month) n
  JOIN price_offer o ON o.view_id = s.view_id
  JOIN price_point p ON p.offer_id = o.id
  JOIN price_market_set x ON x.id = p.set_id
  JOIN price_currency c ON c.id = p.currency_id
  WHERE p.from_month <= s.month AND (p.to_month IS NULL OR p.to_month >= s.month) AND (instr('123456789ABCDEF', substr(hex(substr(x.members, s.market_id / 8 + 1, 1)) || '00', 2 - s.market_id / 4 % 2, 1))
  >> (s.market_id % 4)) & 1
    AND (v.timeline = 'future' AND s.month > n.month
      OR v.timeline = 'current' AND s.month =
        (SELECT max(l.month) FROM price_sheet l WHERE l.view_id = s.view_id AND l.market_id = s.market_id))
)
WHERE state IS NOT NULL;

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> '')
);

CREATE TABLE product_text (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (id),
  hash INTEGER NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  product_type TEXT,
  product_subtype TEXT,
  is_microsoft INTEGER CHECK (is_microsoft IN (0, 1)),
  publisher TEXT,
  UNIQUE (product_id, hash)
);

CREATE TABLE promotion (
  market_id INTEGER NOT NULL REFERENCES market (id),
  product TEXT NOT NULL,
  sku TEXT NOT NULL,
  segment TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Seconds since 1970; NULL for always, and for no end.
  starts INTEGER,
  ends INTEGER,
  -- NULL where the service does not say.
  is_automatic INTEGER,
  policy TEXT NOT NULL,
  -- The part of the partner's price that is taken off, as received; NULL for none.
  discount TEXT,
  term TEXT NOT NULL,
  cycle TEXT NOT NULL,
  PRIMARY KEY (market_id, product, sku, segment, ordinal)
) WITHOUT ROWID;

CREATE TABLE promotion_list (
  market_id INTEGER NOT NULL REFERENCES market (id),
  segment TEXT NOT NULL,
  -- NULL where none was ever stored.
  fetched_at INTEGER,
  attempted_at INTEGER NOT NULL,
  -- 'stored', 'absent' (there is no such list) or 'failed'.
  outcome TEXT NOT NULL,
  -- In English; NULL unless it failed.
  reason TEXT,
  PRIMARY KEY (market_id, segment)
) WITHOUT ROWID;

CREATE VIEW promotions AS
SELECT m.code AS market, p.segment, p.product AS product_id, p.sku AS sku_id, nullif(p.term, '') AS term_duration,
  nullif(p.cycle, '') AS billing_cycle, p.code AS promotion_id, p.name, p.policy, p.discount,
  strftime('%Y-%m-%dT%H:%M:%SZ', p.starts, 'unixepoch') AS starts_at, strftime('%Y-%m-%dT%H:%M:%SZ', p.ends, 'unixepoch') AS ends_at, p.is_automatic, strftime('%Y-%m-%dT%H:%M:%SZ', l.fetched_at, 'unixepoch') AS fetched_at
FROM promotion p JOIN market m ON m.id = p.market_id
JOIN promotion_list l ON l.market_id = p.market_id AND l.segment = p.segment;

CREATE TABLE publication (
  id INTEGER PRIMARY KEY,
  -- The address of the database, without credentials.
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  registered_at INTEGER NOT NULL,
  -- The last touched unit that the copy holds.
  seq INTEGER NOT NULL,
  -- The name of the last step that the copy holds; NULL before the first.
  step TEXT,
  -- The name of a step whose end is not known yet.
  next_step TEXT,
  -- The version of the data that the copy last held as a whole, and when it was reached.
  version INTEGER,
  published_at INTEGER
);

CREATE TABLE removed_availability (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES place (id),
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  text_id INTEGER NOT NULL REFERENCES sku_text (id),
  offer_id INTEGER NOT NULL REFERENCES offer (id),
  code TEXT NOT NULL,
  catalog_item_id TEXT,
  first_seen INTEGER NOT NULL,
  removed_at INTEGER NOT NULL
);

CREATE INDEX removed_availability_by_sku ON removed_availability (sku_id, place_id);

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'interrupted')),
  -- The run whose lists this one goes on with; itself where it begins anew.
  begun_by INTEGER NOT NULL,
  asked TEXT NOT NULL CHECK (json_valid(asked)),
  requests INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  throttled INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0
, is_full INTEGER NOT NULL DEFAULT 0 CHECK (is_full IN (0, 1)), requests_saved INTEGER, due_never_read INTEGER NOT NULL DEFAULT 0, due_evidence INTEGER NOT NULL DEFAULT 0, due_age INTEGER NOT NULL DEFAULT 0, due_audit INTEGER NOT NULL DEFAULT 0, audit_sampled INTEGER NOT NULL DEFAULT 0, audit_changed INTEGER NOT NULL DEFAULT 0);

CREATE TABLE run_ending (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL CHECK (command <> ''),
  -- NULL where the command reads no catalog.
  run_id INTEGER REFERENCES run (id),
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('complete', 'partial', 'failed')),
  exit_code INTEGER NOT NULL,
  -- The stable word of the error that ended it.
  error_code TEXT,
  requests INTEGER NOT NULL,
  retries INTEGER NOT NULL,
  throttled INTEGER NOT NULL
);

CREATE TABLE search_class (
  id INTEGER PRIMARY KEY,
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  currency TEXT NOT NULL,
  is_purchasable INTEGER NOT NULL CHECK (is_purchasable IN (0, 1)),
  -- duration/billing cycle of each term, blanks between.
  terms TEXT NOT NULL,
  -- Purchase prerequisites, blanks between.
  prerequisites TEXT NOT NULL,
  copy INTEGER NOT NULL,
  UNIQUE (segment_id, currency, is_purchasable, terms, prerequisites, copy)
);

CREATE TABLE search_document (
  chunk INTEGER PRIMARY KEY,
  records BLOB NOT NULL
);

CREATE TABLE search_listing (
  id INTEGER PRIMARY KEY,
  documents BLOB NOT NULL
);

CREATE TABLE search_place (
  place_id INTEGER PRIMARY KEY REFERENCES place (id),
  generation INTEGER NOT NULL
);

CREATE TABLE search_posting (
  term TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (term, chunk)
) WITHOUT ROWID;

CREATE TABLE search_total (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  highest INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  terms INTEGER NOT NULL,
  generation INTEGER NOT NULL
);

CREATE TABLE search_twin (
  sku_id INTEGER PRIMARY KEY REFERENCES sku (id)
);

CREATE TABLE search_value (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('publisher', 'type', 'subtype')),
  value TEXT NOT NULL,
  UNIQUE (kind, value)
);

CREATE TABLE search_word (
  word TEXT NOT NULL PRIMARY KEY,
  documents INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code = lower(code))
);

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sheet_difference (
  market_id INTEGER NOT NULL REFERENCES market (id),
  product TEXT NOT NULL,
  -- When the earlier sheet was read, and the later one.
  since INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (market_id, product)
) WITHOUT ROWID;

CREATE TABLE sheet_fact (
  view_id INTEGER NOT NULL REFERENCES price_view (id),
  market_id INTEGER NOT NULL REFERENCES market (id),
  -- When the first of the sheets that are compared was read, and the last.
  since INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  -- Eight bytes a product: hashes of its id and of its facts, sorted.
  facts BLOB NOT NULL,
  PRIMARY KEY (view_id, market_id)
) WITHOUT ROWID;

CREATE TABLE sku (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (id),
  code TEXT NOT NULL CHECK (code <> ''), text_id INTEGER REFERENCES sku_text (id),
  UNIQUE (product_id, code)
);

CREATE VIRTUAL TABLE sku_search USING fts5 (
  title, product, codes, publisher, description,
  content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE sku_text (
  id INTEGER PRIMARY KEY,
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  product_text_id INTEGER NOT NULL REFERENCES product_text (id),
  hash INTEGER NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  minimum_quantity INTEGER NOT NULL,
  maximum_quantity INTEGER NOT NULL,
  is_trial INTEGER NOT NULL CHECK (is_trial IN (0, 1)),
  requires_inventory_check INTEGER NOT NULL CHECK (requires_inventory_check IN (0, 1)),
  purchase_prerequisites TEXT NOT NULL CHECK (json_valid(purchase_prerequisites)),
  inventory_variables TEXT NOT NULL CHECK (json_valid(inventory_variables)),
  provisioning_variables TEXT NOT NULL CHECK (json_valid(provisioning_variables)),
  billing_cycles TEXT NOT NULL CHECK (json_valid(billing_cycles)),
  attributes TEXT NOT NULL CHECK (json_valid(attributes)),
  attestation TEXT,
  listed INTEGER NOT NULL DEFAULT 0 CHECK (listed >= 0), document INTEGER,
  UNIQUE (sku_id, product_text_id, hash)
);

CREATE INDEX sku_text_by_title ON sku_text (title);

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE staged_answer (
  place_id INTEGER NOT NULL REFERENCES place (id),
  product_id INTEGER NOT NULL REFERENCES product (id),
  sku TEXT NOT NULL,
  segment TEXT NOT NULL,
  run_id INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (place_id, product_id, sku, segment)
) WITHOUT ROWID;

CREATE VIEW sync_runs AS
SELECT id AS run_id, strftime('%Y-%m-%dT%H:%M:%SZ', started_at, 'unixepoch') AS started_at, strftime('%Y-%m-%dT%H:%M:%SZ', finished_at, 'unixepoch') AS finished_at, state, requests,
  retries, throttled, added, changed, removed, unchanged, is_full, requests_saved, due_never_read, due_evidence,
  due_age, due_audit, audit_sampled, audit_changed,
  CAST(audit_changed AS REAL) / nullif(audit_sampled, 0) AS missed_change_rate
FROM run;

CREATE TABLE touched_unit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  place_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL
);

CREATE TABLE unavailability_evidence (
  market_id INTEGER PRIMARY KEY REFERENCES market (id),
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  evidence TEXT NOT NULL CHECK (evidence <> '')
);

CREATE TABLE unavailable_market (
  market_id INTEGER NOT NULL REFERENCES market (id),
  iso_country TEXT NOT NULL,
  name TEXT NOT NULL,
  product_type TEXT NOT NULL,
  product_subtype TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('documented', 'observed')),
  recorded_at INTEGER NOT NULL, evidence TEXT, document_date TEXT,
  PRIMARY KEY (market_id, product_type, product_subtype, source)
) WITHOUT ROWID;

CREATE VIEW unavailable_markets AS
SELECT m.code AS market, u.iso_country, u.name, u.product_type, u.product_subtype, u.source,
  strftime('%Y-%m-%dT%H:%M:%SZ', u.recorded_at, 'unixepoch') AS recorded_at, u.evidence, u.document_date
FROM unavailable_market u
JOIN market m ON m.id = u.market_id;

CREATE TABLE "unit" (
  place_id INTEGER NOT NULL REFERENCES place (id),
  product_id INTEGER NOT NULL REFERENCES product (id),
  product_text_id INTEGER NOT NULL REFERENCES product_text (id),
  fingerprint BLOB,
  -- The run that last read it whole, and when.
  run_id INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL,
  -- Where it is older than the rest: when nonprofit availabilities were last read.
  nonprofit_confirmed_at INTEGER,
  first_seen INTEGER NOT NULL,
  -- NULL where it never did.
  changed_at INTEGER,
  change_count INTEGER NOT NULL DEFAULT 0,
  -- Since when the product answers although no list shows it.
  unlisted_since INTEGER,
  removed_at INTEGER,
  -- How many lists it was last read from.
  lists INTEGER,
  -- It was as before until then.
  unchanged_until INTEGER,
  glanced_at INTEGER,
  glances INTEGER NOT NULL DEFAULT 0,
  doubt REAL NOT NULL DEFAULT 0, lacks_term_details INTEGER NOT NULL DEFAULT 0 CHECK (lacks_term_details IN (0, 1)),
  PRIMARY KEY (place_id, product_id)
) WITHOUT ROWID;

CREATE TABLE unlisted_part (
  place_id INTEGER NOT NULL REFERENCES place (id),
  product_id INTEGER NOT NULL REFERENCES product (id),
  sku TEXT NOT NULL,
  availability TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (place_id, product_id, sku, availability)
) WITHOUT ROWID;

CREATE TABLE unsold_sku (
  place_id INTEGER NOT NULL REFERENCES place (id),
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  text_id INTEGER NOT NULL REFERENCES sku_text (id),
  PRIMARY KEY (place_id, sku_id)
) WITHOUT ROWID;

CREATE TABLE verification (
  place_id INTEGER NOT NULL REFERENCES place (id),
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  code TEXT NOT NULL,
  verified_at INTEGER NOT NULL,
  PRIMARY KEY (place_id, sku_id, segment_id, code)
) WITHOUT ROWID;
