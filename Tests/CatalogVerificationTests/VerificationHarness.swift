import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync
import CatalogTestSupport
import CatalogVerification
import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// A store in a folder of its own, filled from an emulator that can move on.
final class VerificationHarness: Sendable {
  static let start = Date(timeIntervalSince1970: 1_772_323_200)  // 2026-03-01T00:00:00Z

  let folder: URL
  let emulator: Emulator
  let store: CatalogStore
  let market: Market

  var path: String { folder.appendingPathComponent("catalog.sqlite").path }

  init(products: Int = 24, market: Market = "US", version: Int = 1, seed: UInt64 = 5) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("verify-\(UUID().uuidString)")
    let shape = CatalogShape(seed: seed, markets: [market], products: products, skusPerProduct: 3, version: version)
    emulator = Emulator(EmulatorConfiguration(shape: shape))
    self.market = market
    store = try CatalogStore(
      path: folder.appendingPathComponent("catalog.sqlite").path,
      source: .init(locale: "en-US", tenant: "test", cloud: "global"))
    let synchronizer = CatalogSynchronizer(store: store, client: client(), now: { Self.start })
    _ = await synchronizer.sync(SyncOptions(markets: [market]))
    _ = await synchronizer.syncCustomers()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func client(asUser: Bool = false, transport: (any Transport)? = nil) -> PartnerCenterClient {
    PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: transport ?? emulator.transport(),
      tokens: emulator.accessTokens(asUser: asUser),
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 8),
      retry: RetryPolicy(attempts: 2, firstPause: .zero))
  }

  /// The emulator's, but for calls whose URL holds a text: they are answered like this.
  func transport(answering text: String, _ status: Int, _ body: String) -> any Transport {
    let emulated = emulator.transport()
    return ScriptedService { request, _ in
      guard request.url.contains(text) else { return try await emulated.send(request) }
      return .json(status, body, headers: [.init("MS-RequestId", "r-1")])
    }
  }

  /// The catalog, so many seconds after it was read.
  func catalog(after seconds: Int = 3600) throws -> Catalog {
    try Catalog(path: path, now: { Self.start.addingTimeInterval(TimeInterval(seconds)) })
  }

  func verifier(after seconds: Int = 3600, transport: (any Transport)? = nil) -> CatalogVerifier {
    CatalogVerifier(
      store: store, client: client(transport: transport),
      now: { Self.start.addingTimeInterval(TimeInterval(seconds)) })
  }

  /// What the emulator was asked since.
  func requests(since count: Int) -> [String] { emulator.served.dropFirst(count).map(\.path) }
}
