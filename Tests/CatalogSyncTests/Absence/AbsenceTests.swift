import CatalogModel
import CatalogQuery
import CatalogSchema
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite("What is absent without the service's own word")
struct AbsenceTests {
  static let shape = CatalogShape(seed: 5, markets: ["US"], products: 20, skusPerProduct: 4)
  static let start = Date(timeIntervalSince1970: 1_790_000_000)

  /// 404s that prove nothing: of gateways, of other things, of nobody.
  static let unproven = [
    "", "<html><body>404 Not Found</body></html>", #"{"statusCode":404,"message":"Resource not found"}"#,
    #"{"code":404,"description":"no such resource"}"#, #"{"error":{"code":"400013","message":"not found"}}"#,
    #"{"code":20003,"description":"The subscription was not found."}"#, "[]", "null",
  ]

  /// Runs of some days, full and due in turn, in which some requests are answered otherwise.
  private func runs(
    _ harness: SyncHarness, count: Int = 4, override: @escaping @Sendable (String) -> TransportResponse?
  ) async throws -> [SyncReport] {
    let transport = OverridingTransport(inner: harness.emulator.transport(), override: override)
    var reports: [SyncReport] = []
    for number in 1...count {
      let options = SyncOptions(markets: harness.markets, isFull: number % 2 == 1)
      reports.append(
        try await harness.sync(
          options, transport: transport, now: Self.start.addingTimeInterval(Double(number) * 86_400)))
    }
    return reports
  }

  private func product(_ harness: SyncHarness) throws -> String {
    try #require(
      try harness.read { db in
        try String.fetchOne(
          db, sql: "SELECT product_id FROM catalog_items GROUP BY 1 HAVING count(DISTINCT sku_id) > 1 ORDER BY 1")
      })
  }

  @Test(
    "A 404 in foreign words removes nothing, below all products or one, in any number of runs",
    arguments: unproven, [true, false])
  func foreignWords(body: String, all: Bool) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    #expect(try await harness.sync(now: Self.start).state == .complete)
    let before = try harness.items()
    let victim = try product(harness)
    let reports = try await runs(harness) { url in
      url.contains("/products/\(all ? "" : victim)") ? OverridingTransport.response(404, body) : nil
    }
    #expect(try difference(harness.items(), before) == [])
    #expect(reports.allSatisfy { $0.items.removed == 0 && $0.stop == nil })
    for report in reports where report.partitions.contains(where: { $0.state == .partial }) {
      #expect(report.state == .partial)
      #expect(report.firstFailure?.reason.contains("404") == true, "\(String(describing: report.firstFailure))")
    }
    #expect(reports.first?.state == .partial)
    #expect(try await harness.sync(harness.full, now: Self.start.addingTimeInterval(9 * 86_400)).state == .complete)
    #expect(try difference(harness.items(), before) == [])
    #expect(try harness.changes(since: 0).isEmpty)
  }

  @Test("A 404 that names another thing than the list's product is borne out by that thing's own route, or by nothing")
  func contradiction() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync(now: Self.start)
    let before = try harness.items()
    let victim = try product(harness)
    let gone = OverridingTransport.response(404, #"{"code":400013,"description":"The product was not found."}"#)
    // Its lists say that the product is not there; asked for by its id, it answers.
    let reports = try await runs(harness) { url in url.contains("/products/\(victim)/skus") ? gone : nil }
    #expect(reports.first?.state == .partial)
    #expect(try difference(harness.items(), before) == [])
    // Its own route says so as well: then it is gone, at once.
    let last = try await runs(harness, count: 1) { url in url.contains("/products/\(victim)") ? gone : nil }
    #expect(last[0].items.removed > 0)
    #expect(try harness.items() == before.filter { $0.productID != victim })
  }

  @Test(
    "A SKU that a list leaves out is asked for by id: what is refused or foreign is unknown, and stays",
    arguments: [
      (404, ""), (404, #"{"code":400013,"description":"x"}"#), (403, ""), (400, #"{"code":3000}"#), (200, "?"),
    ])
  func missingSKU(status: Int, body: String) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync(now: Self.start)
    let before = try harness.items()
    let victim = try product(harness)
    let reports = try await runs(harness) { url in
      guard let range = url.range(of: "/products/\(victim)/skus") else { return nil }
      // The list of SKUs comes empty; every route below a SKU is out of order.
      return url[range.upperBound...].hasPrefix("/")
        ? OverridingTransport.response(status, body) : OverridingTransport.empty
    }
    #expect(reports.first?.state == .partial)
    #expect(try difference(harness.items(), before) == [])
    #expect(try await harness.sync(harness.full, now: Self.start.addingTimeInterval(9 * 86_400)).state == .complete)
    #expect(try difference(harness.items(), before) == [])
  }

  @Test(
    "A list that comes empty is not complete while what it held answers, in any number of runs, and in turn with full ones"
  )
  func emptied() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync(now: Self.start)
    let before = try harness.items()
    let held = try harness.read { db in
      try Set(String.fetchAll(db, sql: "SELECT view || ' ' || segment FROM partitions WHERE items > 0"))
    }
    for view in [TargetView.onlineServices, .software, .azure, .softwarePerpetual] {
      for number in 0..<12 {
        let isEmpty = number % 4 != 3
        let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
          isEmpty && url.contains("/products?") && url.contains("targetView=\(view)") ? OverridingTransport.empty : nil
        }
        let report = try await harness.sync(
          number % 2 == 0 ? harness.full : nil, transport: transport,
          now: Self.start.addingTimeInterval(Double(number) * 100_000))
        #expect(report.items.removed == 0)
        #expect(try difference(harness.items(), before) == [])
        let parts = report.partitions.filter { $0.key.view == view && $0.key.scope == nil }
        for part in parts where held.contains("\(view) \(part.key.segment?.rawValue ?? "")") {
          #expect((part.state == .complete) == !isEmpty, "\(part) in run \(number)")
          if isEmpty { #expect(part.reason == "emptyList") }
        }
        #expect((report.state == .complete) == !isEmpty, "\(view) run \(number)")
      }
    }
    let stored = try harness.read { db in try Row.fetchAll(db, sql: "SELECT * FROM changes") }
    #expect(stored.isEmpty)
  }

  @Test("An empty list whose products are all gone in the service's own words is complete once that is believed")
  func trulyEmpty() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync(now: Self.start)
    let before = try harness.items()
    let online = try harness.read { db in
      try Set(
        String.fetchAll(
          db, sql: "SELECT DISTINCT product_id FROM catalog_items WHERE product_type LIKE 'OnlineServices%'"))
    }
    #expect(!online.isEmpty)
    var states: [ReadState?] = []
    for hour in [1, 2, 6, 9, 10] {
      let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
        if url.contains("/products?"), url.contains("targetView=OnlineServices") { return OverridingTransport.empty }
        return online.contains { url.contains("/products/\($0)") }
          ? OverridingTransport.response(404, #"{"code":400013,"description":"The product was not found."}"#) : nil
      }
      let report = try await harness.sync(
        transport: transport, now: Self.start.addingTimeInterval(Double(hour) * 3_600))
      states.append(
        report.partitions.first { $0.key == ProductListKey(market: "US", view: .onlineServices) }?.state)
    }
    #expect(states.last == .complete)
    #expect(try harness.items() == before.filter { !online.contains($0.productID) })
  }

  @Test(
    "A list of a segment that comes empty is one when no item of that segment is there, whatever else of its products is"
  )
  func emptiedSegment() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync(now: Self.start)
    let before = try harness.items()
    let nonprofit = before.filter { $0.segment == "nonprofit" && $0.productType?.hasPrefix("OnlineServices") == true }
    #expect(!nonprofit.isEmpty)
    func run(_ hour: Int, isGone: Bool) async throws -> PartitionStatus? {
      let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
        if url.contains("targetView=OnlineServices"), url.contains("targetSegment=nonprofit") {
          return OverridingTransport.empty
        }
        guard isGone else { return nil }
        if nonprofit.contains(where: { url.contains("/availabilities/\($0.availabilityID)") }) {
          return OverridingTransport.response(404, #"{"code":400019,"description":"The availability was not found."}"#)
        }
        return nonprofit.contains { url.contains("/products/\($0.productID)/") }
          && url.contains("targetSegment=nonprofit") ? OverridingTransport.empty : nil
      }
      return try await harness.sync(transport: transport, now: Self.start.addingTimeInterval(Double(hour) * 3_600))
        .partitions.first { $0.key == ProductListKey(market: "US", view: .onlineServices, segment: .nonprofit) }
    }
    for hour in [1, 30] {
      let status = try await run(hour, isGone: false)
      #expect(status?.state == .partial && status?.reason == "emptyList")
      #expect(try difference(harness.items(), before) == [])
    }
    var last: PartitionStatus?
    for hour in [40, 47, 54] { last = try await run(hour, isGone: true) }
    #expect(last?.state == .complete)
    #expect(
      try Set(harness.items().map(\.catalogItemID))
        == Set(before.map(\.catalogItemID)).subtracting(nonprofit.map(\.catalogItemID)))
  }

  @Test("What other lists no longer show is judged beside a list that is truly empty")
  func emptyBesideUnlisted() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync(now: Self.start)
    let listed = try harness.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT r.view, p.code FROM partition r JOIN listing g ON g.partition_id = r.id
            JOIN product_text t ON t.id >> 6 = g.chunk AND g.texts >> (t.id & 63) & 1 JOIN product p ON p.id = t.product_id
          WHERE r.segment = '' AND r.scope = '' AND r.view LIKE 'Software%'
          """
      ).map { (view: $0["view"] as String, product: $0["code"] as String) }
    }
    let subscriptions = Set(listed.filter { $0.view == "SoftwareSubscriptions" }.map(\.product))
    let other = try #require(listed.first { $0.view == "SoftwarePerpetual" }?.product)
    #expect(!subscriptions.isEmpty)
    let gone = subscriptions.union([other])
    let transport = UnlistingTransport(inner: harness.emulator.transport(), products: gone, isGone: true)
    var last: SyncReport?
    for hour in [1, 8, 15] {
      last = try await harness.sync(transport: transport, now: Self.start.addingTimeInterval(Double(hour) * 3_600))
      // A market that is called whole holds nothing that is gone.
      if last?.state == .complete { #expect(try !harness.items().contains { gone.contains($0.productID) }) }
    }
    #expect(last?.state == .complete)
  }

  @Test("A list that never held anything may be empty")
  func neverHeld() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
      url.contains("targetView=Software") ? OverridingTransport.empty : nil
    }
    for hour in 0..<3 {
      let report = try await harness.sync(
        transport: transport, now: Self.start.addingTimeInterval(Double(hour) * 3_600))
      #expect(report.state == .complete)
    }
  }
}
