import CatalogModel
import Testing

@testable import CatalogQuery

/// What comes first, and what is found at all.
@Suite struct SearchRankingTests {
  private func filled() async throws -> SmallStore {
    let store = try await SmallStore()
    let titles: [(id: String, title: String, publisher: String, description: String)] = [
      ("CFQ7TTC0LF8R", "Microsoft 365 E3", "Microsoft Corporation", ""),
      ("CFQ7TTC0LFLX", "Microsoft 365 E3 (no Teams)", "Microsoft Corporation", ""),
      ("CFQ7TTC0LHS0", "Office 365 E3", "Microsoft Corporation", ""),
      ("CFQ7TTC0LH16", "Exchange Online (Plan 1)", "Microsoft Corporation", "Mail for business"),
      ("CFQ7TTC0LH1P", "Exchange Online (Plan 2)", "Microsoft Corporation", "Mail for enterprise"),
      ("CFQ7TTC0HHS9", "Teams Phone Standard", "Microsoft Corporation", "Works with Exchange Online"),
      ("DG7GMGF0D7FX", "SQL Server 2022 Standard - 2 Core License Pack", "Microsoft Corporation", ""),
      ("DG7GMGF0D609", "Windows Server 2022 Standard - 1 User CAL", "Microsoft Corporation", ""),
      ("DZH318Z0AAAA", "Defender", "Contoso", ""),
      ("DZH318Z0BBBB", "Defender", "Microsoft Corporation", ""),
      ("DZH318Z0CCCC", "雲端備份服務", "Contoso", ""),
      ("DZH318Z0DDDD", "클라우드 백업", "Contoso", ""),
      ("DZH318Z0EEEE", "Sauvegarde à distance, entièrement gérée", "Contoso", ""),
    ]
    for product in titles {
      try await store.put(
        product.id,
        CatalogQueryTests.product(
          product.title, publisher: product.publisher, description: product.description,
          [item("A", of: "\(product.id):0001")]), in: "US")
    }
    let isolated = "Reserved VM Instance, Standard_E2s_v5, EU West, 3 Years"
    try await store.put(
      "DZH318Z096SR", CatalogQueryTests.product(isolated, [item("R", terms: ["P3Y"], of: "DZH318Z096SR:0001")]),
      in: "US")
    return store
  }

  private func titles(_ text: String, _ options: SearchOptions = SearchOptions()) async throws -> [String] {
    try await filled().catalog().search(text, options).items.map(\.skuTitle)
  }

  @Test(
    "What people type finds what they mean, first",
    arguments: [
      ("o365 e3", "Office 365 E3"), ("m365 e3 no teams", "Microsoft 365 E3 (no Teams)"),
      ("excahnge online plan 1", "Exchange Online (Plan 1)"), ("exchange online p1", "Exchange Online (Plan 1)"),
      ("exchang onl", "Exchange Online (Plan 1)"),
      ("sql srv 2022 2core", "SQL Server 2022 Standard - 2 Core License Pack"),
      ("win srv 2022 user cal", "Windows Server 2022 Standard - 1 User CAL"), ("雲端", "雲端備份服務"), ("務", "雲端備份服務"),
      ("백업", "클라우드 백업"), ("업", "클라우드 백업"), ("sauvegarde geree", "Sauvegarde à distance, entièrement gérée"),
      ("e2sv5 west europe 3yr", "Reserved VM Instance, Standard_E2s_v5, EU West, 3 Years"),
      ("e2s v5 westeurope p3y", "Reserved VM Instance, Standard_E2s_v5, EU West, 3 Years"),
      ("ri e2s", "Reserved VM Instance, Standard_E2s_v5, EU West, 3 Years"),
      ("LH16", "Exchange Online (Plan 1)"), ("ttc0lh16", "Exchange Online (Plan 1)"),
      ("cfq7ttc0lh1", "Exchange Online (Plan 1)"),
      ("CFQ7TTC0LH16:00", "Exchange Online (Plan 1)"),
    ])
  func first(text: String, title: String) async throws {
    #expect(try await titles(text).first == title)
  }

  @Test("What is called as typed comes before what is called by a rarer synonym")
  func typedFirst() async throws {
    let store = try await filled()
    try await store.put(
      "CFQ7TTC0P1P1", product("Exchange Online Essentials (P1 Based)", [item("A", of: "CFQ7TTC0P1P1:0001")]), in: "US")
    for number in 1...12 {
      let id = "CFQ7TTC0Q\(100 + number)"
      try await store.put(
        id, product("Exchange Online (Plan 1) for Department \(number)", [item("A", of: "\(id):0001")]), in: "US")
    }
    let titles = try store.catalog().search("exchange online plan 1").items.map(\.skuTitle)
    #expect(titles.first == "Exchange Online (Plan 1)")
    #expect(titles.last == "Exchange Online Essentials (P1 Based)")
  }

  @Test("What is in a title comes before what is in a description")
  func titleFirst() async throws {
    #expect(
      try await titles("exchange online") == [
        "Exchange Online (Plan 1)", "Exchange Online (Plan 2)", "Teams Phone Standard",
      ])
  }

  @Test("Microsoft's product comes before a third party's of the same name")
  func microsoftFirst() async throws {
    let items = try await filled().catalog().search("defender").items
    #expect(items.map(\.publisher) == ["Microsoft Corporation", "Contoso"])
  }

  @Test("Where nothing has all words, what has the most comes, and says what it lacks")
  func partial() async throws {
    let result = try await filled().catalog().search("exchange online plan 1 zanzibar", SearchOptions(market: "US"))
    #expect(result.isPartial)
    #expect(result.items.first?.skuTitle == "Exchange Online (Plan 1)")
    #expect(result.items.first?.missing == ["zanzibar"])
    #expect(try await !filled().catalog().search("exchange online plan 1").isPartial)
  }

  @Test(
    "No letter may be wrong in short words, ids and codes",
    arguments: ["E4", "plam", "e2sv6", "CFQ7TTC0LH17", "zanzibar"])
  func noTypos(text: String) async throws {
    #expect(try await titles(text).isEmpty)
  }

  @Test("What may have been meant is said")
  func suggestion() async throws {
    let catalog = try await filled().catalog()
    #expect(try catalog.search("excahnge online").suggestion == "exchange online")
    #expect(try catalog.search("exchange online").suggestion == nil)
    #expect(try catalog.search("ecxahnge").suggestion == "exchange")
  }

  @Test("The reasons name the tiers and what each word gave")
  func explanation() async throws {
    var options = SearchOptions(market: "US", limit: 1)
    options.explains = true
    let hit = try #require(try await filled().catalog().search("excahnge plan 1", options).items.first)
    let explanation = try #require(hit.explanation)
    #expect(explanation.tiers == ["allWords", "inNames", "purchasable", "microsoft"])
    #expect(explanation.words.map(\.kind) == ["typo", "code"])
    #expect(explanation.words.map(\.found) == ["exchange", "plan1"])
    #expect(explanation.words[0].fields == ["title", "product"])
    let exact = try #require(try await filled().catalog().search("office 365 e3", options).items.first)
    #expect(exact.explanation?.tiers.first == "exactTitle")
  }

  @Test("A name of which a part stands in the description alone is not told to stand in names")
  func explanationOfNames() async throws {
    let store = try await SmallStore()
    try await store.put(
      "P", product("SQL Server Standard", description: "For Windows", [item("A", of: "P:0001")]), in: "US")
    try await store.put("Q", product("Windows Server Standard", [item("A", of: "Q:0001")]), in: "US")
    var options = SearchOptions(market: "US")
    options.explains = true
    let hits = try store.catalog().search("windows server standard", options).items
    #expect(hits.map(\.productID) == ["Q", "P"])
    #expect(hits.map { $0.explanation?.tiers.contains("inNames") } == [true, false])
  }

  @Test("Titles are marked where they match, and escaped everywhere")
  func highlights() async throws {
    let store = try await SmallStore()
    try await store.put("P", product("R&D <Suite> クラウド版", [item("A", of: "P:0001")]), in: "US")
    let catalog = try store.catalog()
    #expect(
      try catalog.search("suit").items.first?.highlights.skuTitle == "R&amp;D &lt;<mark>Suite</mark>&gt; クラウド版")
    #expect(
      try catalog.search("ラウド").items.first?.highlights.skuTitle == "R&amp;D &lt;Suite&gt; ク<mark>ラウド</mark>版")
  }

  @Test("A term that only availabilities name finds them, and the item that has it stands for its SKU")
  func terms() async throws {
    let store = try await SmallStore()
    try await store.put(
      "P",
      product(
        "Power BI Pro", [item("M", terms: ["P1M"], of: "P:0001"), item("Y3", terms: ["P3Y"], of: "P:0001")]), in: "US")
    try await store.put("Q", product("Power BI Premium", [item("M", terms: ["P1M"], of: "Q:0001")]), in: "US")
    let catalog = try store.catalog()
    #expect(try catalog.search("power bi 3 years").items.map(\.catalogItemID) == ["P:0001:Y3"])
    #expect(try catalog.search("power bi p1m").items.map(\.catalogItemID) == ["P:0001:M", "Q:0001:M"])
  }
}
