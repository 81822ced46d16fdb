/// Tables of purchases besides the catalog: agreements and subscriptions of customers, the context of inventory checks,
/// and confirmations by single look-ups.
enum Migration4CustomerFacts {
  static let tables = """
    -- The types of the agreements that are accepted; NULL where they could not be read: unknown, not none.
    ALTER TABLE customer ADD COLUMN agreements TEXT CHECK (agreements IS NULL OR json_valid(agreements));
    -- When its subscriptions were last read; NULL where they never could be: unknown, not none.
    ALTER TABLE customer ADD COLUMN subscriptions_confirmed_at INTEGER;
    -- The customer's line in the list when the rest was last read: another line now means that something changed.
    ALTER TABLE customer ADD COLUMN listed_as TEXT NOT NULL DEFAULT '';

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
      registration_confirmed_at INTEGER,
      PRIMARY KEY (customer_id, code)
    ) WITHOUT ROWID;

    -- One reading of the customers.
    CREATE TABLE customer_run (
      id INTEGER PRIMARY KEY,
      started_at INTEGER NOT NULL,
      -- When the run began that this one goes on with: customers confirmed since are not read again.
      begun_at INTEGER NOT NULL,
      finished_at INTEGER,
      state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'interrupted'))
    );

    -- What the service was told: the SKU's inventory variables with their values.
    ALTER TABLE inventory_check ADD COLUMN context TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(context));

    -- Availabilities that were asked for one by one and found as they stand here, later than their unit was read.
    CREATE TABLE verification (
      place_id INTEGER NOT NULL REFERENCES place (id),
      sku_id INTEGER NOT NULL REFERENCES sku (id),
      segment_id INTEGER NOT NULL REFERENCES segment (id),
      code TEXT NOT NULL,
      verified_at INTEGER NOT NULL,
      PRIMARY KEY (place_id, sku_id, segment_id, code)
    ) WITHOUT ROWID;

    -- Everything of a market in the order of titles, without sorting it.
    CREATE INDEX IF NOT EXISTS sku_text_by_title ON sku_text (title);
    """
}
