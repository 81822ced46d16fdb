import CatalogModel
import Foundation
import GRDB

/// Stores defaults once instead of in every row: the text of a SKU, ids made of ids, products that never changed. A
/// list is a set of texts; ends of ids and hashes have a variable width.
enum Migration7OmittedDefaults {
  static func run(_ db: Database) throws {
    try withFunctions(db) { try db.execute(sql: tables) }
  }

  private static let tables = """
    -- The text it was first seen with, or in a file of an earlier version the one listed most: rows of its availabilities
    -- tell theirs where it is another.
    ALTER TABLE sku ADD COLUMN text_id INTEGER REFERENCES sku_text (id);
    UPDATE sku SET text_id = (SELECT id FROM sku_text WHERE sku_id = sku.id ORDER BY listed DESC, id LIMIT 1);

    CREATE TABLE irregular_item_id (
      place_id INTEGER NOT NULL REFERENCES place (id),
      sku_id INTEGER NOT NULL REFERENCES sku (id),
      segment_id INTEGER NOT NULL REFERENCES segment (id),
      ordinal INTEGER NOT NULL,
      catalog_item_id TEXT NOT NULL,
      PRIMARY KEY (place_id, sku_id, segment_id, ordinal)
    ) WITHOUT ROWID;
    INSERT INTO irregular_item_id
    SELECT place_id, sku_id, segment_id, ordinal, catalog_item_id FROM availability WHERE catalog_item_id IS NOT NULL;

    CREATE TABLE lean_availability (
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
    INSERT INTO lean_availability
    SELECT a.place_id, a.sku_id, a.segment_id, a.ordinal, nullif(a.text_id, k.text_id), a.offer_id,
      usual_code(a.code, p.code), a.first_seen
    FROM availability a CROSS JOIN sku k ON k.id = a.sku_id CROSS JOIN product p ON p.id = k.product_id
    ORDER BY a.place_id, a.sku_id, a.segment_id, a.ordinal;
    DROP TABLE availability;
    ALTER TABLE lean_availability RENAME TO availability;

    CREATE TABLE lean_unit (
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
      doubt REAL NOT NULL DEFAULT 0,
      PRIMARY KEY (place_id, product_id)
    ) WITHOUT ROWID;
    INSERT INTO lean_unit
    SELECT place_id, product_id, product_text_id, lean_fingerprint(fingerprint), run_id, confirmed_at,
      nonprofit_confirmed_at, first_seen, CASE WHEN change_count > 0 THEN changed_at END, change_count, unlisted_since,
      removed_at, lists, unchanged_until, glanced_at, glances, doubt
    FROM unit ORDER BY place_id, product_id;
    DROP TABLE unit;
    ALTER TABLE lean_unit RENAME TO unit;
    -- Hashes of bodies have 32 bits.
    UPDATE staged_answer SET hash = hash & 4294967295;
    UPDATE partition SET list_hash = list_hash & 4294967295;

    CREATE TABLE lean_listing (
      partition_id INTEGER NOT NULL REFERENCES partition (id) ON DELETE CASCADE,
      chunk INTEGER NOT NULL,
      -- The bits 0 to 63 stand for the texts of products 64 * chunk to 64 * chunk + 63.
      texts INTEGER NOT NULL,
      PRIMARY KEY (partition_id, chunk)
    ) WITHOUT ROWID;
    -- Each bit once: their sum is their union.
    INSERT INTO lean_listing
    SELECT partition_id, product_text_id >> 6, sum(1 << (product_text_id & 63)) FROM listing GROUP BY 1, 2;
    DROP TABLE listing;
    ALTER TABLE lean_listing RENAME TO listing;
    """

  private static func withFunctions(_ db: Database, _ body: () throws -> Void) throws {
    let functions = [code, fingerprint]
    for function in functions { db.add(function: function) }
    defer { for function in functions { db.remove(function: function) } }
    try body()
  }

  /// The stored form of an availability's id, of that of the version before and the product's id.
  private static var code: DatabaseFunction {
    DatabaseFunction("usual_code", argumentCount: 2, pure: true) { values in
      let product = Array(String.fromDatabaseValue(values[1])?.utf8 ?? "".utf8)
      var id = Array(String.fromDatabaseValue(values[0])?.utf8 ?? "".utf8)
      if case .blob(let end) = values[0].storage { id = product.dropLast(end.count) + end }
      return StoredFormsOf7.number(of: id, product: product) ?? String(decoding: id, as: UTF8.self)
    }
  }

  /// Hashes had 40 bits.
  private static var fingerprint: DatabaseFunction {
    DatabaseFunction("lean_fingerprint", argumentCount: 1, pure: true) { values in
      guard let encoded = Data.fromDatabaseValue(values[0]) else { return nil }
      return StoredFormsOf7.converted(encoded)
    }
  }
}
