/// What decides about offers beside their prices: the limits of the offer matrix.
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
    """
}
