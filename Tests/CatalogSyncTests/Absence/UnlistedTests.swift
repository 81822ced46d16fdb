import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@Suite("A product that answers and that no list shows")
struct UnlistedTests {
  @Test("makes its lists short for a week, then counts as merely unlisted; it is never taken out")
  func patience() async throws {
    let harness = try SyncHarness(
      EmulatorConfiguration(shape: CatalogShape(seed: 5, markets: ["US"], products: 16, skusPerProduct: 2)))
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    _ = try await harness.sync(now: start)
    let items = try harness.items()
    let product = ProductID(try #require(items.first { $0.reservationScope == nil }).productID)
    let transport = UnlistingTransport(inner: harness.emulator.transport(), products: [product.rawValue])
    func sync(day: Double) async throws -> SyncReport {
      try await harness.sync(
        SyncOptions(markets: harness.markets, isFull: true), transport: transport,
        now: start.addingTimeInterval(day * 86_400))
    }
    for day in [1.0, 3, 6, 7.5] {
      let report = try await sync(day: day)
      #expect(report.state == .partial, "day \(day)")
      #expect(report.partitions.contains { $0.reason == "shortList" })
      #expect(try difference(harness.items(), items) == [])
    }
    #expect(try await sync(day: 8.5).state == .complete)
    #expect(try difference(harness.items(), items) == [])
    // Listed again and lost again, it is waited for anew.
    #expect(try await harness.sync(now: start.addingTimeInterval(10 * 86_400)).state == .complete)
    #expect(try await sync(day: 11).state == .partial)
  }
}
