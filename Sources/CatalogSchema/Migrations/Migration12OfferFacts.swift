/// What sheets and lists say of offers beside their prices: the limits of the offer matrix, promotions, and what differs
/// from sheet to sheet.
enum Migration12OfferFacts {
  static let tables = """
    -- The offer matrix that was read last, and the last attempt to read one.
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

    -- Its rows: the limits of a SKU, the same in every market. Lists are JSON arrays.
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

    -- A list of promotions, and the last attempt to read it.
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

    -- The terms of SKUs that promotions are for. Texts are those of the service; '' for none.
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

    -- What the last sheet of a market says of its products besides prices.
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

    -- Products of which two sheets said something different besides prices; the last difference of each.
    CREATE TABLE sheet_difference (
      market_id INTEGER NOT NULL REFERENCES market (id),
      product TEXT NOT NULL,
      -- When the earlier sheet was read, and the later one.
      since INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      PRIMARY KEY (market_id, product)
    ) WITHOUT ROWID;

    -- Products that were read because a sheet differed, those of them that had changed; changed products drawn by lot, and
    -- those of them that a sheet had shown.
    ALTER TABLE market_clock ADD COLUMN sheet_suspected INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE market_clock ADD COLUMN sheet_confirmed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE market_clock ADD COLUMN lot_changed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE market_clock ADD COLUMN lot_shown INTEGER NOT NULL DEFAULT 0;
    """
}
