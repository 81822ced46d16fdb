import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite("Too many removals at once")
struct RemovalGuardTests {
  static let shape = CatalogShape(seed: 3, markets: ["US"], products: 30, skusPerProduct: 5)

  /// Half the products of a list, more than twenty items of it.
  private func victims(_ harness: SyncHarness) throws -> Set<String> {
    let products = try harness.read { db in
      try String.fetchAll(
        db, sql: "SELECT DISTINCT product_id FROM catalog_items WHERE product_type = 'OnlineServicesNCE' ORDER BY 1")
    }
    return Set(products.prefix(products.count / 2))
  }

  @Test("are held back, reported, and believed when a run some hours later finds the same")
  func heldBack() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    _ = try await harness.sync(now: start)
    let before = try harness.items()
    let gone = try victims(harness)
    let doomed = before.filter { gone.contains($0.productID) }.count
    #expect(doomed > 20)
    let transport = UnlistingTransport(inner: harness.emulator.transport(), products: gone, isGone: true)

    let first = try await harness.sync(transport: transport, now: start.addingTimeInterval(3_600))
    #expect(first.state == .partial)
    #expect(first.items.removed <= max(20, before.count / 10))
    let online = try #require(first.partitions.first { $0.key == ProductListKey(market: "US", view: .onlineServices) })
    #expect(online.state == .partial)
    #expect(online.reason == "removalsHeldBack")

    // The runs in between find the same, and are not far enough from the first.
    for minutes in [61, 120, 400] {
      let early = try await harness.sync(
        transport: transport, now: start.addingTimeInterval(Double(minutes) * 60))
      #expect(early.state == .partial)
      #expect(early.items.removed == 0)
    }
    let last = try await harness.sync(transport: transport, now: start.addingTimeInterval(7 * 3_600))
    #expect(last.state == .complete)
    #expect(first.items.removed + last.items.removed == doomed)
    #expect(try harness.items() == before.filter { !gone.contains($0.productID) })
  }

  @Test("are believed at once up to the number that the operator allows")
  func accepted() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync()
    let before = try harness.items()
    let gone = try victims(harness)
    let transport = UnlistingTransport(inner: harness.emulator.transport(), products: gone, isGone: true)
    let report = try await harness.sync(
      SyncOptions(markets: harness.markets, acceptedRemovals: before.count), transport: transport)
    #expect(report.state == .complete)
    #expect(try harness.items() == before.filter { !gone.contains($0.productID) })
  }

  @Test("are forgotten when the items come back before they were believed")
  func cameBack() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync()
    let before = try harness.items()
    let gone = try victims(harness)
    let held = try await harness.sync(
      transport: UnlistingTransport(inner: harness.emulator.transport(), products: gone, isGone: true))
    #expect(held.state == .partial)
    let back = try await harness.sync()
    #expect(back.state == .complete)
    // Whatever was believed is back as well; and what was held back is not held against a later run.
    #expect(Set(try harness.items().map(\.catalogItemID)) == Set(before.map(\.catalogItemID)))
    #expect(try harness.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM held_removal") } == 0)
  }
}
