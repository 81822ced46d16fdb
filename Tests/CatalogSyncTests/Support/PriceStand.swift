import CatalogModel
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterEmulator

/// A price sync against an emulator in this process, at a fixed time.
final class PriceStand: Sendable {
  /// 10 November 2026.
  static let start = Date(timeIntervalSince1970: 1_794_268_800)

  let emulator: Emulator
  let store: CatalogStore
  let folder: URL

  init(
    markets: [Market] = ["US"], products: Int = 60, faults: String? = nil, version: Int = 2,
    _ change: (inout EmulatorConfiguration) -> Void = { _ in }
  ) throws {
    var shape = CatalogShape(markets: markets, products: products, skusPerProduct: 3)
    shape.version = version
    var configuration = EmulatorConfiguration(shape: shape)
    if let faults { configuration.faults = try FaultScript(parsing: faults) }
    change(&configuration)
    emulator = Emulator(configuration, clock: EmulatorClock(now: { Self.start }, sleep: { _ in }))
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("price-sync-\(UUID().uuidString)")
    store = try CatalogStore(
      path: folder.appendingPathComponent("catalog.sqlite").path,
      source: .init(locale: "en-US", tenant: "partner", cloud: "global"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func sync(
    _ options: PriceSyncOptions, at now: Date = PriceStand.start, asUser: Bool = true
  ) async -> PriceSyncReport {
    await PriceSynchronizer(
      store: store, base: "https://api.partner.microsoft.com", host: SheetHost(transport: emulator.transport()),
      tokens: emulator.priceTokens(asUser: asUser), promotions: client(), now: { now }, sleep: { _ in }
    ).sync(options)
  }

  /// A client of the main API.
  private func client() -> PartnerCenterClient {
    PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 60_000, concurrency: 1))
  }

  func rows(_ sql: String) throws -> [String] {
    try DatabaseQueue(path: folder.appendingPathComponent("catalog.sqlite").path).read { db in
      try Row.fetchAll(db, sql: sql).map { row in row.databaseValues.map { "\($0)" }.joined(separator: " ") }
    }
  }
}
