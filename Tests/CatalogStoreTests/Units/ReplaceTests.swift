import CatalogModel
import Foundation
import GRDB
import Synchronization
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite struct ReplaceTests {
  private let items = "SELECT catalog_item_id, segment, first_seen_at, confirmed_at FROM catalog_items ORDER BY 1"

  @Test("A unit is there whole as it was written, and read back equal")
  func roundTrip() async throws {
    let temporary = try await TemporaryStore()
    let content = unit(["0001": [item("a"), item("b", .nonprofit)], "0002": []])
    #expect(try await temporary.replace(content) == ItemCounts(added: 2))
    #expect(try await temporary.store.unit(TemporaryStore.key)?.content == content)
    #expect(
      try await temporary.rows(items) == [
        "P:0001:a | commercial | 2026-03-01T00:00:00Z | 2026-03-01T00:00:00Z",
        "P:0001:b | nonprofit | 2026-03-01T00:00:00Z | 2026-03-01T00:00:00Z",
      ])
  }

  @Test("Confirming moves the date alone and counts the items as unchanged")
  func confirm() async throws {
    let temporary = try await TemporaryStore()
    let fingerprint = ProductFingerprint([.init(): 42, .init(sku: "0001", segment: .nonprofit): -1])
    _ = try await temporary.replace(unit(["0001": [item("a")]]), fingerprint: fingerprint)
    let changes = try await temporary.rows("SELECT count(*) FROM changes")
    let tally = Mutex(ItemCounts())
    try await temporary.store.confirmSoon(
      TemporaryStore.key, run: temporary.run, at: TemporaryStore.start.addingTimeInterval(60)
    ) { counted in tally.withLock { $0 += counted } }
    try await temporary.store.writeDeferred()
    #expect(tally.withLock { $0 } == ItemCounts(unchanged: 1))
    #expect(
      try await temporary.rows(items) == ["P:0001:a | commercial | 2026-03-01T00:00:00Z | 2026-03-01T00:01:00Z"])
    #expect(try await temporary.rows("SELECT count(*) FROM changes") == changes)
    #expect(try await temporary.store.head(of: TemporaryStore.key)?.fingerprint == fingerprint)
  }

  @Test("What is removed keeps its row and date, and returns with its first date")
  func removedAndReturned() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit(["0001": [item("a")]]))
    #expect(try await temporary.replace(nil, at: 60) == ItemCounts(removed: 1))
    #expect(try await temporary.rows(items).isEmpty)
    #expect(
      try await temporary.rows("SELECT code, removed_at - \(TemporaryStore.start.stamp) FROM removed_availability")
        == ["a | 60"])
    #expect(try await temporary.store.head(of: TemporaryStore.key)?.fingerprint == nil)
    #expect(try await temporary.replace(unit(["0001": [item("a")]]), at: 120) == ItemCounts(added: 1))
    #expect(
      try await temporary.rows(items) == ["P:0001:a | commercial | 2026-03-01T00:00:00Z | 2026-03-01T00:02:00Z"])
    #expect(try await temporary.rows("SELECT count(*) FROM removed_availability") == ["0"])
    #expect(
      try await temporary.rows("SELECT kind, entity FROM changes ORDER BY change_id") == [
        "added | product", "added | availability", "removed | product", "removed | availability",
        "returned | product", "returned | availability",
      ])
  }

  @Test("A reissued id keeps the first date of what it replaces")
  func reissued() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit(["0001": [item("a")]]))
    #expect(try await temporary.replace(unit(["0001": [item("b")]]), at: 60) == ItemCounts(changed: 1))
    #expect(
      try await temporary.rows(items) == ["P:0001:b | commercial | 2026-03-01T00:00:00Z | 2026-03-01T00:01:00Z"])
    #expect(try await temporary.rows("SELECT count(*) FROM removed_availability") == ["0"])
  }

  @Test("Without logging the change log stays empty")
  func unlogged() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(
      unit(["0001": [item("a")]]), logging: ChangeLogging(general: false, nonprofit: false))
    #expect(try await temporary.rows("SELECT count(*) FROM changes") == ["0"])
  }

  @Test("A text that changes in both scopes of a market is logged once")
  func textInTwoScopes() async throws {
    let temporary = try await TemporaryStore()
    let scoped = ProductKey(marketScope: MarketScope(market: "DE", scope: .azurePlan), product: "P")
    for title in ["Old", "New"] {
      let seconds: TimeInterval = title == "Old" ? 0 : 60
      for key in [TemporaryStore.key, scoped] {
        _ = try await temporary.store.replace(
          key, with: unit(title, ["0001": [item("a")]]), fingerprint: nil,
          logging: ChangeLogging(general: true, nonprofit: true), run: temporary.run,
          at: TemporaryStore.start.addingTimeInterval(seconds))
      }
    }
    #expect(
      try await temporary.rows("SELECT entity, field, old_value, new_value FROM changes WHERE kind = 'changed'") == [
        "product | title | Old | New", "sku | title | Old SKU | New SKU",
      ])
  }

  @Test("What a new reading does not show is named, so that it can be asked for")
  func missing() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit(["0001": [item("a"), item("b", .education)], "0002": [item("c")]]))
    let stored = try await temporary.store.unit(TemporaryStore.key)
    let missing = stored?.missing(from: unit(["0001": [item("a")]]))
    #expect(missing == [.availability("0001", "b", .education), .sku("0002")])
  }

  @Test("A text is stored and indexed once, however many places show it, and counted")
  func sharedTexts() async throws {
    let temporary = try await TemporaryStore()
    for market in ["DE", "FR", "US"] as [Market] {
      _ = try await temporary.store.replace(
        ProductKey(marketScope: MarketScope(market: market), product: "P"), with: unit(["0001": [item("a")]]),
        fingerprint: nil,
        logging: ChangeLogging(general: true, nonprofit: true), run: temporary.run, at: TemporaryStore.start)
    }
    #expect(try await temporary.rows("SELECT listed FROM sku_text") == ["3"])
    #expect(try await temporary.rows("SELECT rowid FROM sku_search WHERE sku_search MATCH 'title'") == ["1"])
    _ = try await temporary.replace(nil, at: 60)
    #expect(try await temporary.rows("SELECT listed FROM sku_text") == ["2"])
  }

  @Test("After all that the file is whole, and so is its search index")
  func integrity() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit(["0001": [item("a")]]))
    _ = try await temporary.replace(unit("New", ["0001": [item("b")], "0002": [item("c")]]), at: 60)
    _ = try await temporary.replace(nil, at: 120)
    try await temporary.store.optimize()
    #expect(try await temporary.rows("PRAGMA integrity_check") == ["ok"])
    #expect(try await temporary.rows("PRAGMA foreign_key_check").isEmpty)
    try await temporary.store.write { db in
      try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('integrity-check')")
    }
  }
}
