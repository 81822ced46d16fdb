import CatalogModel
import CatalogSchema
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite("Each request and each write may fail")
struct FaultPositionTests {
  static let shape = CatalogShape(seed: 7, markets: ["US"], products: 10, skusPerProduct: 1, customers: 0)

  static let faults = [
    "throttle", "error:status=503", "error:status=400", "error:status=401", "error:status=403,shape=html", "drop",
    "truncate", "truncate:hidden=true", "malformed", "duplicates", "unknown", "bom", "expired", "short:share=1",
    "short:share=0.4",
  ]

  /// Each third position of a write, and each fifth of a request, another fifth for each fault, so that every request fails
  /// in more than one way; all of them where the environment asks for it.
  static let isThorough = ProcessInfo.processInfo.environment["PARTNER_CATALOG_EVERY_POSITION"] != nil

  private func isTried(_ position: Int, shifted shift: Int = 0, of every: Int) -> Bool {
    Self.isThorough || (position + shift) % every == 0
  }

  /// A client that never repeats a call: each fault hurts.
  private func sync(
    _ harness: SyncHarness, at path: String, attempts: Int = 1, isFull: Bool = false
  ) async throws -> SyncReport {
    let store = try CatalogStore(path: path, source: SyncHarness.source)
    return await sync(harness, into: store, attempts: attempts, isFull: isFull)
  }

  private func sync(
    _ harness: SyncHarness, into store: CatalogStore, attempts: Int = 1, isFull: Bool = false
  ) async -> SyncReport {
    let clock = VirtualClock()
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: harness.emulator.transport(),
      tokens: harness.emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 60_000, concurrency: 1, clock: clock.requestClock),
      retry: RetryPolicy(attempts: attempts, firstPause: .zero))
    return await CatalogSynchronizer(store: store, client: client, concurrency: 1)
      .sync(SyncOptions(markets: harness.markets, isFull: isFull))
  }

  @Test("A catalog that has moved is read right, whichever request fails and however", arguments: faults)
  func requests(fault: String) async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    #expect(try await sync(harness, at: harness.path, attempts: 5).state == .complete)
    let (old, source) = (harness.truth(), harness.path)
    harness.emulator.setVersion(5)
    let new = harness.truth()
    #expect(new != old)
    let kept = Set(old.map(\.catalogItemID)).intersection(new.map(\.catalogItemID))
    let undisturbed = harness.folder.appendingPathComponent("undisturbed.sqlite").path
    try FileManager.default.copyItem(atPath: source, toPath: undisturbed)
    let requests = try await sync(harness, at: undisturbed).traffic.requests
    #expect(requests >= 40)
    let shift = Self.faults.firstIndex(of: fault) ?? 0
    for position in 1...requests where isTried(position, shifted: shift, of: 5) {
      let copy = harness.folder.appendingPathComponent("\(position).sqlite").path
      try FileManager.default.copyItem(atPath: source, toPath: copy)
      let separator = fault.contains(":") ? "," : ":"
      harness.emulator.setFaults(try FaultScript(parsing: "\(fault)\(separator)at=\(position)"))
      _ = try await sync(harness, at: copy)
      let between = try harness.items(at: copy)
      #expect(kept.isSubset(of: between.map(\.catalogItemID)), "\(fault) at \(position) lost something")
      harness.emulator.setFaults([])
      var healed = try await sync(harness, at: copy, attempts: 5)
      // A reading of a short list is complete by that list, where it left out what was never seen: only one that reads
      // everything tells.
      if fault.hasPrefix("short") { healed = try await sync(harness, at: copy, attempts: 5, isFull: true) }
      #expect(healed.state == .complete, "\(fault) at \(position)")
      #expect(difference(try harness.items(at: copy), new) == [], "\(fault) at \(position)")
    }
  }

  @Test("A write that fails ends the run as failed, leaves the store whole, and the next run ends right")
  func writes() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let truth = harness.truth()
    var position = 0
    while true {
      repeat { position += 1 } while !isTried(position, of: 3)
      let path = harness.folder.appendingPathComponent("write-\(position).sqlite").path
      let fault = CommitFault(at: position)
      let report = try await {
        let store = try CatalogStore(path: path, source: SyncHarness.source)
        store.pool.add(transactionObserver: fault, extent: .databaseLifetime)
        return await sync(harness, into: store)
      }()
      guard fault.hasHappened else {
        #expect(report.state == .complete)
        break
      }
      #expect(report.state == .failed, "commit \(position)")
      guard case .store(.writeFailed) = report.stop else {
        Issue.record("commit \(position): \(String(describing: report.stop))")
        return
      }
      #expect(try harness.integrity(at: path) == "ok")
      #expect(try await sync(harness, at: path).state == .complete, "commit \(position)")
      #expect(difference(try harness.items(at: path), truth) == [], "commit \(position)")
    }
    #expect(position > 30)
  }

  @Test("A disk that is full stays full: the run fails, and goes on where there is room again")
  func fullDisk() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let truth = harness.truth()
    let pages = try await CatalogStore(path: harness.path, source: SyncHarness.source).pool.read { db in
      try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    }
    var room = 0
    var failures = 0
    while true {
      let path = harness.folder.appendingPathComponent("full-\(room).sqlite").path
      let report = try await {
        let store = try CatalogStore(path: path, source: SyncHarness.source)
        let limit = pages + room
        try await store.pool.write { try $0.execute(sql: "PRAGMA max_page_count = \(limit)") }
        return await sync(harness, into: store)
      }()
      if report.state == .complete { break }
      failures += 1
      #expect(report.state == .failed)
      guard case .store(.writeFailed(_, "the disk is full")) = report.stop else {
        Issue.record("\(room) pages: \(String(describing: report.stop))")
        return
      }
      #expect(try harness.integrity(at: path) == "ok")
      #expect(try await sync(harness, at: path).state == .complete)
      #expect(difference(try harness.items(at: path), truth) == [])
      room += 1
    }
    #expect(failures > 3)
  }
}

/// Fails the commit of a number, once, as a broken disk would.
private final class CommitFault: TransactionObserver {
  private let position: Int
  private var count = 0
  private(set) var hasHappened = false

  init(at position: Int) { self.position = position }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) {}

  func databaseWillCommit() throws {
    count += 1
    guard count == position else { return }
    hasHappened = true
    throw DatabaseError(resultCode: .SQLITE_IOERR, message: "disk I/O error")
  }

  func databaseDidCommit(_ db: Database) {}
  func databaseDidRollback(_ db: Database) {}
}
