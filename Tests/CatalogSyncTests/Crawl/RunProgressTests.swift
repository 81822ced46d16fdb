import CatalogModel
import CatalogStore
import CatalogSync
import CatalogTestSupport
import GRDB
import PartnerCenter
import Synchronization
import Testing

@testable import PartnerCenterEmulator

@Suite("A run while it goes on")
struct RunProgressTests {
  @Test("has its requests in the file, some hundred behind, and all of them at its end")
  func requests() async throws {
    let harness = try SyncHarness(
      EmulatorConfiguration(shape: CatalogShape(seed: 5, markets: ["US"], products: 90, skusPerProduct: 6)))
    let seen = Mutex<[(stored: Int, state: String)]>([])
    let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let report = await CatalogSynchronizer(store: store, client: harness.client()).sync(
      SyncOptions(markets: harness.markets)
    ) { progress in
      guard progress.requests >= 400 else { return }
      let run = try? harness.read { db in
        try Row.fetchOne(db, sql: "SELECT requests, state FROM run ORDER BY id DESC LIMIT 1").map {
          (stored: $0["requests"] as Int, state: $0["state"] as String)
        }
      }
      if let run = run ?? nil { seen.withLock { $0.append(run) } }
    }
    #expect(report.state == .complete)
    let rows = seen.withLock { $0 }
    #expect(!rows.isEmpty)
    for row in rows where row.state == "running" {
      #expect(row.stored >= 200)
      #expect(row.stored <= report.traffic.requests)
    }
    #expect(rows.contains { $0.state == "running" })
    let final = try harness.read { db in try Int.fetchOne(db, sql: "SELECT requests FROM run ORDER BY id DESC LIMIT 1")
    }
    #expect(final == report.traffic.requests)
  }
}
