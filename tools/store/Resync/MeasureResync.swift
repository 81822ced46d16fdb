import ArgumentParser
import CatalogModel
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import GRDB
import MarketFacts
import PartnerCenter
import PartnerCenterEmulator
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures what reading one market again costs inside a big store: processor time and bytes of the log, requests aside.
@main
struct MeasureResync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure-resync",
    abstract: "Measure what reading one market again costs inside a store of generate-store; changes that file.",
    discussion: """
      Give the options that the store was generated with. The market is read whole three times: once for the hashes of \
      bodies, which were made up; then unchanged; then with some of its products changed. Prints one JSON object a line.
      """)

  @Argument(help: "A file of generate-store, which is changed.") var path: String
  @Option(help: "How many markets it has.") var markets = 240
  @Option(help: "How many products the emulator has.") var products = GeneratedStore.productsOfTheWorld
  @Option(help: "How many SKUs a product has, in the mean.") var skus = 5
  @Option(help: "Another seed is another catalog.") var seed: UInt64 = 1
  @Option(help: "Which market is read.") var market = "US"
  @Option(help: "The share of products that the third reading finds touched.") var touched = 0.01
  @Flag(help: "Others read the file meanwhile: its log is not measured.") var watched = false

  private struct Line: Encodable {
    var reading: String
    var items: Int
    var added: Int
    var changed: Int
    var removed: Int
    var unchanged: Int
    var requests: Int
    /// Of the process, without what answered the requests.
    var processorSeconds: Double
    var logBytes: Int?
  }

  func run() async throws {
    var shape = CatalogShape(
      seed: seed, markets: GeneratedStore.markets(markets), products: products, skusPerProduct: skus)
    // The versions that the readings see: none but the third has anything else.
    shape.churn.touch = Churn.Touch(shares: [touched], worldwide: 1)
    let emulator = Emulator(EmulatorConfiguration(shape: shape))
    for (reading, version) in [("adopting", 1), ("unchanged", 1), ("touched", 2)] {
      emulator.setVersion(version)
      let store = try CatalogStore(existing: path)
      if !watched {
        // All of the log is kept, to be measured.
        try await store.pool.writeWithoutTransaction { db in
          _ = try db.checkpoint(.truncate)
          try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
      }
      let transport = CountedTransport(emulator.transport())
      let client = PartnerCenterClient(
        endpoint: ServiceEndpoint(cloud: .global), transport: transport, tokens: emulator.accessTokens(),
        limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 8, budget: Budget()))
      let before = CountedTransport.seconds(CLOCK_PROCESS_CPUTIME_ID)
      let report = await CatalogSynchronizer(store: store, client: client).sync(
        SyncOptions(markets: [Market(market)], isFull: true))
      let seconds = CountedTransport.seconds(CLOCK_PROCESS_CPUTIME_ID) - before - transport.seconds
      guard report.state == .complete else { throw ValidationError("\(market) could not be read: \(report)") }
      let log = watched ? nil : try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
      let line = Line(
        reading: reading, items: report.items.added + report.items.changed + report.items.unchanged,
        added: report.items.added, changed: report.items.changed, removed: report.items.removed,
        unchanged: report.items.unchanged, requests: report.traffic.requests, processorSeconds: seconds,
        logBytes: log)
      print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
      if !watched { try await store.pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) } }
    }
  }
}

/// Measures how much processor time goes into answering.
final class CountedTransport: Transport {
  private let transport: any Transport
  private let spent = Mutex(0.0)

  init(_ transport: any Transport) { self.transport = transport }

  var seconds: Double { spent.withLock { $0 } }

  static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let before = Self.seconds(CLOCK_THREAD_CPUTIME_ID)
    let answer = try await transport.send(request)
    // The emulator waits for nothing, so that it ends on the thread where it began.
    let after = Self.seconds(CLOCK_THREAD_CPUTIME_ID)
    if after > before { spent.withLock { $0 += after - before } }
    return answer
  }
}
