import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterEmulator
import Testing

@Suite("A whole crawl")
struct WholeCrawlTests {
  static let shape = CatalogShape(seed: 11, markets: ["US", "DE", "BR", "JP"], products: 40, skusPerProduct: 5)

  @Test("holds exactly what the service sells, in both scopes and all segments")
  func equalsTruth() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let report = try await harness.sync()
    #expect(report.state == .complete)
    let truth = harness.truth()
    #expect(try difference(harness.items(), truth) == [])
    #expect(report.items.added == truth.count)
    #expect(truth.contains { $0.segment == "nonprofit" })
    #expect(truth.contains { $0.reservationScope == "AzurePlan" })
    #expect(truth.contains { $0.requiresInventoryCheck })
    #expect(try harness.changes(since: 0).isEmpty)
    #expect(try harness.integrity() == "ok")
  }

  @Test("writes no change when it is run again over an unchanged catalog")
  func unchanged() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let first = try await harness.sync()
    let second = try await harness.sync(harness.full)
    #expect(second.state == .complete)
    #expect(second.items == ItemCounts(unchanged: first.items.added))
    #expect(try harness.changes(since: 0).isEmpty)
    #expect(second.traffic.requests == first.traffic.requests)
  }

  @Test(
    "holds the same whatever lists do with nonprofit offers",
    arguments: EmulatorConfiguration.NonprofitListing.allCases)
  func nonprofitListing(_ listing: EmulatorConfiguration.NonprofitListing) async throws {
    var configuration = EmulatorConfiguration(shape: Self.shape)
    configuration.nonprofitListing = listing
    let harness = try SyncHarness(configuration)
    #expect(try await harness.sync().state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
  }

  @Test("asks for nonprofit only where a list shows a nonprofit offer")
  func nonprofitRequests() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync()
    let asked = harness.emulator.served.filter { $0.path.contains("/skus") }
    let nonprofit = asked.filter { $0.path.contains("targetSegment=nonprofit") }
    let offers = Set(
      harness.truth().filter { $0.segment == "nonprofit" }.map { "\($0.market) \($0.productID) \($0.skuID)" })
    let lists = nonprofit.filter { $0.path.contains("/availabilities") }
    #expect(lists.count == offers.count)
    #expect(nonprofit.count < asked.count / 3)
  }

  @Test(
    "yields exactly the differences of the next version of the catalog, reissued ids told from removed ones",
    arguments: [2, 3, 5, 8])
  func nextVersion(version: Int) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let first = try await harness.sync()
    let before = try harness.items()
    harness.emulator.setVersion(version)
    let second = try await harness.sync()
    #expect(second.state == .complete)
    let after = harness.truth()
    #expect(try difference(harness.items(), after) == [])
    #expect(try harness.integrity() == "ok")

    let rows = try harness.changes(since: first.runId + 1).filter { $0["entity"] == "availability" }
    func ids(_ kinds: Set<String>) -> Set<String> {
      Set(
        rows.filter { kinds.contains($0["kind"]) }.map { row in
          "\(row["market"] as String) \(row["reservation_scope"] as String? ?? "") \(row["product_id"] as String):\(row["sku_id"] as String):\(row["availability_id"] as String)"
        })
    }
    func key(_ item: ExpectedItem) -> String {
      "\(item.market) \(item.reservationScope ?? "") \(item.productID):\(item.skuID):\(item.availabilityID)"
    }
    let (old, new) = (Set(before.map(key)), Set(after.map(key)))
    let reissued = ids(["reissued"])
    #expect(!reissued.isEmpty)
    #expect(ids(["added", "returned"]).union(reissued) == new.subtracting(old))
    #expect(ids(["removed"]).isSubset(of: old.subtracting(new)))
    #expect(old.subtracting(new).count == ids(["removed"]).count + reissued.count)
    #expect(second.items.removed == ids(["removed"]).count)
    #expect(second.items.added == ids(["added", "returned"]).count)

    let third = try await harness.sync(harness.full)
    #expect(third.items == ItemCounts(unchanged: after.count))
    #expect(try harness.changes(since: third.runId).isEmpty)
  }

  @Test("logs every removal, also of a nonprofit offer whose product leaves the nonprofit list")
  func logsNonprofitRemovals() async throws {
    let shape = CatalogShape(seed: 1, markets: ["US"], products: 300, skusPerProduct: 2)
    let harness = try SyncHarness(EmulatorConfiguration(shape: shape))
    let options = SyncOptions(markets: ["US"], views: [.onlineServices], acceptedRemovals: 10_000)
    let first = try await harness.sync(options)
    let before = try harness.items()
    harness.emulator.setVersion(4)
    let second = try await harness.sync(options)
    let removed = try harness.changes(since: first.runId + 1)
      .filter { $0["kind"] == "removed" && $0["entity"] == "availability" }
    #expect(removed.count == second.items.removed)
    let lost = Set(before.filter { $0.segment == "nonprofit" }.map(\.catalogItemID))
      .subtracting(try harness.items().map(\.catalogItemID))
    #expect(!lost.isEmpty)
    #expect(removed.contains { $0["segment"] == "nonprofit" })
  }

  @Test("brings back what was withdrawn as returned, with the date it was first seen")
  func returns() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let day = Date(timeIntervalSince1970: 1_790_000_000)
    _ = try await harness.sync(now: day)
    let before = try harness.items()
    harness.emulator.setVersion(4)
    let gone = try await harness.sync(now: day + 86_400)
    #expect(gone.items.removed > 0)
    harness.emulator.setVersion(1)
    let back = try await harness.sync(now: day + 2 * 86_400)
    #expect(try harness.items() == before)
    let returned = try harness.changes(since: back.runId).filter {
      $0["kind"] == "returned" && $0["entity"] == "availability"
    }
    #expect(returned.count == gone.items.removed)
    let dates = try harness.read { db in
      try String.fetchSet(db, sql: "SELECT DISTINCT first_seen_at FROM catalog_items")
    }
    #expect(dates == ["2026-09-21T14:13:20Z"])
  }
}
