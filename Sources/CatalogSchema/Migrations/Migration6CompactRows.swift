import Foundation
import GRDB

/// Stores the same facts in fewer bytes: there are fourteen million availabilities, whose rows differ in few columns.
///
/// An availability id mostly has the beginning of its product's id, and most availabilities were first seen with their
/// product. The JSON of offers is shared by many that differ only in currency. Queries by market scope need no index by
/// product.
enum Migration6CompactRows {
  static let tables = """
    CREATE TABLE compact_availability (
      place_id INTEGER NOT NULL REFERENCES place (id),
      sku_id INTEGER NOT NULL REFERENCES sku (id),
      segment_id INTEGER NOT NULL REFERENCES segment (id),
      ordinal INTEGER NOT NULL,
      text_id INTEGER NOT NULL REFERENCES sku_text (id),
      offer_id INTEGER NOT NULL REFERENCES offer (id),
      -- A blob is the end of an id that is as long as its product's and begins as that; a text is the whole id.
      code TEXT NOT NULL CHECK (code <> ''),
      -- NULL where it is product:sku:availability.
      catalog_item_id TEXT,
      -- NULL where it is that of its unit.
      first_seen INTEGER,
      PRIMARY KEY (place_id, sku_id, segment_id, ordinal)
    ) WITHOUT ROWID;
    INSERT INTO compact_availability
    SELECT a.place_id, a.sku_id, a.segment_id, a.ordinal, a.text_id, a.offer_id,
      \(end(of: "a.code", product: "p.code")), a.catalog_item_id,
      CASE WHEN a.first_seen IS NOT (
        SELECT u.first_seen FROM unit u WHERE u.place_id = a.place_id AND u.product_id = k.product_id) THEN a.first_seen END
    FROM availability a CROSS JOIN sku k ON k.id = a.sku_id CROSS JOIN product p ON p.id = k.product_id
    ORDER BY a.place_id, a.sku_id, a.segment_id, a.ordinal;
    DROP TABLE availability;
    ALTER TABLE compact_availability RENAME TO availability;

    -- Terms, and renewal instructions with included quantities, as JSON: each once.
    CREATE TABLE offer_text (
      id INTEGER PRIMARY KEY,
      content TEXT NOT NULL UNIQUE CHECK (json_valid(content))
    );
    INSERT INTO offer_text (content) SELECT terms FROM offer UNION SELECT details FROM offer WHERE details IS NOT NULL;
    ALTER TABLE offer ADD COLUMN terms_id INTEGER REFERENCES offer_text (id);
    ALTER TABLE offer ADD COLUMN details_id INTEGER REFERENCES offer_text (id);
    UPDATE offer SET terms_id = (SELECT id FROM offer_text WHERE content = terms),
      details_id = (SELECT id FROM offer_text WHERE content = details);
    ALTER TABLE offer DROP COLUMN terms;
    ALTER TABLE offer DROP COLUMN details;

    DROP INDEX listing_by_product;
    DROP INDEX unit_by_product;

    -- Without an index of beginnings, which was more than half of it: nothing of ours asks it for beginnings.
    DROP TABLE sku_search;
    CREATE VIRTUAL TABLE sku_search USING fts5 (
      title, product, codes, publisher, description,
      content = '', tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO sku_search (sku_search, rank) VALUES ('rank', 'bm25(8.0, 6.0, 6.0, 2.0, 1.0)');
    """

  /// The stored form of an id, in columns that hold both forms: the first seven or eight characters may be those of the
  /// product's id.
  private static func end(of code: String, product: String) -> String {
    let isASCII = [code, product].map { "length(\($0)) = length(CAST(\($0) AS BLOB))" }.joined(separator: " AND ")
    let cases = [8, 7].map { count in
      "WHEN substr(\(code), 1, \(count)) = substr(\(product), 1, \(count)) AND length(\(code)) > \(count) "
        + "THEN CAST(substr(\(code), \(count + 1)) AS BLOB)"
    }
    return """
      CASE WHEN length(\(code)) = length(\(product)) AND \(isASCII) THEN
        CASE \(cases.joined(separator: " ")) ELSE \(code) END
      ELSE \(code) END
      """
  }
}
