import CatalogModel
import CatalogSchema
import CatalogStore
import GRDB
import Testing

@testable import CatalogQuery

@Suite struct QueryPlanTests {
  private func plan(_ candidates: @escaping @Sendable (Database) throws -> Candidates) async throws -> [String] {
    let store = try await SmallStore()
    try await store.put("P", product("Alpha", [item("1", of: "P:0001")]), in: "DE")
    return try await store.store.pool.read { db in
      let candidates = try candidates(db)
      let isOfDocument = if case .words = candidates.selection { true } else { false }
      var (sql, arguments) = try #require(candidates.statement(ofDocument: isOfDocument))
      if isOfDocument { arguments += [1] }
      return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments).map { $0["detail"] }
    }
  }

  @Test("The items of a text in a market are found by keys alone")
  func marketSearch() async throws {
    let plan = try await plan { Candidates(db: $0, selection: .words(SearchQuery("alpha")), markets: [1]) }
    #expect(
      plan == [
        "SEARCH d USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH k USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH t USING INDEX sqlite_autoindex_sku_text_1 (sku_id=?)",
        "SEARCH l USING COVERING INDEX sqlite_autoindex_place_1 (market_id=?)",
        "SEARCH a USING PRIMARY KEY (place_id=? AND sku_id=?)",
      ])
  }

  @Test("A search in all markets tries each place by key")
  func wideSearch() async throws {
    let plan = try await plan { Candidates(db: $0, selection: .words(SearchQuery("alpha"))) }
    #expect(
      plan == [
        "SEARCH d USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH k USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH t USING INDEX sqlite_autoindex_sku_text_1 (sku_id=?)",
        "SCAN l", "SEARCH a USING PRIMARY KEY (place_id=? AND sku_id=?)",
      ])
  }

  @Test("What is named by id, present or removed, is found by keys")
  func named() async throws {
    let item = NamedItem(reference: "P:0001", product: 1, skus: [1], availability: ["1"])
    let plan = try await plan { Candidates(db: $0, selection: .named(item), markets: [1]) }
    #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") })
    #expect(plan.contains("SEARCH a USING PRIMARY KEY (place_id=? AND sku_id=?)"))
    let removed = try await self.plan {
      Candidates(db: $0, selection: .named(item), markets: [1], areRemoved: true)
    }
    #expect(removed.contains("SEARCH a USING INDEX removed_availability_by_sku (sku_id=? AND place_id=?)"))
  }

  @Test("All of a market is one range of the key of the availabilities")
  func everything() async throws {
    let plan = try await plan { Candidates(db: $0, selection: .all, markets: [1]) }
    #expect(plan.contains("SEARCH a USING PRIMARY KEY (place_id=?)"))
  }
}
