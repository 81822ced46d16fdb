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

@Suite("A sync that meets trouble")
struct TrustTests {
  static let shape = CatalogShape(seed: 5, markets: ["US", "KE"], products: 24, skusPerProduct: 4)

  @Test(
    "ends whole and right in spite of faults that pass",
    arguments: [
      "drop:rate=0.03", "truncate:rate=0.03", "truncate:rate=0.03,hidden=true", "malformed:rate=0.03",
      "error:rate=0.03,status=503,shape=html", "error:rate=0.03,status=500,shape=empty",
      "throttle:every=8,retryAfter=0",
      "expired:every=150", "duplicates:every=2", "unknown", "bom:every=3",
    ])
  func passingFaults(spec: String) async throws {
    var configuration = EmulatorConfiguration(shape: Self.shape)
    configuration.faults = try FaultScript(parsing: spec)
    let harness = try SyncHarness(configuration)
    let report = try await harness.sync()
    #expect(report.state == .complete, "\(String(describing: report.stop))")
    #expect(try difference(harness.items(), harness.truth()) == [])
    #expect(try harness.integrity() == "ok")
  }

  @Test("keeps what it read, says what is missing, and goes on with it in the next run")
  func lastingFault() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    harness.emulator.setFaults(try FaultScript(parsing: "error:path=targetView=Software,status=503"))
    let first = try await harness.sync()
    #expect(first.state == .partial)
    let software = try #require(
      first.partitions.first { $0.key == ProductListKey(market: "US", view: .software) })
    #expect(software.state == .unread)
    #expect(software.reason == "unavailable")
    let online = try #require(
      first.partitions.first { $0.key == ProductListKey(market: "US", view: .onlineServices) })
    #expect(online.state == .complete)
    let served = harness.emulator.served.count

    harness.emulator.setFaults([])
    let second = try await harness.sync()
    #expect(second.state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
    let asked = harness.emulator.served.dropFirst(served)
    #expect(!asked.contains { $0.path.contains("targetView=OnlineServices") })
    #expect(try harness.changes(since: 0).isEmpty)
  }

  @Test("stops at its budget, and further runs end where one undisturbed run ends", arguments: [1, 7, 40])
  func budget(requests: Int) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    var runs = 0
    var report = try await harness.sync(budget: Budget(requests: requests))
    while report.state != .complete, runs < 3_000 {
      #expect(report.state == .partial)
      #expect(report.traffic.requests <= requests + runs * 10)
      #expect(report.partitions.contains { $0.reason == "budget" })
      // A small budget could be smaller than a product: each run gets a little more.
      runs += 1
      report = try await harness.sync(budget: Budget(requests: requests + runs * 10))
    }
    #expect(report.state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
    #expect(try harness.changes(since: 0).isEmpty)
  }

  @Test("keeps every item that short lists leave out, and does not call such a reading complete")
  func shortLists() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    _ = try await harness.sync()
    let before = try harness.items()
    for spec in ["short:path=/products?,share=0.5", "short:path=/skus?,share=0.5", "short:share=0.3,every=3"] {
      harness.emulator.setFaults(try FaultScript(parsing: spec))
      let report = try await harness.sync(harness.full)
      #expect(report.state == .partial, "\(spec)")
      #expect(report.items.removed == 0, "\(spec)")
      #expect(report.partitions.contains { $0.reason == "shortList" }, "\(spec)")
      #expect(try difference(harness.items(), before) == [], "\(spec)")
      harness.emulator.setFaults([])
      let healed = try await harness.sync()
      #expect(healed.state == .complete, "\(spec)")
      #expect(try difference(harness.items(), before) == [], "\(spec)")
    }
    #expect(try harness.changes(since: 0).isEmpty)
  }

  @Test("knows in an outage what is not shown to this partner, and how old everything else is")
  func outageAfterForbidden() async throws {
    var configuration = EmulatorConfiguration(shape: Self.shape)
    configuration.forbiddenViews = [.specializedOffers]
    let harness = try SyncHarness(configuration)
    let read = Date(timeIntervalSince1970: 1_790_000_000)
    #expect(try await harness.sync(now: read).state == .complete)

    harness.emulator.setFaults(try FaultScript(parsing: "drop"))
    let outage = try await harness.sync(now: read.addingTimeInterval(3_600))
    #expect(outage.state == .partial)
    #expect(outage.partitions.allSatisfy { $0.state == .partial })
    #expect(outage.firstFailure?.reason.contains("closed") == true, "\(String(describing: outage.firstFailure))")
    let markets = try Catalog(path: harness.path).markets()
    #expect(markets.count == 2)
    #expect(markets.allSatisfy { $0.completedAt == read && $0.lists.forbidden > 0 && $0.lists.unread == 0 })
  }

  @Test("takes a forbidden view for an answer, not for a failure")
  func forbiddenViews() async throws {
    var configuration = EmulatorConfiguration(shape: Self.shape)
    configuration.forbiddenViews = [.specializedOffers, .marketplaceSaaS]
    configuration.forbiddenSegments = [.nonprofit]
    let harness = try SyncHarness(configuration)
    let report = try await harness.sync()
    #expect(report.state == .complete)
    #expect(try difference(harness.items(), harness.truth()) == [])
    let forbidden = report.partitions.filter { $0.state == .forbidden }.map(\.key)
    #expect(forbidden.contains(ProductListKey(market: "US", view: .marketplaceSaaS)))
    #expect(forbidden.contains(ProductListKey(market: "US", view: .onlineServices, segment: .nonprofit)))
  }

  @Test("writes down where software subscriptions are not sold, documented and observed")
  func unavailableMarkets() async throws {
    let harness = try SyncHarness(
      EmulatorConfiguration(shape: CatalogShape(seed: 5, markets: ["US", "BR"], products: 60, skusPerProduct: 2)))
    func observed() throws -> [[String]] {
      try harness.read { db in
        try Row.fetchAll(db, sql: "SELECT market, evidence FROM unavailable_markets WHERE source = 'observed'")
          .map { [$0["market"], $0["evidence"]] }
      }
    }
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    // The first run names what kind the products are, the second sees that none is of this kind.
    for hour in [0, 1, 6] {
      _ = try await harness.sync(now: start.addingTimeInterval(Double(hour) * 3_600))
      #expect(try observed().isEmpty, "one run proves nothing, nor do several within some hours")
    }
    _ = try await harness.sync(now: start.addingTimeInterval(8 * 3_600))
    #expect(
      try observed() == [
        [
          "BR",
          "the list SoftwareSubscriptions shows none, the list Software shows none, since 2026-09-21T15:13:20Z",
        ]
      ])
    let documented = try harness.read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM unavailable_markets WHERE source = 'documented'")
    }
    #expect(documented == 220)
  }

  @Test("does not take an empty or refused list of software subscriptions for a closed market while one is there")
  func disproved() async throws {
    let harness = try SyncHarness(
      EmulatorConfiguration(shape: CatalogShape(seed: 5, markets: ["US"], products: 60, skusPerProduct: 2)))
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    let closed = OverridingTransport.response(403, #"{"code":"400036","description":"not allowed"}"#)
    // With the wide list and without it, on a store that holds some and on one that never did.
    for (number, (isWideClosed, response)) in [(false, OverridingTransport.empty), (false, closed), (true, closed)]
      .enumerated()
    {
      if number == 2 { _ = try await harness.sync(now: start) }
      for day in 1...3 {
        let transport = OverridingTransport(inner: harness.emulator.transport()) { url in
          url.contains("targetView=SoftwareSubscriptions") || isWideClosed && url.contains("targetView=Software&")
            ? response : nil
        }
        _ = try await harness.sync(
          transport: transport, now: start.addingTimeInterval(Double(number * 4 + day) * 86_400))
        let rows = try harness.read { db in
          try Int.fetchOne(db, sql: "SELECT count(*) FROM unavailable_markets WHERE source = 'observed'")
        }
        #expect(rows == 0, "\(number), day \(day)")
      }
    }
  }

  @Test("refuses a store that another process writes, and one of another locale")
  func refusals() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let first = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let holder = "process \(ProcessInfo.processInfo.processIdentifier), since "
    // Asked twice: a refusal must leave the holder's lock as it is.
    for _ in 0..<2 {
      #expect {
        try CatalogStore(path: harness.path, source: SyncHarness.source)
      } throws: { error in
        if case .busy(harness.path, let named)? = error as? StoreError { named.hasPrefix(holder) } else { false }
      }
    }
    withExtendedLifetime(first) {}
  }

  @Test("ends a cancelled run as partial, with everything written down")
  func cancellation() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let synchronizer = CatalogSynchronizer(store: store, client: harness.client())
    let (progress, signal) = AsyncStream.makeStream(of: Void.self)
    let run = Task {
      await synchronizer.sync(SyncOptions(markets: harness.markets)) { now in
        if now.unitsDone >= 3 { signal.yield() }
      }
    }
    for await _ in progress { break }
    run.cancel()
    let report = await run.value
    #expect(report.state == .partial)
    #expect(report.partitions.contains { $0.reason == "cancelled" })
    let state = try harness.read { db in try String.fetchOne(db, sql: "SELECT state FROM sync_runs") }
    #expect(state == "partial")
  }
}
