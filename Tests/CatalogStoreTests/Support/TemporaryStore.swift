import CatalogModel
import Foundation

@testable import CatalogSchema
@testable import CatalogStore

/// A store in a folder of its own, which goes with the test.
final class TemporaryStore {
  static let start = Date(timeIntervalSince1970: 1_772_323_200)  // 2026-03-01T00:00:00Z
  static let source = CatalogStore.Source(locale: "en-US", tenant: "partner", cloud: "global")

  let folder: URL
  let store: CatalogStore
  let run: Int64
  var path: String { folder.appendingPathComponent("catalog.sqlite").path }

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("catalog-store-\(UUID().uuidString)")
    store = try CatalogStore(path: folder.appendingPathComponent("catalog.sqlite").path, source: Self.source)
    run = try await store.beginRun(RunRequest(markets: ["DE"], views: ["Azure"]), .full, at: Self.start).id
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let key = ProductKey(marketScope: MarketScope(market: "DE"), product: "P")

  /// Replaces the unit `P` in DE.
  func replace(
    _ content: ProductSnapshot?, fingerprint: ProductFingerprint? = nil, at seconds: Int = 0,
    logging: ChangeLogging = ChangeLogging(general: true, nonprofit: true)
  ) async throws -> ItemCounts {
    try await store.replace(
      Self.key, with: content, fingerprint: fingerprint, logging: logging,
      run: run, at: Self.start.addingTimeInterval(TimeInterval(seconds)))
  }

  /// The rows of a query, values as text.
  func rows(_ sql: String) async throws -> [String] {
    try await store.read { db in
      try RowText.all(db, sql)
    }
  }
}
