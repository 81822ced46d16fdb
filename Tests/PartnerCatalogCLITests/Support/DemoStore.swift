import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// A small catalog of the emulator, read once for all tests, at a fixed time.
enum DemoStore {
  static let markets: [Market] = ["US", "DE"]
  static let readAt = Date(timeIntervalSince1970: 1_769_850_000)  // 2026-01-31T09:00:00Z

  /// The file; tests read it and never write.
  static func path() async throws -> String { try await shared.value }

  private static let shared = Task { try await make() }

  private static func make() async throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-demo-\(UUID().uuidString).sqlite").path
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "sample", cloud: "global"))
    let emulator = Emulator(EmulatorConfiguration(shape: CatalogShape(markets: markets, products: 10)))
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 10_000_000, concurrency: 8))
    let synchronizer = CatalogSynchronizer(store: store, client: client, now: { readAt })
    _ = await synchronizer.sync(SyncOptions(markets: markets, views: [.software, .onlineServices]))
    _ = await synchronizer.syncCustomers()
    return path
  }
}
