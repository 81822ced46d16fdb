/// The tables of search besides the full-text table, written in the transaction of their source rows.
///
/// A document is a `sku_text`, with its row id. Equal texts of a SKU are one document, that of the first text: texts of
/// two reservation scopes mostly differ only in their prerequisites.
enum Migration5SearchTables {
  static let tables = """
    -- The text that stands for it in search: its own number, or that of an earlier one that reads the same.
    ALTER TABLE sku_text ADD COLUMN document INTEGER;

    -- The documents that hold a term, in chunks of 2,048; 'x*' and 'xy*' stand for all terms that begin so.
    CREATE TABLE search_posting (
      term TEXT NOT NULL,
      chunk INTEGER NOT NULL,
      entries BLOB NOT NULL,
      PRIMARY KEY (term, chunk)
    ) WITHOUT ROWID;

    -- The words that may be meant where one is misspelt: letters alone. How many documents hold them.
    CREATE TABLE search_word (
      word TEXT NOT NULL PRIMARY KEY,
      documents INTEGER NOT NULL
    ) WITHOUT ROWID;

    -- What ranking, filters and facets need of each document, 256 in a row.
    CREATE TABLE search_document (
      chunk INTEGER PRIMARY KEY,
      records BLOB NOT NULL
    );

    -- Names of publishers and types, as the records count them.
    CREATE TABLE search_value (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('publisher', 'type', 'subtype')),
      value TEXT NOT NULL,
      UNIQUE (kind, value)
    );

    -- How availabilities differ within a place, each combination once. `copy` counts those of one SKU that do not differ.
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

    -- The documents that stand in a place with an availability of a class, in chunks of 16,384.
    -- id = place << 32 | class << 12 | chunk.
    CREATE TABLE search_listing (
      id INTEGER PRIMARY KEY,
      documents BLOB NOT NULL
    );

    -- SKUs that stood with two documents in one market, under two reservation scopes: there they are one hit, not two.
    CREATE TABLE search_twin (
      sku_id INTEGER PRIMARY KEY REFERENCES sku (id)
    );

    -- Grows with each change of a place's listing: what a reader keeps in memory holds until then.
    CREATE TABLE search_place (
      place_id INTEGER PRIMARY KEY REFERENCES place (id),
      generation INTEGER NOT NULL
    );

    -- One row: the highest number of a document, how many there are, how many terms they have in all, and a number that
    -- grows with each new one.
    CREATE TABLE search_total (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      highest INTEGER NOT NULL,
      documents INTEGER NOT NULL,
      terms INTEGER NOT NULL,
      generation INTEGER NOT NULL
    );
    INSERT INTO search_total (id, highest, documents, terms, generation) VALUES (1, 0, 0, 0, 0);

    -- Everything in the order of titles, a page at a time.
    CREATE INDEX IF NOT EXISTS sku_text_by_title ON sku_text (title);
    """
}
