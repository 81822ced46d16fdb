/// Prices: one row for each change of a price, shared by the markets that have it; and ids of other tables.
enum Migration10Prices {
  static let tables = """
    -- A view of the price lists, apart for whole sheets and previews.
    CREATE TABLE price_view (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      timeline TEXT NOT NULL CHECK (timeline IN ('current', 'future')),
      UNIQUE (name, timeline)
    );

    CREATE TABLE price_currency (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE
    );

    -- The key of a price but market and currency: the same in every market. Texts are those of the sheet; '' for none.
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

    -- Markets that share a row: bit n % 8 of byte n / 8 stands for the market of number n.
    CREATE TABLE price_market_set (
      id INTEGER PRIMARY KEY,
      members BLOB NOT NULL UNIQUE,
      -- How many rows refer to it.
      uses INTEGER NOT NULL
    );

    -- What the sheets of some markets say of an offer in a currency, from one month to another.
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

    -- The last attempt to read a sheet, with its failure.
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

    -- Ids that stand for the same thing, from imported tables.
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
    """
}
