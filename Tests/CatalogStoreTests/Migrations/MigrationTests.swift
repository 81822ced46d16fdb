import CatalogModel
import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite("A file of an older version")
struct MigrationTests {
  /// A file as version 1 laid it, with one unit that changed once and one that could not be read whole.
  private func makeVersion1(at path: String) throws {
    let file = try #require(Bundle.module.url(forResource: "Fixtures/schema-1", withExtension: "sql"))
    let schema = try String(contentsOf: file, encoding: .utf8)
    // As version 1 wrote it: SKU, segment and hash of each list.
    let fingerprint = ["\u{1F}\u{1F}1", "0001\u{1F}\u{1F}2", "0002\u{1F}\u{1F}3", "0002\u{1F}nonprofit\u{1F}4"]
      .joined(separator: "\u{1E}")
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: schema)
      try db.execute(
        sql: """
          INSERT INTO market (id, code) VALUES (1, 'DE');
          INSERT INTO place (id, market_id, scope) VALUES (1, 1, '');
          INSERT INTO product (id, code) VALUES (1, 'A'), (2, 'B');
          INSERT INTO product_text (id, product_id, hash, title, description) VALUES (1, 1, 1, 'A', ''), (2, 2, 1, 'B', '');
          INSERT INTO run (id, started_at, state, begun_by, asked) VALUES (1, 100, 'complete', 1, '{}');
          """)
      try db.execute(
        sql: """
          INSERT INTO unit (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, changed_at,
            change_count)
          VALUES (1, 1, 1, ?, 1, 300, 100, 200, 1), (1, 2, 2, NULL, 1, 300, 100, 100, 0)
          """, arguments: [Data(fingerprint.utf8)])
      try db.execute(sql: "PRAGMA application_id = 1346593140; PRAGMA user_version = 1")
    }
  }

  @Test("keeps its rows, and learns from them how many lists a unit is read from and since when a change is possible")
  func readingHistory() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    try makeVersion1(at: path)
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    let history = try await store.readingHistory()
    #expect(history.units.map(\.lists) == [4, 0])
    #expect(history.units.map(\.unchangedUntil) == [100, 0])
    #expect(history.units.map(\.readAt) == [300, 300])
    #expect(history.places == [MarketScope(market: "DE")])
    let version = try await store.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    #expect(version == Migrations.newest)
    let run = try await store.read { db in
      try String.fetchOne(db, sql: "SELECT json_array(state, is_full, requests_saved) FROM sync_runs")
    }
    #expect(run == #"["complete",0,null]"#)
  }

  @Test("keeps its customers and inventory checks; what is new of them is unknown")
  func customerFacts() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    try makeVersion1(at: path)
    try await DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: """
          INSERT INTO customer (code, name, folded_name, domain, market, qualifications, confirmed_at)
          VALUES ('c-1', 'Contoso', 'contoso', 'contoso.example', 'DE', '[]', 1772323200);
          INSERT INTO sku (id, product_id, code) VALUES (1, 1, '0001');
          INSERT INTO inventory_check VALUES ('c-1', 's-1', 'westus2', 1, 0, '[]', 1772323200);
          """)
    }
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    let rows = try await store.read { db in
      try RowText.all(db, "SELECT customer_id, agreements, subscriptions_confirmed_at FROM customers")
        + RowText.all(db, "SELECT sku_id, is_restricted, context FROM inventory_checks")
        + RowText.all(db, "PRAGMA integrity_check")
    }
    #expect(rows == ["c-1 | - | -", "0001 | 0 | {}", "ok"])
    #expect(try await store.customerStates()["c-1"]?.listedAs == "")
  }

  /// A file as version 6 laid it: ids as blobs and texts, listed products as rows, hashes of forty bits.
  private func makeVersion6(at path: String) throws {
    let file = try #require(Bundle.module.url(forResource: "Fixtures/schema-6", withExtension: "sql"))
    let schema = try String(contentsOf: file, encoding: .utf8)
    // Five bytes a hash: the product's list, and the one of 0001.
    let fingerprint = Data([5, 0, 1, 2, 3, 4, 5, 16, 4, 0x30, 0x30, 0x30, 0x31, 0, 6, 7, 8, 9, 10])
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: schema)
      try db.execute(
        sql: """
          INSERT INTO market (id, code) VALUES (1, 'DE');
          INSERT INTO segment (id, code) VALUES (1, 'commercial');
          INSERT INTO place (id, market_id, scope) VALUES (1, 1, '');
          INSERT INTO run (id, started_at, state, begun_by, asked) VALUES (1, 100, 'complete', 1, '{}');
          INSERT INTO offer_text (id, content) VALUES (1, '[]');
          INSERT INTO offer (id, hash, currency, is_purchasable, is_renewable, terms_id) VALUES (1, 1, 'EUR', 1, 0, 1);
          INSERT INTO product (id, code) VALUES (1, 'DZH318Z0BQ3Q'), (64, 'B');
          INSERT INTO product_text (id, product_id, hash, title, description) VALUES (1, 1, 1, 'A', ''), (63, 64, 1, 'B', ''),
            (64, 64, 2, 'B, renamed', '');
          INSERT INTO sku (id, product_id, code) VALUES (1, 1, '0001');
          INSERT INTO sku_text (id, sku_id, product_text_id, hash, title, description, minimum_quantity, maximum_quantity,
            is_trial, requires_inventory_check, purchase_prerequisites, inventory_variables, provisioning_variables,
            billing_cycles, attributes, listed)
          VALUES (1, 1, 1, 1, 'Rare', '', 1, 9, 0, 0, '[]', '[]', '[]', '[]', '{}', 0),
            (2, 1, 1, 2, 'Usual', '', 1, 9, 0, 0, '[]', '[]', '[]', '[]', '{}', 1);
          INSERT INTO availability VALUES
            (1, 1, 1, 0, 2, 1, CAST('BPQN' AS BLOB), NULL, NULL), (1, 1, 1, 1, 2, 1, CAST('0BPQA' AS BLOB), 'odd:id', 150),
            (1, 1, 1, 2, 1, 1, 'DZH318XZXPHL', NULL, NULL);
          INSERT INTO partition (id, market_id, view, segment, scope, state, list_hash)
          VALUES (1, 1, 'Azure', '', '', 'complete', 1099511627775);
          INSERT INTO listing VALUES (1, 1, 1), (1, 64, 63);
          INSERT INTO staged_answer VALUES (1, 64, '', '', 1, 1099511627775, '{}');
          """)
      try db.execute(
        sql: """
          INSERT INTO unit (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, changed_at)
          VALUES (1, 1, 1, ?, 1, 300, 100, 100)
          """, arguments: [fingerprint])
      try db.execute(sql: "PRAGMA application_id = 1346593140; PRAGMA user_version = 6")
    }
  }

  @Test("says the same with less: ids, texts, lists, hashes")
  func usualFacts() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    try makeVersion6(at: path)
    let columns = "availability_id, catalog_item_id, sku_title, first_seen_at, confirmed_at"
    let items = "SELECT \(columns) FROM catalog_items ORDER BY availability_id"
    let before = try await DatabaseQueue(path: path).read { try RowText.all($0, items) }
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    #expect(try await store.read { try RowText.all($0, items) } == before)
    #expect(before.count == 3)
    let stored = try await store.read { db in
      try RowText.all(db, "SELECT typeof(code), text_id FROM availability ORDER BY ordinal")
        + RowText.all(
          db, "SELECT partition_id, product_id, product_text_id FROM \(ListedProducts.products) ORDER BY 1, 2")
        + RowText.all(db, "SELECT list_hash FROM partition")
        + RowText.all(db, "SELECT count(*) FROM staged_answer")
        + RowText.all(db, "SELECT changed_at FROM unit")
        + RowText.all(db, "PRAGMA integrity_check") + RowText.all(db, "PRAGMA foreign_key_check")
    }
    #expect(
      stored == [
        "integer | -", "text | -", "text | 1", "1 | 1 | 1", "1 | 64 | 63", "4294967295", "0", "-", "ok",
      ])
    let key = ProductKey(marketScope: MarketScope(market: "DE"), product: "DZH318Z0BQ3Q")
    let hashes = try await store.head(of: key)?.fingerprint?.hashes
    #expect(hashes == [.init(): 0x0403_0201, .init(sku: "0001"): 0x0908_0706])
  }

  @Test(
    "A file of version 8, 11 or 12 is what a new one is, the view of items with its column of version 9",
    arguments: [8, 11, 12])
  func laterVersions(version: Int) async throws {
    let temporary = try await TemporaryStore()
    let path = temporary.folder.appendingPathComponent("version-\(version).sqlite").path
    let file = try #require(Bundle.module.url(forResource: "Fixtures/schema-\(version)", withExtension: "sql"))
    // SQLite makes the table of its own accord.
    let schema = try String(contentsOf: file, encoding: .utf8)
      .replacing("CREATE TABLE sqlite_sequence(name,seq);", with: "")
    try await DatabaseQueue(path: path).write { db in
      try db.execute(sql: schema)
      try db.execute(sql: "PRAGMA application_id = \(Migrations.applicationID); PRAGMA user_version = \(version)")
    }
    #expect(throws: StoreError.older(path: path, version: version, known: Migrations.newest)) {
      _ = try StoreFile.openForReading(path)
    }
    let store = try CatalogStore(path: path, source: TemporaryStore.source)
    let (migrated, columns) = try await store.read { db in
      (try SchemaCheck.known(db), try db.columns(in: "catalog_items").map(\.name))
    }
    #expect(try await temporary.store.read { try SchemaCheck.known($0) } == migrated)
    #expect(columns.last == "provisioning_id")
  }

  /// A file as version 7 laid it, with one item of one unit and a documented market.
  private func makeVersion7(at path: String) throws {
    let file = try #require(Bundle.module.url(forResource: "Fixtures/schema-7", withExtension: "sql"))
    let schema = try String(contentsOf: file, encoding: .utf8)
    let content = unit(["0001": [item("a", isPurchasable: false)]])
    let offer = item("a", isPurchasable: false).offer
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: schema)
      try db.execute(
        sql: """
          INSERT INTO market (id, code) VALUES (1, 'DE'), (2, 'BR');
          INSERT INTO segment (id, code) VALUES (1, 'commercial');
          INSERT INTO place (id, market_id, scope) VALUES (1, 1, '');
          INSERT INTO run (id, started_at, state, begun_by, asked) VALUES (1, 100, 'complete', 1, '{}');
          INSERT INTO product (id, code) VALUES (1, 'P');
          INSERT INTO sku (id, product_id, code) VALUES (1, 1, '0001');
          INSERT INTO unavailable_market VALUES (2, 'BR', 'Brazil', 'Software', 'SoftwareSubscriptions', 'documented', 100);
          INSERT INTO staged_answer VALUES (1, 1, '', '', 1, 7, '{}');
          """)
      try db.execute(
        sql:
          "INSERT INTO product_text (id, product_id, hash, title, description, product_type) VALUES (1, 1, ?, ?, '', 'Azure')",
        arguments: [content.product.hash, content.product.title])
      try db.execute(
        sql: """
          INSERT INTO sku_text (id, sku_id, product_text_id, hash, title, description, minimum_quantity, maximum_quantity,
            is_trial, requires_inventory_check, purchase_prerequisites, inventory_variables, provisioning_variables,
            billing_cycles, attributes, listed)
          VALUES (1, 1, 1, ?, ?, '', 1, 999999999, 0, 0, '[]', '[]', '[]', '[]', '{}', 1)
          """, arguments: [content.skus["0001"]?.content.hash, content.skus["0001"]?.content.title])
      try db.execute(
        sql: "UPDATE sku SET text_id = 1; INSERT INTO offer_text (id, content) VALUES (1, ?)",
        arguments: [StoredJSON.text(offer.terms)])
      try db.execute(
        sql:
          "INSERT INTO offer (id, hash, currency, is_purchasable, is_renewable, terms_id) VALUES (1, ?, 'EUR', 0, 0, 1)",
        arguments: [offer.hash])
      try db.execute(
        sql: "INSERT INTO availability VALUES (1, 1, 1, 0, NULL, 1, 'a', NULL)")
      try db.execute(
        sql: """
          INSERT INTO unit (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen)
          VALUES (1, 1, 1, ?, 1, 300, 100)
          """, arguments: [ProductFingerprint([.init(): 1, .init(sku: "0001"): 2]).encoded])
      try db.execute(sql: "PRAGMA application_id = 1346593140; PRAGMA user_version = 7")
    }
  }

  @Test("of version 7 says what it said; what it did not keep is filled at the next reading without a change")
  func saidFacts() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("migration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("catalog.sqlite").path
    try makeVersion7(at: path)
    let items = "SELECT catalog_item_id, is_purchasable, terms, confirmed_at FROM catalog_items"
    let before = try await DatabaseQueue(path: path).read { try RowText.all($0, items) }
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    #expect(before.count == 1)
    #expect(try await store.read { try RowText.all($0, items) } == before)
    #expect(
      try await store.read { db in
        try RowText.all(db, "SELECT market, document_date FROM unavailable_markets")
          + RowText.all(db, "SELECT renewal_instructions FROM catalog_items")
          + RowText.all(db, "SELECT count(*) FROM staged_answer") + RowText.all(db, "PRAGMA integrity_check")
          + RowText.all(db, "PRAGMA foreign_key_check")
      } == ["BR | -", "[]", "0", "ok"])
    let key = ProductKey(marketScope: MarketScope(market: "DE"), product: "P")
    #expect(try await store.head(of: key)?.lacksTermDetails == true)
    #expect(try await store.unit(key)?.lacksTermDetails == true)

    var detailed = item("a", isPurchasable: nil)
    detailed.offer.terms[0].id = "t1"
    detailed.offer.terms[0].cancellationPolicies = JSONFragment(canonical: "[{}]")
    func replace(_ content: ProductSnapshot, whole: Bool) async throws -> ItemCounts {
      let run = try await store.beginRun(RunRequest(markets: ["DE"], views: ["Azure"]), .full, at: TemporaryStore.start)
      return try await store.replace(
        key, with: content, fingerprint: whole ? ProductFingerprint([.init(): 1, .init(sku: "0001"): 2]) : nil,
        logging: ChangeLogging(general: true, nonprofit: true), run: run.id, at: TemporaryStore.start)
    }
    // A reading that keeps parts of what was stored does not show all that was lacking.
    #expect(
      try await replace(unit(["0001": [item("a", isPurchasable: false)]]), whole: false) == ItemCounts(unchanged: 1))
    #expect(try await store.head(of: key)?.lacksTermDetails == true)
    #expect(try await replace(unit(["0001": [detailed]]), whole: true) == ItemCounts(unchanged: 1))
    #expect(try await store.head(of: key)?.lacksTermDetails == false)
    #expect(try await store.read { try RowText.all($0, "SELECT count(*) FROM changes") } == ["0"])
    #expect(
      try await store.read { try RowText.all($0, "SELECT is_purchasable, terms FROM catalog_items") } == [
        #"- | [{"billingCycle":"annual","cancellationPolicies":[{}],"description":"","duration":"P1Y","id":"t1"}]"#
      ])
    // From now on a difference is a change.
    detailed.offer.terms[0].cancellationPolicies = nil
    #expect(try await replace(unit(["0001": [detailed]]), whole: true) == ItemCounts(changed: 1))
    #expect(try await store.read { try RowText.all($0, "SELECT kind, field FROM changes") } == ["changed | terms"])
  }
}
