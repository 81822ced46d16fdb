import CatalogModel
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterEmulatorServer
import PartnerCenterHTTP
import Testing

@testable import PartnerCenterEmulator

/// The ways in which the service may write its answers; a crawl must hold the same whatever way it is.
@Suite("A crawl over a real socket")
struct DialectTests {
  static let shape = CatalogShape(seed: 31, markets: ["US", "BR"], products: 12, skusPerProduct: 3)

  static let dialects: [(name: String, change: @Sendable (inout WireDialect) -> Void)] = [
    ("plain", { _ in }),
    (
      "paged, next in the header",
      { dialect in
        dialect.paging = .header
        dialect.pageSize = 2
      }
    ),
    (
      "paged, next absolute",
      { dialect in
        dialect.paging = .absolute
        dialect.pageSize = 3
      }
    ),
    (
      "paged, next with version",
      { dialect in
        dialect.paging = .relativeWithVersion
        dialect.pageSize = 2
      }
    ),
    (
      "paged, items repeated",
      { dialect in
        dialect.paging = .header
        dialect.pageSize = 3
        dialect.duplicatesAcrossPages = true
      }
    ),
    ("byte order mark", { $0.byteOrderMark = true }),
    ("unknown fields", { $0.unknownFields = true }),
    ("bare availabilities", { $0.bareAvailabilities = true }),
    ("one object in place of a collection", { $0.singleObject = true }),
    ("pretty-printed", { $0.prettyPrinted = true }),
    ("numbers as strings", { $0.numbersAsStrings = true }),
    ("PascalCase", { $0.pascalCase = true }),
  ]

  @Test("equals the truth of the service in each dialect", arguments: dialects.indices)
  func equalsTruth(index: Int) async throws {
    let (name, change) = Self.dialects[index]
    var configuration = EmulatorConfiguration(shape: Self.shape)
    change(&configuration.dialect)
    let harness = try SyncHarness(configuration)
    try await EmulatorServer.serving(harness.emulator) { base in
      let endpoint = ServiceEndpoint(cloud: .global, api: base, login: base)
      try await withHTTPTransport(
        configuration: HTTPTransportConfiguration(connectTimeout: .seconds(300), timeout: .seconds(600))
      ) { transport in
        let credentials = Credentials(tenant: "test", clientID: "client", kind: .appOnly(secret: Secret("secret")))
        let signIn = SignIn(credentials, endpoint: endpoint, transport: transport) { _ in }
        let client = PartnerCenterClient(
          endpoint: endpoint, transport: transport, tokens: signIn,
          limiter: RequestLimiter(requestsPerMinute: 6_000_000, concurrency: 8))
        let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
        let synchronizer = CatalogSynchronizer(store: store, client: client)
        let report = await synchronizer.sync(SyncOptions(markets: harness.markets))
        #expect(report.state == .complete, "\(name): \(String(describing: report.stop))")
        #expect(try difference(harness.items(), harness.truth()) == [], "\(name)")
        let again = await synchronizer.sync(harness.full)
        #expect(again.items == ItemCounts(unchanged: report.items.added), "\(name)")
      }
    }
    #expect(try harness.integrity() == "ok")
  }

  @Test("can be read by sqlite3 and Python while it runs")
  func foreignReaders() async throws {
    let harness = try SyncHarness(EmulatorConfiguration(shape: Self.shape))
    let store = try CatalogStore(path: harness.path, source: SyncHarness.source)
    let synchronizer = CatalogSynchronizer(store: store, client: harness.client())
    let (progress, signal) = AsyncStream.makeStream(of: Void.self)
    async let report = synchronizer.sync(SyncOptions(markets: harness.markets)) { now in
      if now.unitsDone >= 2 { signal.yield() }
    }
    for await _ in progress { break }
    let views = [
      "catalog_items", "inventory_prerequisites", "inventory_checks", "unavailable_markets", "customers", "changes",
      "partitions", "sync_runs",
    ]
    let script = views.map { "SELECT count(*) FROM (SELECT * FROM \($0));" }.joined()
    let shell = try run("/usr/bin/env", ["sqlite3", "-readonly", harness.path, script])
    #expect(shell.split(separator: "\n").count == views.count)
    let python = try run(
      "/usr/bin/env",
      [
        "python3", "-c",
        "import sqlite3,sys; db=sqlite3.connect('file:'+sys.argv[1]+'?mode=ro',uri=True)\nfor v in sys.argv[2:]: print(len(db.execute('SELECT * FROM '+v).fetchall()))",
        harness.path,
      ] + views)
    #expect(python.split(separator: "\n").count == views.count)
    #expect(Int(python.split(separator: "\n").first ?? "") ?? 0 > 0)
    #expect(await report.state == .complete)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("output-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let process = try ChildProcess(
      program, arguments, environment: ProcessInfo.processInfo.environment, output: output.path)
    #expect(process.wait().status == 0)
    return try String(contentsOf: output, encoding: .utf8)
  }
}
