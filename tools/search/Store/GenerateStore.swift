import ArgumentParser
import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import MarketFacts
import PartnerCenter
import PartnerCenterEmulator

/// Makes a big catalog file: one market read from the emulator by an ordinary sync, and then laid down in others with SQL, row
/// by row as a sync of them would leave it, but with ids of their own.
@main
struct GenerateStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-store", abstract: "Make a big catalog file to measure with.")

  @Argument(help: "The file; it must not exist.") var path: String
  @Option(help: "How many markets, 1 to 240.") var markets = 240
  @Option(help: "How many products the emulator has.") var products = 8_000
  @Option(help: "How many SKUs a product has, in the mean.") var skus = 5

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: path) else { throw ValidationError("\(path) exists.") }
    let all = MarketFacts.all.map(\.market)
    let others = all.filter { $0 != "US" }.prefix(markets - 1)
    let store = try CatalogStore(
      path: path, source: CatalogStore.Source(locale: "en-US", tenant: "generated", cloud: "global"))
    let emulator = Emulator(
      EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: products, skusPerProduct: skus)))
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
      gate: RequestGate(requestsPerMinute: 60_000_000, concurrency: 8, budget: Budget()))
    let report = await CatalogSynchronizer(store: store, client: client).sync(SyncOptions(markets: ["US"]))
    print("US: \(report.items), state \(report.state)")
    try await store.pool.write { db in
      for market in others { try Self.lay(market, db) }
      try db.execute(sql: "UPDATE sku_text SET listed = listed * \(others.count + 1)")
    }
    try await store.optimize()
    try await store.pool.writeWithoutTransaction { db in
      try db.checkpoint(.truncate)
      for (name, sql) in [
        ("availabilities", "SELECT count(*) FROM availability"), ("documents", "SELECT documents FROM search_total"),
        ("markets", "SELECT count(DISTINCT market_id) FROM place"),
      ] {
        print("\(name): \(try Int.fetchOne(db, sql: sql) ?? 0)")
      }
    }
  }

  /// Lays what stands in the first market down in another.
  private static func lay(_ market: Market, _ db: Database) throws {
    try db.execute(sql: "INSERT INTO market (code) VALUES (?) ON CONFLICT DO NOTHING", arguments: [market.code])
    for row in try Row.fetchAll(
      db, sql: "SELECT l.id, l.scope FROM place l JOIN market m ON m.id = l.market_id WHERE m.code = 'US'")
    {
      let from: Int64 = row["id"]
      try db.execute(
        sql: "INSERT INTO place (market_id, scope) SELECT id, ? FROM market WHERE code = ?",
        arguments: [row["scope"] as String, market.code])
      let to = db.lastInsertedRowID
      try db.execute(
        sql: """
          INSERT INTO availability
            (place_id, sku_id, segment_id, ordinal, text_id, offer_id, code, catalog_item_id, first_seen)
          SELECT ?2, sku_id, segment_id, ordinal, text_id, offer_id,
            substr(code, 1, 4) || printf('%08X', (?2 * 1000003 + sku_id * 97 + segment_id * 31 + ordinal) * 2654435761 & 4294967295),
            NULL, first_seen
          FROM availability WHERE place_id = ?1 ORDER BY sku_id, segment_id, ordinal
          """, arguments: [from, to])
      try db.execute(
        sql: """
          INSERT INTO unit (place_id, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, changed_at)
          SELECT ?2, product_id, product_text_id, fingerprint, run_id, confirmed_at, first_seen, changed_at
          FROM unit WHERE place_id = ?1 ORDER BY product_id
          """, arguments: [from, to])
      try db.execute(
        sql: "INSERT INTO unsold_sku SELECT ?2, sku_id, text_id FROM unsold_sku WHERE place_id = ?1",
        arguments: [from, to])
      try db.execute(
        sql: """
          INSERT INTO search_listing (id, documents)
          SELECT (?2 << 32) | (id & 4294967295), documents FROM search_listing WHERE (id >> 32) = ?1
          """, arguments: [from, to])
      try db.execute(sql: "INSERT INTO search_place (place_id, generation) VALUES (?, 1)", arguments: [to])
    }
  }
}
