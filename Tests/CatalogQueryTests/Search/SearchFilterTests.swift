import CatalogModel
import CatalogStore
import Testing

@testable import CatalogQuery

/// Filters, groups and pages.
@Suite struct SearchFilterTests {
  private func filled() async throws -> SmallStore {
    let store = try await SmallStore()
    for market in ["US", "DE"] as [Market] {
      try await store.put(
        "A",
        product(
          "Alpha Cloud", type: "Azure", publisher: "Fabrikam",
          [
            item("M", terms: ["P1M"], of: "A:0001"),
            item("Y", .education, currency: "EUR", terms: ["P1Y"], of: "A:0001"),
          ]), in: market)
    }
    try await store.put(
      "B",
      product(
        "Beta Cloud", type: "Software", publisher: "Contoso", prerequisites: ["InventoryCheck"],
        [item("N", isPurchasable: false, terms: [], of: "B:0001")]), in: "US")
    try await store.put(
      "C", product("Gamma Cloud", type: "Azure", [item("R", terms: ["P3Y"], of: "C:0001")]), in: "US", scope: .azurePlan
    )
    return store
  }

  @Test(
    "Each facet narrows, and what is excluded is left out",
    arguments: [
      ([.segment: ["education"]], [:], ["DE A:0001:Y", "US A:0001:Y"]),
      ([.term: ["p3y"]], [:], ["US C:0001:R"]), ([.currency: ["eur"]], [.market: ["us"]], ["DE A:0001:Y"]),
      ([.reservationScope: ["AzurePlan"]], [:], ["US C:0001:R"]),
      ([:], [.reservationScope: ["azureplan"], .productType: ["software"]], ["DE A:0001:M", "US A:0001:M"]),
      ([.purchasable: ["false"]], [:], ["US B:0001:N"]), ([.prerequisite: ["inventorycheck"]], [:], ["US B:0001:N"]),
      ([.prerequisite: ["none"]], [.market: ["DE"], .publisher: ["microsoft corp"]], ["US A:0001:M"]),
      ([.publisher: ["contoso"]], [:], ["US B:0001:N"]), ([.trial: ["true"]], [:], []),
      ([.trial: ["true", "false"], .market: ["de"]], [:], ["DE A:0001:M"]),
      ([.segment: ["education"], .term: ["P1M"]], [:], []), ([.market: ["XX"]], [:], []),
      ([.billingCycle: ["annual"], .market: ["US"]], [.term: ["P1M", "P1Y"]], ["US C:0001:R"]),
    ] as [([SearchFacet: [String]], [SearchFacet: [String]], [String])])
  func narrowing(only: [SearchFacet: [String]], except: [SearchFacet: [String]], expected: [String]) async throws {
    let catalog = try await filled().catalog()
    for text in ["", "cloud"] {
      var options = SearchOptions()
      options.filter.only = only
      options.filter.except = except
      let result = try catalog.search(text, options)
      #expect(result.items.map { "\($0.market) \($0.catalogItemID)" }.sorted() == expected)
      #expect(result.total == expected.count)
    }
  }

  @Test("Facets count what narrowing would leave", arguments: ["", "cloud"])
  func facets(text: String) async throws {
    let catalog = try await filled().catalog()
    for isEveryItem in [false, true] {
      let all = try catalog.search(text, SearchOptions(includesEveryItem: isEveryItem))
      let keys: [(String, SearchFacet)] = [
        ("segment", .segment), ("term", .term), ("currency", .currency), ("productType", .productType),
        ("publisher", .publisher), ("market", .market), ("prerequisite", .prerequisite), ("trial", .trial),
        ("billingCycle", .billingCycle), ("reservationScope", .reservationScope),
      ]
      for (key, facet) in keys {
        for (value, count) in all.facets[key] ?? [:] {
          var options = SearchOptions(includesEveryItem: isEveryItem)
          options.filter.only[facet] = [value]
          #expect(try catalog.search(text, options).total == count, "\(key) \(value)")
        }
      }
    }
  }

  @Test("Every item is listed, each once, and counted")
  func everyItem() async throws {
    let result = try await filled().catalog().search("cloud", SearchOptions(includesEveryItem: true))
    #expect(result.total == 6)
    #expect(Set(result.items.map { "\($0.market) \($0.catalogItemID)" }).count == 6)
  }

  /// Three products of many SKUs.
  private func wide() async throws -> SmallStore {
    let store = try await SmallStore()
    for (number, name) in ["P1", "P2", "P3"].enumerated() {
      let skus = (0..<40 - number).map { index -> (SKUID, SKUOffering) in
        let id = "\(1000 + index)"
        return (
          SKUID(id),
          SKUOffering(content: SKUContent(title: "Cloud \(name)"), availabilities: [item("A", of: "\(name):\(id)")])
        )
      }
      try await store.put(
        name, ProductSnapshot(product: ProductContent(title: "Cloud"), skus: Dictionary(uniqueKeysWithValues: skus)),
        in: "US")
    }
    return store
  }

  @Test("A reviewed name that nothing has is its words: what has one of them comes, marked as partial")
  func namesTakenApart() async throws {
    let store = try await SmallStore()
    try await store.put("P", product("Microsoft Teams Rooms", [item("A", of: "P:0001")]), in: "US")
    let catalog = try store.catalog()
    for text in ["teams phone", "Microsoft teams phone", "teams phone "] {
      let result = try catalog.search(text)
      #expect(result.items.map(\.productID) == ["P"])
      #expect(result.isPartial)
    }
    try await store.put("Q", product("Phone System", [item("A", of: "Q:0001")]), in: "US")
    let found = try catalog.search("teams phone")
    #expect(found.items.map(\.productID) == ["Q"])
    #expect(!found.isPartial)
  }

  @Test("One product does not fill the page, unless that is asked for")
  func diverse() async throws {
    let catalog = try await wide().catalog()
    var options = SearchOptions(market: "US", limit: 9)
    #expect(Set(try catalog.search("cloud", options).items.map(\.productID)).count == 3)
    options.deduplicates = false
    #expect(Set(try catalog.search("cloud", options).items.map(\.productID)).count == 1)
    options.groupsByProduct = true
    let grouped = try catalog.search("cloud", options)
    #expect(grouped.items.map(\.productID) == ["P1", "P2", "P3"])
    #expect(grouped.items.map(\.matchingSKUs) == [40, 39, 38])
    #expect(grouped.total == 3)
  }

  @Test(
    "Pages of any size follow each other without gap or overlap, by number and by place",
    arguments: ["cloud", "", "P2"], [false, true])
  func pages(text: String, everyItem: Bool) async throws {
    let store = try await wide()
    for market in ["US", "DE"] as [Market] {
      let items = (0..<5).map { item("A\($0)", $0 < 3 ? .commercial : .education, of: "P4:0001") }
      try await store.put("P4", product("Cloud of many items in P2", items), in: market)
    }
    let catalog = try store.catalog()
    func names(_ page: SearchResult) -> [String] { page.items.map { "\($0.market) \($0.catalogItemID)" } }
    let all = try names(catalog.search(text, SearchOptions(includesEveryItem: everyItem, limit: 1_000)))
    #expect(all.count == Set(all).count)
    for size in [1, 2, 3, 7, 50] {
      var byNumber: [String] = []
      var byPlace: [String] = []
      var after: String?
      repeat {
        byNumber += try names(
          catalog.search(text, SearchOptions(includesEveryItem: everyItem, limit: size, offset: byNumber.count)))
        var options = SearchOptions(includesEveryItem: everyItem, limit: size)
        options.page.after = after
        let page = try catalog.search(text, options)
        byPlace += names(page)
        after = page.next
      } while after != nil
      #expect(byNumber == all)
      #expect(byPlace == all)
    }
  }

  @Test("A sync that writes between two pages neither repeats nor hides what was there", arguments: ["cloud", ""])
  func pagesWhileWriting(text: String) async throws {
    let store = try await wide()
    let catalog = try store.catalog()
    let before = Set(try catalog.search(text, SearchOptions(limit: 1_000)).items.map(\.catalogItemID))
    var seen: [CatalogItemID] = []
    var after: String?
    var round = 0
    repeat {
      var options = SearchOptions(limit: 10)
      options.page.after = after
      let page = try catalog.search(text, options)
      seen += page.items.map(\.catalogItemID)
      after = page.next
      round += 1
      try await store.put(
        "N\(round)", product("Cloud cloud \(round)", [item("A", of: "N\(round):0001")]), in: "US")
    } while after != nil
    #expect(seen.count == Set(seen).count)
    #expect(Set(seen).isSuperset(of: before))
  }

  @Test("A place that is none is refused", arguments: ["", "x", "r-1-2", "t-", "r--------"])
  func places(after: String) async throws {
    let catalog = try await filled().catalog()
    var options = SearchOptions()
    options.page.after = after
    #expect(throws: CatalogError.self) { try catalog.search("cloud", options) }
  }

  @Test("An open catalog sees what a sync writes")
  func fresh() async throws {
    let store = try await filled()
    let catalog = try store.catalog()
    #expect(try catalog.search("delta").total == 0)
    try await store.put("D", product("Delta Cloud", [item("A", of: "D:0001")]), in: "US")
    #expect(try catalog.search("delta").total == 1)
    #expect(try catalog.search("cloud", SearchOptions(market: "US")).total == 4)
    try await store.put("D", nil, in: "US")
    #expect(try catalog.search("delta").total == 0)
  }
}
