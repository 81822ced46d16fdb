import CatalogModel
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite("A sync that reads what is due")
struct IncrementTests {
  static let day = Date(timeIntervalSince1970: 1_780_272_000 + 10 * 86_400)

  /// Version 2 touches one product in twelve, in all markets.
  static var configuration: EmulatorConfiguration {
    var shape = CatalogShape(seed: 17, markets: ["US", "DE", "JP"], products: 60, skusPerProduct: 2, customers: 0)
    var churn = Churn()
    churn.touch = Churn.Touch(shares: [0.08, 0, 0, 0], worldwide: 1)
    churn.availabilitiesReissued = 0.6
    churn.productsRenamed = 0
    churn.productsAdded = 0.4
    shape.churn = churn
    return EmulatorConfiguration(shape: shape)
  }

  private func unit(_ item: ExpectedItem) -> String {
    "\(item.market) \(item.reservationScope ?? "") \(item.productID)"
  }

  private func unitsRead(by run: Int64, _ harness: SyncHarness) throws -> Set<String> {
    try harness.read { db in
      try String.fetchSet(
        db,
        sql: """
          SELECT m.code || ' ' || l.scope || ' ' || p.code FROM unit u JOIN place l ON l.id = u.place_id
          JOIN market m ON m.id = l.market_id JOIN product p ON p.id = u.product_id WHERE u.run_id = ?
          """, arguments: [run])
    }
  }

  @Test("asks an unchanged catalog for its lists and a small sample, and says what it saved")
  func unchanged() async throws {
    let harness = try SyncHarness(Self.configuration)
    let first = try await harness.sync(now: Self.day)
    let second = try await harness.sync(now: Self.day + 1)
    #expect(second.state == .complete)
    #expect(second.reading?.due == DueCount(audit: 6))
    #expect(second.reading?.audit == AuditCount(sampled: 6))
    #expect(second.traffic.requests + second.requestsSaved == first.traffic.requests)
    #expect(second.traffic.requests < first.traffic.requests / 5)
    #expect(try harness.items() == harness.truth())
    let row = try harness.read { db in
      try String.fetchOne(
        db, sql: "SELECT json_array(is_full, requests_saved, due_audit, audit_changed) FROM sync_runs WHERE run_id = 2")
    }
    #expect(row == "[0,\(second.requestsSaved),6,0]")
  }

  @Test("leaves each unit as it was or as it is, finds what lists tell, and follows what it finds to other markets")
  func moved() async throws {
    let harness = try SyncHarness(Self.configuration)
    _ = try await harness.sync(now: Self.day)
    let before = try harness.items()
    harness.emulator.setVersion(2)
    let truth = harness.truth()
    // Nine days on, some of it is due by age: where that shows a change, the product is read everywhere.
    let report = try await harness.sync(now: Self.day + 9 * 86_400)
    #expect(report.state == .complete)
    let read = try unitsRead(by: report.runId, harness)
    let found = Dictionary(grouping: try harness.items(), by: unit)
    let (old, new) = (Dictionary(grouping: before, by: unit), Dictionary(grouping: truth, by: unit))
    for key in Set(found.keys).union(new.keys) {
      let expected = read.contains(key) ? new[key] : old[key]
      #expect(Set(found[key] ?? []) == Set(expected ?? []), "\(key)")
    }
    // What no list showed before was read.
    #expect(Set(new.keys).subtracting(old.keys).isSubset(of: read))
    let removed = try harness.changes(since: report.runId).filter { $0["kind"] == "removed" && $0["sku_id"] == nil }
    #expect(removed.allSatisfy { row in !truth.contains { $0.productID == row["product_id"] as String } })
  }

  @Test(
    "ends whole and right when it is cut short at any request and run again", arguments: [1, 20, 49, 55, 70, 90, 120])
  func cutShort(budget: Int) async throws {
    let harness = try SyncHarness(Self.configuration)
    _ = try await harness.sync(now: Self.day)
    let before = try harness.items()
    harness.emulator.setVersion(2)
    let truth = harness.truth()
    let later = Self.day + 9 * 86_400
    let first = try await harness.sync(budget: Budget(requests: budget), now: later)
    #expect(first.state == .partial)
    #expect(first.partitions.contains { $0.reason == "budget" })
    let second = try await harness.sync(now: later + 60)
    #expect(second.state == .complete)
    let read = try unitsRead(by: first.runId, harness).union(unitsRead(by: second.runId, harness))
    let found = Dictionary(grouping: try harness.items(), by: unit)
    let (old, new) = (Dictionary(grouping: before, by: unit), Dictionary(grouping: truth, by: unit))
    for key in Set(found.keys).union(new.keys) {
      let expected = read.contains(key) ? new[key] : old[key]
      #expect(Set(found[key] ?? []) == Set(expected ?? []), "\(key)")
    }
    #expect(Set(new.keys).subtracting(old.keys).isSubset(of: read))
    #expect(try harness.integrity() == "ok")
  }

  @Test(
    "reads the rest of everything after a full run that was cut short, whether it says so or not",
    arguments: [true, false])
  func chainStaysFull(saysFull: Bool) async throws {
    let harness = try SyncHarness(Self.configuration)
    let whole = try await harness.sync(now: Self.day)
    harness.emulator.setVersion(2)
    let first = try await harness.sync(harness.full, budget: Budget(requests: 200), now: Self.day + 60)
    #expect(first.state == .partial)
    let second = try await harness.sync(saysFull ? harness.full : nil, now: Self.day + 120)
    #expect(second.state == .complete)
    #expect(second.reading == nil)
    #expect(try difference(harness.items(), harness.truth()) == [])
    // What was answered is not asked again, but for what was in flight.
    #expect(first.traffic.requests + second.traffic.requests < whole.traffic.requests * 11 / 10 + 40)
    let flags = try harness.read { db in try Int.fetchAll(db, sql: "SELECT is_full FROM sync_runs ORDER BY run_id") }
    #expect(flags == [0, 1, 1])
  }

  @Test("is not gone on with by a full run")
  func fullBeginsAnew() async throws {
    let harness = try SyncHarness(Self.configuration)
    _ = try await harness.sync(budget: Budget(requests: 200), now: Self.day)
    harness.emulator.setVersion(2)
    let full = try await harness.sync(harness.full, now: Self.day + 60)
    #expect(full.state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
    let begun = try harness.read { db in try Int.fetchAll(db, sql: "SELECT begun_by FROM run ORDER BY id") }
    #expect(begun == [1, 2])
  }

  @Test("goes on with a full run although single products were read meanwhile, and does not read these again")
  func refreshBetween() async throws {
    let harness = try SyncHarness(Self.configuration)
    _ = try await harness.sync(now: Self.day)
    _ = try await harness.sync(harness.full, budget: Budget(requests: 100), now: Self.day + 60)
    let key = ProductKey(
      marketScope: MarketScope(market: "US"),
      product: ProductID(harness.truth().last { $0.market == "US" }?.productID ?? ""))
    let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let refreshed = await CatalogSynchronizer(store: store, client: harness.client(), now: { Self.day + 90 })
      .refresh([key])
    #expect(refreshed.state == .complete)
    let report = await CatalogSynchronizer(store: store, client: harness.client(), now: { Self.day + 120 })
      .sync(SyncOptions(markets: harness.markets))
    #expect(report.state == .complete)
    let begun = try harness.read { db in try Int.fetchAll(db, sql: "SELECT begun_by FROM run ORDER BY id") }
    #expect(begun == [1, 2, 3, 2])
    #expect(try unitsRead(by: 3, harness) == ["US  \(key.product)"])
  }
}
