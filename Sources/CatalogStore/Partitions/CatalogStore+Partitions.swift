package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// The state of the product lists of a market.
  package func partitions(of market: Market) async throws -> [PartitionStatus] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT p.* FROM partition p JOIN market m ON m.id = p.market_id WHERE m.code = ?",
        arguments: [market.code]
      ).map { row in
        PartitionStatus(
          key: ProductListKey(
            market: market, view: TargetView(try row["view"] as String), segment: Self.optional(try row["segment"]),
            scope: Self.optional(try row["scope"])),
          state: ReadState(rawValue: try row["state"]) ?? .unread, items: try row["items"],
          reason: try row["reason"],
          hasEverCompleted: try !row.isNull("completed_at"), listRun: try row["list_run_id"],
          listHash: try row["list_hash"],
          moved: try row["list_moved"])
      }
    }
  }

  /// Makes sure that the partitions exist; new ones are `unread`.
  package func prepare(_ keys: [ProductListKey]) async throws {
    try await write { db in
      for key in keys { _ = try Self.number(of: key, db) }
    }
  }

  /// Stores a list that was read to its end; `products` is `nil` where the bodies are unchanged.
  ///
  /// Counts the products that are new to their market or have another text than at the last reading, each in one list
  /// of the market. A product that only left the list or came back is not counted, for the service sometimes shows
  /// short lists.
  package func record(
    list products: [ProductID: ProductContent]?, of key: ProductListKey, pages: Int, hash: Int64, run: Int64,
    at now: Date
  ) async throws {
    try await write { db in
      let partition = try Self.number(of: key, db)
      let names = RowIDs(db: db)
      var moved = 0
      let isFirst =
        try Bool.fetchOne(db, sql: "SELECT list_read_at IS NULL FROM partition WHERE id = ?", arguments: [partition])
        ?? true
      if let products {
        let stored = try Row.fetchAll(
          db, sql: "SELECT product_id, product_text_id FROM \(ListedProducts.products) WHERE partition_id = ?",
          arguments: [partition])
        var old: [Int64: Int64] = [:]
        for row in stored { old[try row["product_id"]] = try row["product_text_id"] }
        var texts: [Int64] = []
        for (product, content) in products.sorted(by: { $0.key < $1.key }) {
          let number = try names.product(product)
          let text = try names.productText(content, of: number)
          texts.append(text)
          let previous = old.removeValue(forKey: number)
          if previous == text { continue }
          if try !isFirst && Self.isNews(product: number, renamed: previous != nil, inMarketOf: partition, db) {
            moved += 1
          }
          try Self.readAgain(product: number, inMarketOf: partition, db)
        }
        for gone in old.keys { try Self.readAgain(product: gone, inMarketOf: partition, db) }
        try ListedProducts.replace(partition, with: texts, db)
      }
      try db.execute(
        sql: """
          UPDATE partition SET list_run_id = ?2, list_read_at = ?3, list_pages = ?4, list_hash = ?5, list_moved = ?6,
            state = CASE WHEN completed_at IS NULL THEN 'partial' WHEN state = 'forbidden' THEN 'partial' ELSE state END,
            reason = CASE WHEN completed_at IS NULL THEN 'interrupted' WHEN state = 'forbidden' THEN 'interrupted' ELSE reason END
          WHERE id = ?1
          """, arguments: [partition, run, now.stamp, pages, hash, moved])
    }
  }

  /// Whether no other list of the market showed the same before: it would have had the product read again, or listed
  /// it.
  private static func isNews(product: Int64, renamed: Bool, inMarketOf partition: Int64, _ db: Database) throws -> Bool
  {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          WITH here AS (SELECT market_id FROM partition WHERE id = ?2),
            known AS (
              SELECT run_id FROM unit
              WHERE place_id IN (SELECT id FROM place WHERE market_id = (SELECT market_id FROM here)) AND product_id = ?1)
          SELECT CASE WHEN ?3 THEN EXISTS (SELECT 1 FROM known WHERE run_id > 0)
            ELSE NOT EXISTS (SELECT 1 FROM known) AND NOT EXISTS (
              SELECT 1 FROM partition p CROSS JOIN \(ListedProducts.products) g ON g.partition_id = p.id AND g.product_id = ?1
              WHERE p.market_id = (SELECT market_id FROM here)) END
          """), arguments: [product, partition, renamed]) ?? false
  }

  /// An earlier reading may lack a segment or a scope, have another text, or be of a removed product.
  private static func readAgain(product: Int64, inMarketOf partition: Int64, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE unit SET run_id = 0 WHERE product_id = ?
          AND place_id IN (SELECT id FROM place WHERE market_id = (SELECT market_id FROM partition WHERE id = ?))
        """
    ).execute(arguments: [product, partition])
  }

  /// Records that the service does not show a list to this partner. Earlier content is kept.
  package func forbid(_ key: ProductListKey, reason: String, run: Int64, at now: Date) async throws {
    try await write { db in
      try db.execute(
        sql: """
          UPDATE partition SET state = 'forbidden', reason = ?2, list_run_id = ?3, list_read_at = ?4, list_hash = NULL
          WHERE id = ?1
          """, arguments: [try Self.number(of: key, db), reason, run, now.stamp])
    }
  }

  /// Removes a product from lists, after a direct request found it gone.
  ///
  /// The stored lists no longer match their bodies, so these are decoded when they come again.
  package func unlist(_ product: ProductID, from lists: [ProductListKey]) async throws {
    try await write { db in
      let names = RowIDs(db: db)
      for list in lists {
        let number = try Self.number(of: list, db)
        try db.execute(sql: "UPDATE partition SET list_hash = NULL WHERE id = ?", arguments: [number])
        try ListedProducts.set(nil, of: names.product(product), in: number, db)
      }
    }
  }

  /// The products of the last complete readings of a market's lists, by list.
  package func listings(of market: Market) async throws -> [ProductListKey: [ProductID: ProductContent]] {
    try await read { db in
      var texts: [Int64: ProductContent] = [:]
      var listings: [ProductListKey: [ProductID: ProductContent]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT a.view, a.segment, a.scope, p.code, l.product_text_id AS text
          FROM partition a
          JOIN market m ON m.id = a.market_id
          JOIN \(ListedProducts.products) l ON l.partition_id = a.id
          JOIN product p ON p.id = l.product_id
          WHERE m.code = ?
          """, arguments: [market.code])
      while let row = try rows.next() {
        let text: Int64 = try row["text"]
        if texts[text] == nil {
          texts[text] = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM product_text WHERE id = ?"), arguments: [text]
          ).map(ProductReader.product)
        }
        let key = ProductListKey(
          market: market, view: TargetView(try row["view"] as String), segment: Self.optional(try row["segment"]),
          scope: Self.optional(try row["scope"]))
        listings[key, default: [:]][ProductID(try row["code"] as String)] = texts[text]
      }
      return listings
    }
  }

  /// The last readings of the current products of a market.
  package func lastReadings(in market: Market) async throws -> [ProductKey: LastReading] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT l.scope, p.code, u.run_id, u.unlisted_since, u.product_id
          FROM place l
          JOIN market m ON m.id = l.market_id
          JOIN unit u ON u.place_id = l.id
          JOIN product p ON p.id = u.product_id
          WHERE m.code = ? AND u.removed_at IS NULL
          """, arguments: [market.code])
      return Dictionary(
        try rows.map { row in
          (
            ProductKey(
              marketScope: MarketScope(market: market, scope: Self.optional(try row["scope"])),
              product: ProductID(try row["code"] as String)
            ),
            LastReading(
              run: try row["run_id"], unlistedSince: (try row["unlisted_since"] as Int64?).map(Date.init(stamp:)),
              position: try row["product_id"])
          )
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Makes the next run read lists and products again, even if it resumes this one.
  package func readAgain(lists: [ProductListKey], units: [ProductKey]) async throws {
    try await write { db in
      let names = RowIDs(db: db)
      for list in lists {
        try db.execute(
          sql: "UPDATE partition SET list_run_id = NULL WHERE id = ?", arguments: [try Self.number(of: list, db)])
      }
      for unit in units {
        try db.execute(
          sql: "UPDATE unit SET run_id = 0 WHERE place_id = ? AND product_id = ?",
          arguments: [try names.marketScope(unit.marketScope), try names.product(unit.product)])
      }
    }
  }

  /// Records the result of reading a list.
  ///
  /// - Returns: the new state of the list.
  /// - Throws: `StoreError`.
  package func finish(_ key: ProductListKey, state: ReadState, reason: String?, at now: Date) async throws
    -> PartitionStatus
  {
    try await write { db in
      let number = try Self.number(of: key, db)
      let items =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*)
            FROM \(ListedProducts.products) l
            JOIN place w ON w.market_id = (SELECT id FROM market WHERE code = ?2) AND w.scope = ?3
            JOIN sku k ON k.product_id = l.product_id
            CROSS JOIN availability a ON a.place_id = w.id AND a.sku_id = k.id
            JOIN segment s ON s.id = a.segment_id
            WHERE l.partition_id = ?1 AND CASE ?4 WHEN '' THEN s.code <> 'nonprofit' ELSE s.code = ?4 END
            """,
          arguments: [number, key.market.code, key.scope?.rawValue ?? "", key.segment?.rawValue ?? ""]) ?? 0
      try db.execute(
        sql: """
          UPDATE partition SET state = ?2, reason = ?3, items = ?4,
            completed_at = CASE ?2 WHEN 'complete' THEN ?5 ELSE completed_at END
          WHERE id = ?1
          """, arguments: [number, state.rawValue, reason, items, now.stamp])
      let row = try Row.fetchOne(
        db, sql: "SELECT completed_at, list_run_id, list_hash, list_moved FROM partition WHERE id = ?",
        arguments: [number])
      return PartitionStatus(
        key: key, state: state, items: items, reason: reason,
        hasEverCompleted: try row.map { try !$0.isNull("completed_at") } ?? false,
        listRun: try row?["list_run_id"], listHash: try row?["list_hash"], moved: try row?["list_moved"] ?? 0)
    }
  }

  private static func number(of key: ProductListKey, _ db: Database) throws -> Int64 {
    let market = try RowIDs(db: db).market(key.market)
    let arguments: StatementArguments = [
      market, key.view.rawValue, key.segment?.rawValue ?? "", key.scope?.rawValue ?? "",
    ]
    let found = try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT id FROM partition WHERE market_id = ? AND view = ? AND segment = ? AND scope = ?"),
      arguments: arguments)
    if let found { return found }
    try db.execute(
      sql: "INSERT INTO partition (market_id, view, segment, scope, state) VALUES (?, ?, ?, ?, 'unread')",
      arguments: arguments)
    return db.lastInsertedRowID
  }

  /// A column whose empty text means none.
  static func optional<Text: StringIdentifier>(_ text: String) -> Text? { text.isEmpty ? nil : Text(text) }
}
