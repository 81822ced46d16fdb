package import CatalogModel
package import CatalogStore
import CatalogSync
package import Foundation
import GRDB
import MarketFacts
import PartnerCenter
package import PartnerCenterEmulator

/// A catalog file with what a first sync of the emulator would store, made without requests.
package struct GeneratedStore: Sendable {
  /// With five SKUs each in 240 markets: 14.4 million items.
  package static let productsOfTheWorld = 9_760

  /// The first so many markets: the United States, then by code.
  package static func markets(_ count: Int) -> [Market] {
    Array((["US"] + MarketFacts.all.map(\.market).filter { $0 != "US" }.sorted()).prefix(count))
  }

  private let configuration: EmulatorConfiguration
  private let locale = "en-US"

  package init(_ shape: CatalogShape) { configuration = EmulatorConfiguration(shape: shape) }

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - path: where nothing is yet.
  ///   - progress: called now and then with what was done and how many items there are.
  /// - Returns: how many items it holds.
  package func write(
    to path: String, at now: Date = Date(),
    source: CatalogStore.Source = CatalogStore.Source(locale: "en-US", tenant: "generated", cloud: "global"),
    progress: @escaping @Sendable (String, Int) -> Void = { _, _ in }
  ) async throws -> Int {
    let store = try CatalogStore(path: path, source: source)
    let markets = configuration.shape.markets
    let run = try await store.beginRun(
      RunRequest(markets: markets.map(\.code), views: ListPlan.cover.map(\.rawValue)), .due, at: now)
    try await store.recordDocumentedUnavailableMarkets(at: now)
    let catalog = ServedCatalog(configuration)
    progress("catalog drawn", 0)
    let counts = try await store.pool.writeWithoutTransaction { db in
      // The file is worth nothing before it is whole: what a crash leaves is thrown away, and each page is written once.
      try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF")
      defer { try? db.execute(sql: "PRAGMA journal_mode = WAL") }
      // Five look-ups for each of fourteen million rows, to find that numbers which were just given are there.
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
      var counts: [Int] = []
      let loading = try MarketLoading(
        catalog, configuration: configuration, locale: locale, run: run.id, now: now, db: db)
      for (number, market) in markets.enumerated() {
        try db.inTransaction {
          counts.append(try loading.lay(market))
          return .commit
        }
        if number % 20 == 19 { progress("\(number + 1) markets", counts.reduce(0, +)) }
      }
      try db.inTransaction {
        try loading.finish()
        return .commit
      }
      return counts
    }
    for market in markets where loadsNoSoftwareSubscriptions(catalog, in: market) {
      for at in [now.addingTimeInterval(-86_400), now] {
        try await store.noteUnavailability(of: market, evidence: "its lists show none", at: at)
      }
    }
    let count = counts.reduce(0, +)
    try await store.finishRun(
      run.id, state: .complete, requests: 0, retries: 0, throttled: 0, items: ItemCounts(added: count), at: now)
    try await readCustomers(into: store, at: now)
    try await store.optimize()
    progress("optimized", count)
    try await store.pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    return count
  }

  /// Customers are few: they are read as ever.
  private func readCustomers(into store: CatalogStore, at now: Date) async throws {
    let emulator = Emulator(configuration)
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 60_000_000, concurrency: 8, budget: Budget()))
    _ = await CatalogSynchronizer(store: store, client: client, now: { now }).syncCustomers()
  }

  private func loadsNoSoftwareSubscriptions(_ catalog: ServedCatalog, in market: Market) -> Bool {
    let served = ServedMarket(market)
    return !catalog.products.contains { $0.stands(in: .softwareSubscriptions) && $0.isSold(in: served, scope: nil) }
  }
}
