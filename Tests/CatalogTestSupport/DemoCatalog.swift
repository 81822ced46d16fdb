package import CatalogModel
package import CatalogStore
import CatalogSync
package import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// A small catalog of the emulator with its customers, at a fixed time.
package enum DemoCatalog {
  package static let markets: [Market] = ["US", "DE"]
  package static let readAt = Date(timeIntervalSince1970: 1_769_850_000)  // 2026-01-31T09:00:00Z

  /// The file, read once for all tests of a process; tests read it and never write.
  package static func path() async throws -> String { try await shared.value }

  private static let shared = Task {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("partner-catalog-demo-\(UUID().uuidString).sqlite").path
    _ = try await make(at: path)
    return path
  }

  /// Reads the catalog into a new file.
  ///
  /// - Returns: the store, open for writing.
  @discardableResult
  package static func make(at path: String) async throws -> CatalogStore {
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "sample", cloud: "global"))
    let emulator = Emulator(EmulatorConfiguration(shape: CatalogShape(markets: markets, products: 10)))
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 10_000_000, concurrency: 8))
    let synchronizer = CatalogSynchronizer(store: store, client: client, now: { readAt })
    _ = await synchronizer.sync(SyncOptions(markets: markets, views: [.software, .onlineServices]))
    _ = await synchronizer.syncCustomers()
    return store
  }
}
