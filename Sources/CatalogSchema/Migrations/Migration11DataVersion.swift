import Foundation
import GRDB

/// The version of the data, and the units that publications have not read yet.
enum Migration11DataVersion {
  static let tables = """
    -- A copy of this catalog in another database. While there is one, each transaction notes the units it writes.
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

    -- Units that were written, in the order of their transactions; numbers are never used twice.
    CREATE TABLE touched_unit (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      place_id INTEGER NOT NULL,
      product_id INTEGER NOT NULL
    );
    """

  /// Names this history of the file, and counts from 1.
  static func fill(_ db: Database) throws {
    let settings = [("incarnation", UUID().uuidString.lowercased()), ("version", "1")]
    for (key, value) in settings {
      try db.execute(
        sql: "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [key, value])
    }
  }
}
