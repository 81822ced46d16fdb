import CatalogModel
import CatalogSchema
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import PartnerCenter

@testable import PartnerCenterEmulator

/// A store in a folder of its own, and an emulator to fill it from.
final class SyncHarness: Sendable {
  let folder: URL
  let emulator: Emulator
  let markets: [Market]

  var path: String { folder.appendingPathComponent("catalog.sqlite").path }

  init(_ configuration: EmulatorConfiguration) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sync-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    emulator = Emulator(configuration)
    markets = configuration.shape.markets
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let source = CatalogStore.Source(locale: "en-US", tenant: "test", cloud: "global")

  func client(transport: (any Transport)? = nil, budget: Budget = Budget()) -> PartnerCenterClient {
    PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: transport ?? emulator.transport(),
      tokens: emulator.accessTokens(),
      limiter: RequestLimiter(
        requestsPerMinute: 60_000_000, concurrency: 8, budget: budget, clock: VirtualClock().requestClock),
      retry: RetryPolicy(attempts: 5, firstPause: .zero))
  }

  /// What reads everything.
  var full: SyncOptions { SyncOptions(markets: markets, isFull: true) }

  /// Syncs once, in a store opened for that.
  func sync(
    _ options: SyncOptions? = nil, transport: (any Transport)? = nil, budget: Budget = Budget(), now: Date = Date()
  ) async throws -> SyncReport {
    let store = try CatalogStore(path: path, source: Self.source)
    let synchronizer = CatalogSynchronizer(
      store: store, client: client(transport: transport, budget: budget), now: { now })
    return await synchronizer.sync(options ?? SyncOptions(markets: markets))
  }

  /// Reads as an outsider would: SQL over the file.
  func read<Value>(at path: String? = nil, _ body: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path ?? self.path, configuration: configuration).read(body)
  }

  /// What the view `catalog_items` shows, in the emulator's own words.
  func items(at path: String? = nil) throws -> [ExpectedItem] {
    try read(at: path) { db in
      try Row.fetchAll(db, sql: "SELECT * FROM catalog_items").map(ExpectedItem.init(row:)).sorted()
    }
  }

  func truth() -> [ExpectedItem] { Array(emulator.truth()).sorted() }

  /// The change log since a run, as `kind entity product:sku:availability field`.
  func changes(since run: Int64) throws -> [Row] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM changes WHERE run_id >= ? ORDER BY change_id", arguments: [run])
    }
  }

  /// What SQLite and FTS5 say of the file's health.
  func integrity(at path: String? = nil) throws -> String? {
    try DatabaseQueue(path: path ?? self.path).write { db in
      try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('integrity-check')")
      return try String.fetchOne(db, sql: "PRAGMA integrity_check")
    }
  }
}

extension ExpectedItem {
  init(row: Row) {
    func texts(_ column: String) -> [String] {
      (try? JSONDecoder().decode([String].self, from: Data((row[column] as String).utf8))) ?? ["unreadable"]
    }
    self.init(
      market: row["market"], segment: row["segment"], reservationScope: row["reservation_scope"],
      productID: row["product_id"], skuID: row["sku_id"], availabilityID: row["availability_id"],
      catalogItemID: row["catalog_item_id"], productTitle: row["product_title"], skuTitle: row["sku_title"],
      productType: row["product_type"], productSubtype: row["product_subtype"], publisher: row["publisher"],
      currency: row["currency"], isPurchasable: row["is_purchasable"], isRenewable: row["is_renewable"],
      isTrial: row["is_trial"], minimumQuantity: row["minimum_quantity"], maximumQuantity: row["maximum_quantity"],
      terms: (try? JSONDecoder().decode([Term].self, from: Data((row["terms"] as String).utf8))) ?? [],
      purchasePrerequisites: texts("purchase_prerequisites"), inventoryVariables: texts("inventory_variables"),
      requiresInventoryCheck: row["requires_inventory_check"])
  }
}

/// The first few items that differ, for a message that fits a screen.
func difference(_ found: [ExpectedItem], _ expected: [ExpectedItem]) -> [String] {
  let missing = Set(expected).subtracting(found).sorted().prefix(3).map { "missing \($0)" }
  let surplus = Set(found).subtracting(expected).sorted().prefix(3).map { "surplus \($0)" }
  let repeated = found.count != Set(found).count ? ["repeated"] : []
  return missing + surplus + repeated
}
