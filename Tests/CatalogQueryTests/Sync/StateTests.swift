import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

@Suite struct StateTests {
  @Test("A market is as complete as its worst list, and as old as its oldest")
  func markets() async throws {
    let store = try await SmallStore()
    let content = product("A", [item("1", currency: "EUR", of: "P:0001")])
    try await store.put("P", content, in: "DE")
    try await store.list("P", content, view: .azure, in: "DE")
    let software = ProductListKey(market: "DE", view: .software)
    try await store.store.prepare([software])
    try await store.store.forbid(
      ProductListKey(market: "DE", view: .azureReservations), reason: "400036", run: store.run, at: SmallStore.read)
    var markets = try store.catalog().markets()
    #expect(
      markets == [
        MarketStatus(
          market: "DE", currency: "EUR", currencies: ["EUR"], items: 1, state: .unread, completedAt: nil,
          ageSeconds: nil, lists: ListCounts(complete: 1, unread: 1, forbidden: 1), nextStep: .sync)
      ])
    _ = try await store.store.finish(
      software, state: .complete, reason: nil, at: SmallStore.now.addingTimeInterval(-7_200))
    try await store.store.prepare([ProductListKey(market: "DE", view: .azureReservations)])
    markets = try store.catalog().markets()
    #expect(markets.map(\.state) == [.complete])
    #expect(markets.map(\.ageSeconds) == [7_200])
  }

  @Test("A market's items are counted by currency as they stand, alike ones and those of every scope included")
  func items() async throws {
    let store = try await SmallStore()
    for (market, currency) in [("US", "USD"), ("DE", "EUR")] {
      for scope in [nil, ReservationScope.azurePlan] {
        try await store.put(
          "P",
          product(
            "A",
            [
              item("1", currency: currency, of: "P:0001"), item("2", currency: currency, of: "P:0001"),
              item("3", .education, currency: currency, isPurchasable: false, of: "P:0001"),
              item("4", currency: "GBP", terms: [], of: "P:0001"),
            ]), in: Market(market), scope: scope)
      }
      try await store.list("P", product("A", []), view: .azure, in: Market(market))
    }
    try await store.put("P", nil, in: "DE", scope: .azurePlan)
    let markets = try store.catalog().markets()
    #expect(markets.map(\.items) == [4, 8])
    #expect(markets.map(\.currency) == ["EUR", "USD"])
    #expect(markets.map(\.currencies) == [["EUR", "GBP"], ["GBP", "USD"]])
  }

  @Test("A market whose every list is refused is forbidden, not complete")
  func forbidden() async throws {
    let store = try await SmallStore()
    let key = ProductListKey(market: "CN", view: .azure)
    try await store.store.prepare([key])
    try await store.store.forbid(key, reason: "400030", run: store.run, at: SmallStore.read)
    #expect(try store.catalog().markets().map(\.state) == [.forbidden])
    #expect(try store.catalog().partitions(market: "CN").map(\.reason) == ["400030"])
  }

  @Test("Changes come newest last, narrowed by time, market and kind, the latest ones where limited")
  func changes() async throws {
    let store = try await SmallStore()
    try await store.put("P", product("A", [item("1", of: "P:0001")]), in: "DE")
    try await store.put("P", product("B", [item("2", of: "P:0001")]), in: "DE", at: SmallStore.now)
    try await store.put("Q", product("C", [item("3", of: "Q:0001")]), in: "US", at: SmallStore.now)
    let catalog = try store.catalog()
    let changes = try catalog.changes(since: SmallStore.now, market: "DE")
    #expect(
      changes.map {
        "\($0.kind.rawValue) \($0.entity.rawValue) \($0.field ?? "") \($0.oldValue ?? "")>\($0.newValue ?? "")"
      }
        == [
          "changed product title A>B", "changed sku title A>B", "reissued availability catalogItemId P:0001:1>P:0001:2",
        ])
    #expect(try catalog.changes(kind: .reissued).map(\.availabilityID) == ["2"])
    #expect(try catalog.changes(limit: 1).map(\.productID) == ["Q"])
    #expect(try catalog.changes(since: SmallStore.now.addingTimeInterval(1)).isEmpty)
  }

  @Test("Runs come newest first, the source is what the file was made for")
  func runs() async throws {
    let store = try await SmallStore()
    try await store.store.finishRun(
      store.run, state: .partial, requests: 5, retries: 1, throttled: 2, items: ItemCounts(added: 3),
      at: SmallStore.now)
    let catalog = try store.catalog()
    #expect(try catalog.storeSource() == StoreSource(locale: "en-US", tenant: "partner", cloud: "global"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(catalog.runs()), as: UTF8.self) == """
        [{"finishedAt":"2026-03-01T00:00:00Z","items":{"added":3,"changed":0,"removed":0,"unchanged":0},"requests":5,"retries":1,"runId":1,"startedAt":"2026-02-28T23:00:00Z","state":"partial","throttled":2}]
        """)
    #expect(try catalog.status().runs.count == 1)
  }

  @Test("Details hold texts, attributes, items, what is gone and the history")
  func details() async throws {
    let store = try await SmallStore()
    let attributes = #"{"isAddon":true,"prerequisiteSkus":["Q:0001"],"rank":1.5}"#
    try await store.put(
      "P", product("A", attributes: attributes, [item("1", of: "P:0001"), item("2", .education, of: "P:0001")]),
      in: "DE")
    try await store.put("P", product("A", attributes: attributes, [item("1", of: "P:0001")]), in: "US")
    try await store.put(
      "P", product("A", attributes: attributes, [item("1", of: "P:0001")]), in: "DE", at: SmallStore.now)
    let catalog = try store.catalog()
    let details = try #require(try catalog.details(of: .product("p")))
    #expect(details.title == "A")
    #expect(details.places.map(\.market) == ["DE", "US"])
    #expect(details.skus.map(\.markets) == [["DE", "US"]])
    #expect(details.skus.first?.items.map(\.market) == ["DE", "US"])
    #expect(details.skus.first?.prerequisiteSKUs == [SKUReference("Q", "0001")])
    #expect(details.removed.map(\.catalogItemID) == ["P:0001:2"])
    #expect(details.removed.map(\.removedAt) == [SmallStore.now])
    #expect(details.history.last?.kind == .removed)
    #expect(try catalog.details(of: .sku(SKUReference("P", "1")), market: "US")?.skus.first?.items.count == 1)
    #expect(try catalog.details(of: .availability(SKUReference("P", "0001"), "none")) == nil)
    #expect(try catalog.details(of: .product("P"), market: "FR") == nil)
    #expect(try catalog.details(of: .product("nothing")) == nil)
    let json = String(decoding: try JSONEncoder().encode(details), as: UTF8.self)
    #expect(json.contains(#""rank":1.5"#))
  }

  @Test("Missing, empty and foreign files are refused by name and left as they are")
  func refusals() async throws {
    let store = try await SmallStore()
    let missing = store.folder.appendingPathComponent("no.sqlite").path
    #expect(throws: CatalogError(.missing(path: missing))) { try Catalog(path: missing) }
    #expect(!FileManager.default.fileExists(atPath: missing))
    let foreign = store.folder.appendingPathComponent("note.txt")
    try Data("no database, but long enough to look like one at a glance".utf8).write(to: foreign)
    #expect(throws: CatalogError(.foreign(path: foreign.path))) { try Catalog(path: foreign.path) }
    #expect(throws: CatalogError.self) { try Catalog(path: store.folder.path) }
  }

  @Test("Answers are the same from many tasks while a sync writes")
  func concurrency() async throws {
    let store = try await SmallStore()
    try await store.put("P", product("Alpha", [item("1", of: "P:0001")]), in: "DE")
    let catalog = try store.catalog()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try catalog.search("alpha").total } }
      for number in 0..<20 {
        try await store.put("Q\(number)", product("Beta", [item("1", of: "Q\(number):0001")]), in: "DE")
      }
      for try await total in group { #expect(total == 1) }
    }
    #expect(try catalog.search("beta").total == 20)
  }
}
