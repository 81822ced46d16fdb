import CatalogModel
import CatalogQuery
import CatalogTestSupport
import Foundation
import Testing

@Suite struct SearchTests {
  /// Licences, a reservation, software, a Japanese title; US and DE.
  private func filled() async throws -> SmallStore {
    let store = try await SmallStore()
    for market in ["US", "DE"] as [Market] {
      let currency = market == "US" ? "USD" : "EUR"
      try await store.put(
        "CFQ7TTC0LH18",
        product(
          "Microsoft 365 Business Premium",
          [
            item("NONP", .nonprofit, currency: currency, of: "CFQ7TTC0LH18:0001"),
            item("YEAR", currency: currency, of: "CFQ7TTC0LH18:0001"),
            item("MONTH", currency: currency, terms: ["P1M"], of: "CFQ7TTC0LH18:0001"),
          ]), in: market)
    }
    try await store.put(
      "DZH318Z0BQ3Q",
      product(
        "Reserved VM Instance, Standard_D2s_v3", type: "Azure",
        skuTitle: "Reserved VM Instance, Standard_D2s_v3, US West 2, 1 Year",
        attributes: #"{"armRegionName":"westus2","armSkuName":"Standard_D2s_v3"}"#,
        [item("RES1", of: "DZH318Z0BQ3Q:0001")]), in: "US", scope: .azurePlan)
    try await store.put(
      "DG7GMGF0DWTL",
      product(
        "SQL Server 2022 Standard", type: "Software", sku: "0002",
        skuTitle: "SQL Server 2022 Standard - 2 Core License Pack",
        [item("SQL1", terms: [], of: "DG7GMGF0DWTL:0002")]), in: "US")
    try await store.put(
      "DG7GMGF0SQLX",
      product(
        "SQL Server", type: "Software", publisher: "Contoso S.à r.l.", description: "core",
        [item("SQL2", isPurchasable: false, of: "DG7GMGF0SQLX:0001")]), in: "US")
    try await store.put(
      "CFQ7TTC0JPJP",
      product("Microsoft クラウドサービス 標準版", [item("JPN1", of: "CFQ7TTC0JPJP:0001")]), in: "US")
    return store
  }

  private func ids(_ text: String, _ options: SearchOptions = SearchOptions()) async throws -> [String] {
    try await filled().catalog().search(text, options).items.map { "\($0.market) \($0.catalogItemID)" }
  }

  @Test("Every word must match, in any order, the last one may be unfinished")
  func words() async throws {
    #expect(try await ids("sql server 2 core") == ["US DG7GMGF0DWTL:0002:SQL1"])
    #expect(try await ids("core 2022 sq") == ["US DG7GMGF0DWTL:0002:SQL1"])
    #expect(try await ids("premium busin", SearchOptions(market: "DE")) == ["DE CFQ7TTC0LH18:0001:MONTH"])
    #expect(try await ids("nosuchword").isEmpty)
  }

  @Test(
    "Codes are found whole, in parts and written together",
    arguments: ["Standard_D2s_v3", "standard d2s v3", "d2sv3", "D2s_v3 westus2", "ｄ２ｓ v3", "standardd2sv3", "d2s-v3"])
  func codes(text: String) async throws {
    #expect(try await ids(text) == ["US DZH318Z0BQ3Q:0001:RES1"])
  }

  @Test(
    "Words inside Japanese text are found, and single characters",
    arguments: ["クラウド", "ラウド", "ｸﾗｳﾄﾞ", "版", "標", "microsoft クラ"])
  func japanese(text: String) async throws {
    #expect(try await ids(text) == ["US CFQ7TTC0JPJP:0001:JPN1"])
  }

  @Test("A SKU and market is one hit, its best item: commercial before nonprofit, the short term first")
  func bestItem() async throws {
    #expect(
      try await ids("business premium") == ["DE CFQ7TTC0LH18:0001:MONTH", "US CFQ7TTC0LH18:0001:MONTH"])
    #expect(
      try await ids("business premium", SearchOptions(segments: [.nonprofit])) == [
        "DE CFQ7TTC0LH18:0001:NONP", "US CFQ7TTC0LH18:0001:NONP",
      ])
    #expect(
      try await ids("business premium", SearchOptions(markets: ["US"], includesEveryItem: true)) == [
        "US CFQ7TTC0LH18:0001:MONTH", "US CFQ7TTC0LH18:0001:YEAR", "US CFQ7TTC0LH18:0001:NONP",
      ])
  }

  @Test("An id finds exactly what it names, in any case, leading zeros missing")
  func namedItems() async throws {
    #expect(try await ids("CFQ7TTC0LH18:0001:YEAR", SearchOptions(market: "US")) == ["US CFQ7TTC0LH18:0001:YEAR"])
    #expect(try await ids(" cfq7ttc0lh18:1:year ", SearchOptions(market: "DE")) == ["DE CFQ7TTC0LH18:0001:YEAR"])
    #expect(try await ids("dg7gmgf0dwtl:2") == ["US DG7GMGF0DWTL:0002:SQL1"])
    #expect(try await ids("DG7GMGF0SQLX") == ["US DG7GMGF0SQLX:0001:SQL2"])
    #expect(try await ids("CFQ7TTC0LH18:0001:GONE").isEmpty)
    #expect(try await ids("CFQ7TTC0LH18:0009").isEmpty)
  }

  @Test("The last part of a CatalogItemId finds its item by itself, in any case, also one that was stored by its end")
  func loneAvailabilities() async throws {
    let store = try await SmallStore()
    for market in ["US", "DE"] as [Market] {
      try await store.put(
        "DZH318Z0BQ3Q",
        product(
          "Reserved VM Instance",
          [
            item("DZH318Z0BPQN", of: "DZH318Z0BQ3Q:0001"),
            item("DZH318Z09XYZ", terms: ["P3Y"], of: "DZH318Z0BQ3Q:0001"),
            item("ABC123DEF456", .education, of: "DZH318Z0BQ3Q:0001"),
          ]), in: market)
    }
    let catalog = try store.catalog()
    func found(_ text: String, _ options: SearchOptions = SearchOptions(market: "US")) throws -> [String] {
      try catalog.search(text, options).items.map { "\($0.market) \($0.catalogItemID)" }
    }
    #expect(try found("DZH318Z0BPQN") == ["US DZH318Z0BQ3Q:0001:DZH318Z0BPQN"])
    #expect(try found(" dzh318z09xyz ") == ["US DZH318Z0BQ3Q:0001:DZH318Z09XYZ"])
    #expect(
      try found("ABC123DEF456", SearchOptions()) == [
        "DE DZH318Z0BQ3Q:0001:ABC123DEF456", "US DZH318Z0BQ3Q:0001:ABC123DEF456",
      ])
    #expect(try found("DZH318Z0BPQM").isEmpty)
    #expect(try catalog.search("DZH318Z0BPQN", SearchOptions(market: "JP")).items.isEmpty)

    try await store.put(
      "DZH318Z0BQ3Q", product("Reserved VM Instance", [item("DZH318Z09XYZ", terms: ["P3Y"], of: "DZH318Z0BQ3Q:0001")]),
      in: "US", at: SmallStore.now)
    try await store.customer("Contoso", domain: "contoso.example", market: "US")
    let explanation = try store.catalog().explain(customer: "contoso", item: "dzh318z0bpqn")
    #expect(explanation.items.map(\.catalogItemID) == ["DZH318Z0BQ3Q:0001:DZH318Z0BPQN"])
  }

  @Test("The exact title comes first, even where it cannot be bought")
  func exactTitle() async throws {
    #expect(try await ids("SQL Server") == ["US DG7GMGF0SQLX:0001:SQL2", "US DG7GMGF0DWTL:0002:SQL1"])
  }

  @Test("Blank text lists all by title, pages follow each other without gap or overlap")
  func blank() async throws {
    let catalog = try await filled().catalog()
    let all = try catalog.search("  ", SearchOptions(limit: 100))
    #expect(all.total == 6)
    #expect(
      all.items.map(\.skuTitle) == [
        "Microsoft 365 Business Premium", "Microsoft 365 Business Premium", "Microsoft クラウドサービス 標準版",
        "Reserved VM Instance, Standard_D2s_v3, US West 2, 1 Year", "SQL Server",
        "SQL Server 2022 Standard - 2 Core License Pack",
      ])
    var paged: [SearchHit] = []
    for offset in stride(from: 0, to: 8, by: 2) {
      paged += try catalog.search("", SearchOptions(limit: 2, offset: offset)).items
    }
    #expect(paged == all.items)
  }

  @Test("Facets count all hits, not the page")
  func facets() async throws {
    let result = try await filled().catalog().search("", SearchOptions(limit: 1))
    #expect(result.items.count == 1)
    #expect(
      result.facets == [
        "productType": ["OnlineServicesNCE": 3, "Azure": 1, "Software": 2], "productSubType": [:],
        "publisher": ["Microsoft Corporation": 5, "Contoso S.à r.l.": 1], "market": ["US": 5, "DE": 1],
        "segment": ["commercial": 6, "nonprofit": 2], "currency": ["USD": 5, "EUR": 1],
        "term": ["P1Y": 5, "P1M": 2], "billingCycle": ["annual": 5], "reservationScope": ["AzurePlan": 1],
        "trial": ["false": 6], "prerequisite": [:],
      ])
  }

  @Test("Types and publishers narrow, whatever their case and accents")
  func narrowing() async throws {
    #expect(
      try await ids("", SearchOptions(productTypes: ["software"], publishers: ["contoso s.a"])) == [
        "US DG7GMGF0SQLX:0001:SQL2"
      ])
    #expect(try await ids("", SearchOptions(productTypes: ["azure"])) == ["US DZH318Z0BQ3Q:0001:RES1"])
    #expect(try await ids("", SearchOptions(market: "FR")).isEmpty)
  }

  @Test("The JSON has the keys of the contract and no other")
  func json() async throws {
    let result = try await filled().catalog().search("d2s v3", SearchOptions(market: "US"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(
      String(decoding: try encoder.encode(result), as: UTF8.self) == """
        {"facets":{"billingCycle":{"annual":1},"currency":{"USD":1},"market":{"US":1},"prerequisite":{},"productSubType":{},"productType":{"Azure":1},"publisher":{"Microsoft Corporation":1},"reservationScope":{"AzurePlan":1},"segment":{"commercial":1},"term":{"P1Y":1},"trial":{"false":1}},"isPartial":false,"items":[{"ageSeconds":3600,"availabilityId":"RES1","catalogItemId":"DZH318Z0BQ3Q:0001:RES1","confirmedAt":"2026-02-28T23:00:00Z","currency":"USD","highlights":{"productTitle":"Reserved VM Instance, Standard_<mark>D2s_v3</mark>","skuTitle":"Reserved VM Instance, Standard_<mark>D2s_v3</mark>, US West 2, 1 Year"},"inventoryVariables":[],"isPurchasable":true,"isRenewable":false,"isTrial":false,"market":"US","maximumQuantity":999999999,"minimumQuantity":1,"productId":"DZH318Z0BQ3Q","productSubType":"","productTitle":"Reserved VM Instance, Standard_D2s_v3","productType":"Azure","provisioningId":null,"publisher":"Microsoft Corporation","purchasePrerequisites":[],"renewalInstructions":[],"reservationScope":"AzurePlan","segment":"commercial","skuId":"0001","skuTitle":"Reserved VM Instance, Standard_D2s_v3, US West 2, 1 Year","terms":[{"billingCycle":"annual","description":"","duration":"P1Y"}]}],"market":"US","next":null,"query":"d2s v3","suggestion":null,"total":1}
        """)
  }

  @Test(
    "Full-text syntax is nothing but text",
    arguments: [
      "\"", "\"\"", "a AND", "NOT", "OR OR", "NEAR(a b, 3)", "title:sql", "{title}: x", "^sql", "sql*", "(", ")))",
      "- a",
      "a\u{0}b", "a'b; DROP TABLE sku", "🙂", "::", "a:b:c:d", "e\u{301}", "\u{202E}abc", "%", "_", "\\", ":",
      "A:B", "अंग्रेज़ी", "ﷺ", "\u{FFFD}",
    ])
  func syntax(text: String) async throws {
    let catalog = try await filled().catalog()
    _ = try catalog.search(text)
    _ = try catalog.search("sql \(text)")
    #expect(try catalog.search("sql").total == 2)
  }

  @Test(
    "No input is refused or slow: mutated titles, syntax, letters of all scripts", arguments: [1, 2, 3] as [UInt64])
  func randomInput(seed: UInt64) async throws {
    let catalog = try await filled().catalog()
    let material = try catalog.search("", SearchOptions(limit: 100)).items.flatMap {
      [$0.skuTitle, $0.catalogItemID.rawValue]
    }
    var fuzz = SearchFuzz(seed: seed, material: material)
    for number in 0..<1_500 {
      var options = SearchOptions(market: number % 2 == 0 ? "US" : nil)
      options.explains = number % 5 == 0
      options.groupsByProduct = number % 7 == 0
      let text = fuzz.next()
      let result = try catalog.search(text, options)
      #expect(result.items.count <= result.total)
    }
    _ = try catalog.search(String(repeating: "クラウド abc-1 ", count: 10_000))
    _ = try catalog.search(String(repeating: "x", count: 1_000_000))
  }

  @Test("Negative limits and offsets beyond the end are empty pages")
  func bounds() async throws {
    let catalog = try await filled().catalog()
    #expect(try catalog.search("", SearchOptions(limit: -1)).items.isEmpty)
    #expect(try catalog.search("", SearchOptions(limit: 5, offset: 99)).items.isEmpty)
    #expect(try catalog.search("", SearchOptions(limit: 100, offset: -3)).items.count == 6)
  }
}
