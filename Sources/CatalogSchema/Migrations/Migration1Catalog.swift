import GRDB

/// The tables of schema version 1.
///
/// Text is small and shared, facts are many and small: each distinct text is stored and indexed once, and an
/// availability is a row of integers that points at it. Times are seconds since 1970.
enum Migration1Catalog {
  static let tables = """
    -- What the whole file is a copy of: locale, tenant, cloud.
    CREATE TABLE setting (
      key TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE market (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) = 2)
    );

    CREATE TABLE segment (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (code = lower(code))
    );

    -- A market in one reservation scope ('' for none): what a unit of truth stands in.
    CREATE TABLE place (
      id INTEGER PRIMARY KEY,
      market_id INTEGER NOT NULL REFERENCES market (id),
      scope TEXT NOT NULL,
      UNIQUE (market_id, scope)
    );

    CREATE TABLE product (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (code <> '')
    );

    CREATE TABLE sku (
      id INTEGER PRIMARY KEY,
      product_id INTEGER NOT NULL REFERENCES product (id),
      code TEXT NOT NULL CHECK (code <> ''),
      UNIQUE (product_id, code)
    );

    -- Each distinct text of a product, once. Never changed after it is written.
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

    -- Each distinct text and set of facts of a SKU under one text of its product, once. Never changed after it is
    -- written, but for `listed`: in how many places the SKU stands with it.
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
      listed INTEGER NOT NULL DEFAULT 0 CHECK (listed >= 0),
      UNIQUE (sku_id, product_text_id, hash)
    );

    -- Each distinct combination of currency, terms and flags, once. Never changed after it is written.
    CREATE TABLE offer (
      id INTEGER PRIMARY KEY,
      hash INTEGER NOT NULL UNIQUE,
      currency TEXT NOT NULL,
      currency_symbol TEXT,
      is_purchasable INTEGER NOT NULL CHECK (is_purchasable IN (0, 1)),
      is_renewable INTEGER NOT NULL CHECK (is_renewable IN (0, 1)),
      terms TEXT NOT NULL CHECK (json_valid(terms)),
      details TEXT CHECK (details IS NULL OR json_valid(details))
    );

    -- One availability of one SKU in one place. `catalog_item_id` is NULL where it is product:sku:availability.
    CREATE TABLE availability (
      place_id INTEGER NOT NULL REFERENCES place (id),
      sku_id INTEGER NOT NULL REFERENCES sku (id),
      segment_id INTEGER NOT NULL REFERENCES segment (id),
      ordinal INTEGER NOT NULL,
      text_id INTEGER NOT NULL REFERENCES sku_text (id),
      offer_id INTEGER NOT NULL REFERENCES offer (id),
      code TEXT NOT NULL CHECK (code <> ''),
      catalog_item_id TEXT,
      first_seen INTEGER NOT NULL,
      PRIMARY KEY (place_id, sku_id, segment_id, ordinal)
    ) WITHOUT ROWID;

    -- A SKU that stands in its product's list and has no availability there.
    CREATE TABLE unsold_sku (
      place_id INTEGER NOT NULL REFERENCES place (id),
      sku_id INTEGER NOT NULL REFERENCES sku (id),
      text_id INTEGER NOT NULL REFERENCES sku_text (id),
      PRIMARY KEY (place_id, sku_id)
    ) WITHOUT ROWID;

    -- An availability that is gone, as it was; it may return.
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

    -- The unit of truth: one product in one place, with all its SKUs and availabilities.
    CREATE TABLE unit (
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
      changed_at INTEGER NOT NULL,
      change_count INTEGER NOT NULL DEFAULT 0,
      -- Since when the product answers although no list shows it.
      unlisted_since INTEGER,
      removed_at INTEGER,
      PRIMARY KEY (place_id, product_id)
    ) WITHOUT ROWID;
    CREATE INDEX unit_by_product ON unit (product_id);

    -- One product list that is asked for: a market, a view, a segment asked ('' for none), a scope ('' for none).
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
      list_hash INTEGER,
      UNIQUE (market_id, view, segment, scope)
    );

    -- Which products the last whole reading of a list held.
    CREATE TABLE listing (
      partition_id INTEGER NOT NULL REFERENCES partition (id) ON DELETE CASCADE,
      product_id INTEGER NOT NULL REFERENCES product (id),
      product_text_id INTEGER NOT NULL REFERENCES product_text (id),
      PRIMARY KEY (partition_id, product_id)
    ) WITHOUT ROWID;
    CREATE INDEX listing_by_product ON listing (product_id);

    -- Answers of units that are not whole yet: a run that goes on does not ask for them again. `sku` is '' for the
    -- list of SKUs.
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

    -- Removals that were confirmed and held back because there were too many at once; '' stands for a whole product
    -- or SKU.
    CREATE TABLE held_removal (
      place_id INTEGER NOT NULL REFERENCES place (id),
      product_id INTEGER NOT NULL REFERENCES product (id),
      sku TEXT NOT NULL,
      availability TEXT NOT NULL,
      run_id INTEGER NOT NULL,
      PRIMARY KEY (place_id, product_id, sku, availability)
    ) WITHOUT ROWID;

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
    );

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

    CREATE TABLE unavailable_market (
      market_id INTEGER NOT NULL REFERENCES market (id),
      iso_country TEXT NOT NULL,
      name TEXT NOT NULL,
      product_type TEXT NOT NULL,
      product_subtype TEXT NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('documented', 'observed')),
      recorded_at INTEGER NOT NULL,
      PRIMARY KEY (market_id, product_type, product_subtype, source)
    ) WITHOUT ROWID;

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
    );

    CREATE TABLE inventory_check (
      customer TEXT NOT NULL,
      subscription TEXT NOT NULL,
      region TEXT NOT NULL,
      sku_id INTEGER NOT NULL REFERENCES sku (id),
      -- NULL where the service left the SKU out of its answer.
      is_restricted INTEGER CHECK (is_restricted IN (0, 1)),
      restrictions TEXT NOT NULL CHECK (json_valid(restrictions)),
      checked_at INTEGER NOT NULL,
      PRIMARY KEY (customer, subscription, region, sku_id)
    ) WITHOUT ROWID;

    -- The text of every sku_text, folded by SearchText; rowid = sku_text.id.
    CREATE VIRTUAL TABLE sku_search USING fts5 (
      title, product, codes, publisher, description,
      content = '', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO sku_search (sku_search, rank) VALUES ('rank', 'bm25(8.0, 6.0, 6.0, 2.0, 1.0)');
    """
}
