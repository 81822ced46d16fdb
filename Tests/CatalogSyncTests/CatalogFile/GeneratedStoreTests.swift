import CatalogModel
import CatalogQuery
import CatalogSchema
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import PartnerCenterEmulator
import Testing

@Suite("A generated store")
struct GeneratedStoreTests {
  static let shape = CatalogShape(seed: 5, markets: ["US", "DE", "KE", "JP"], products: 120, skusPerProduct: 4)

  @Test("is the store that a first sync leaves: the same items, lists, texts and search index", arguments: [1, 3])
  func equalsSync(version: Int) async throws {
    var shape = Self.shape
    shape.version = version
    let harness = try SyncHarness(EmulatorConfiguration(shape: shape))
    let report = try await harness.sync(now: Date(timeIntervalSince1970: 1_790_000_000))
    #expect(report.state == .complete)
    let generated = harness.folder.appendingPathComponent("generated.sqlite").path
    let count = try await GeneratedStore(shape).write(
      to: generated, at: Date(timeIntervalSince1970: 1_790_000_000), source: SyncHarness.source)
    #expect(count == report.items.added)
    #expect(try difference(harness.items(at: generated), harness.items()) == [])
    #expect(try harness.integrity(at: generated) == "ok")
    for sql in [
      "SELECT * FROM catalog_items ORDER BY market, catalog_item_id, reservation_scope, segment",
      "SELECT market, view, segment, reservation_scope, state, items, completed_at, reason FROM partitions ORDER BY 1, 2, 3, 4",
      "SELECT * FROM inventory_prerequisites ORDER BY 1, 2, 3",
      "SELECT * FROM unavailable_markets ORDER BY market, source",
      "SELECT * FROM changes",
      "SELECT title, description, listed FROM sku_text ORDER BY 1, 2, 3",
      """
      SELECT m.code, l.scope, p.code, t.title, u.lists, u.confirmed_at, u.first_seen, u.changed_at
      FROM unit u JOIN place l ON l.id = u.place_id JOIN market m ON m.id = l.market_id
      JOIN product p ON p.id = u.product_id JOIN product_text t ON t.id = u.product_text_id ORDER BY 1, 2, 3
      """,
      """
      SELECT m.code, a.view, a.segment, a.scope, p.code FROM \(ListedProducts.products) g JOIN partition a ON a.id = g.partition_id
      JOIN market m ON m.id = a.market_id JOIN product p ON p.id = g.product_id ORDER BY 1, 2, 3, 4, 5
      """,
      "SELECT term, sum(length(entries)) FROM search_posting GROUP BY term ORDER BY term",
      "SELECT * FROM search_word ORDER BY word",
      "SELECT documents, terms FROM search_total",
    ] {
      let (synced, laid) = (try rows(sql, at: harness.path), try rows(sql, at: generated))
      #expect(!synced.isEmpty || sql.contains("changes"))
      #expect(synced == laid, "\(sql)")
    }
  }

  @Test("has the search index that is made of its rows")
  func index() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let path = harness.folder.appendingPathComponent("generated.sqlite").path
    _ = try await GeneratedStore(Self.shape).write(to: path)
    let tables = [
      "search_posting ORDER BY term, chunk", "search_word ORDER BY 1", "search_document ORDER BY 1",
      "search_listing ORDER BY 1",
      "search_twin ORDER BY 1",
    ]
    func content() throws -> [[String]] { try tables.map { try rows("SELECT * FROM \($0)", at: path) } }
    let laid = try content()
    try await DatabaseQueue(path: path).write { db in try SearchIndexRebuild.run(db) }
    #expect(try content() == laid)
  }

  @Test("answers as a synced one does")
  func answers() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync()
    let path = harness.folder.appendingPathComponent("generated.sqlite").path
    _ = try await GeneratedStore(Self.shape).write(to: path, source: SyncHarness.source)
    let (synced, laid) = (try Catalog(path: harness.path), try Catalog(path: path))
    for query in ["sql server", "d2s v3 westus2", "365", "CFQ7TTC0LFLX", "reserved"] {
      let options = SearchOptions(market: "DE", limit: 50)
      let (one, other) = (try synced.search(query, options), try laid.search(query, options))
      #expect(one.total > 0)
      #expect(one.items.map(\.catalogItemID) == other.items.map(\.catalogItemID), "\(query)")
      #expect(one.total == other.total)
    }
  }

  /// Rows as text, whatever their columns hold.
  private func rows(_ sql: String, at path: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read { db in
      try Row.fetchAll(db, sql: sql).map { row in row.databaseValues.map(\.description).joined(separator: " | ") }
    }
  }
}
