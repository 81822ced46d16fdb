import CatalogModel
import CatalogStore
import Foundation

/// Puts the corpus into a catalog file as a sync would: unit by unit, through the store.
public enum CorpusStore {
  /// Makes the file.
  ///
  /// - Throws: the store's errors; where the file is there already and holds something else.
  public static func write(_ documents: [Document], to path: String) async throws {
    let store = try CatalogStore(
      path: path, source: CatalogStore.Source(locale: "en-US", tenant: "benchmarks", cloud: "global"))
    let now = Date()
    let markets = Set(documents.flatMap(\.markets)).sorted()
    let run = try await store.beginRun(
      RunRequest(markets: markets.map(\.code), views: ["corpus"]), .full, at: now)
    var tally = ItemCounts()
    for market in markets {
      let products = Dictionary(grouping: documents.filter { $0.markets.contains(market) }, by: \.productId)
      for (product, documents) in products.sorted(by: { $0.key < $1.key }) {
        let offerings = try documents.map { ($0.skuId, try $0.offering(in: market)) }
        let content = ProductSnapshot(product: documents[0].product, skus: Dictionary(uniqueKeysWithValues: offerings))
        tally += try await store.replace(
          ProductKey(marketScope: MarketScope(market: market), product: product), with: content, fingerprint: nil,
          logging: ChangeLogging(general: false, nonprofit: false), run: run.id, at: now)
      }
    }
    try await store.finishRun(
      run.id, state: .complete, requests: 0, retries: 0, throttled: 0, items: tally, at: now)
    try await store.optimize()
  }
}
