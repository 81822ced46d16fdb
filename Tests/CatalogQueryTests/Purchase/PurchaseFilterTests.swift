import CatalogModel
import Testing

@testable import CatalogQuery

/// Filters, facets and pages of purchases, over random stores.
@Suite struct PurchaseFilterTests {
  private static let ids = ["P3", "P1:0001", "P2:1:A0", "P4"]
  private static let texts = ["", "", "cloud", "alpha server", "serv", "plan", "nothing like it"] + ids

  @Test(
    "Pages, the stream and totals are what a filter leaves of all items, judged one by one",
    arguments: [11, 12, 13] as [UInt64])
  func bruteForce(seed: UInt64) async throws {
    var random = try await RandomStore(seed: seed)
    let catalog = try random.store.catalog()
    var everything: [[String]: PurchaseAnswer] = [:]
    var listed = 0
    for _ in 0..<120 {
      let filter = random.filter()
      let (customer, text) = (random.pick(RandomStore.customers), random.pick(Self.texts))
      let whole =
        try everything[[customer, text]]
        ?? catalog.purchasableItems(
          for: customer, matching: text, PurchaseOptions(includesBlocked: true, limit: .max))
      everything[[customer, text]] = whole
      let isOwnMarket = filter.admits(market: try #require(whole.customer.market))
      var options = PurchaseOptions(
        filter: filter, includesBlocked: random.chance(50), page: Page(limit: .max))
      options.countsFacets = true
      let showsBlocked = options.includesBlocked || Self.ids.contains(text)
      let expected = whole.items.filter {
        isOwnMarket && filter.passes($0.item) && (showsBlocked || $0.verdict != .blocked)
      }
      let answer = try catalog.purchasableItems(for: customer, matching: text, options)
      let comment: Comment = "\(customer) “\(text)” \(filter) all: \(options.includesBlocked)"
      #expect(Self.names(answer.items).sorted() == Self.names(expected).sorted(), comment)
      #expect(answer.total == answer.items.count, comment)
      #expect(answer.facets == Self.facets(answer.items.map(\.item)), comment)
      #expect(answer.next == nil && !answer.isPartial, comment)
      var streamed: [PurchasableItem] = []
      _ = try catalog.forEachPurchasableItem(for: customer, matching: text, options) { streamed.append($0) }
      #expect(streamed == answer.items, comment)
      options.countsFacets = false
      let pages = try Self.pages(of: catalog, customer, text, options, size: max(1, answer.total / 4))
      #expect(pages == answer.items, comment)
      listed += answer.total
    }
    #expect(listed > 200)
  }

  private static func names(_ items: [PurchasableItem]) -> [String] {
    items.map { "\($0.market) \($0.catalogItemID) \($0.segment) \($0.verdict)" }
  }

  /// The pages of an answer, joined.
  private static func pages(
    of catalog: Catalog, _ customer: String, _ text: String, _ options: PurchaseOptions, size: Int
  ) throws -> [PurchasableItem] {
    var options = options
    options.page.limit = size
    var items: [PurchasableItem] = []
    repeat {
      let page = try catalog.purchasableItems(for: customer, matching: text, options)
      items += page.items
      options.page.after = page.next
    } while options.page.after != nil
    return items
  }

  /// Counts over items, as a reader of the JSON would.
  private static func facets(_ items: [CatalogItem]) -> [String: [String: Int]] {
    var facets = SearchFacets.none
    for item in items {
      var values: [(String, String)] = [
        ("productType", item.productType), ("productSubType", item.productSubType), ("publisher", item.publisher),
        ("market", item.market.code), ("segment", item.segment.rawValue), ("currency", item.currency),
        ("reservationScope", item.reservationScope?.rawValue ?? ""), ("trial", "\(item.isTrial)"),
      ]
      values += Set(item.terms.map(\.duration)).map { ("term", $0) }
      values += Set(item.terms.compactMap(\.billingCycle)).map { ("billingCycle", $0) }
      values += Set(item.purchasePrerequisites).map { ("prerequisite", $0) }
      for (facet, value) in values where !value.isEmpty { facets[facet]?[value, default: 0] += 1 }
    }
    return facets
  }

  @Test(
    "A sync that writes between two pages neither repeats nor hides what it leaves unchanged",
    arguments: [21, 22] as [UInt64])
  func pagesWhileWriting(seed: UInt64) async throws {
    for text in ["", "cloud", "P0"] {
      for includesBlocked in [false, true] {
        var random = try await RandomStore(seed: seed, products: 24)
        let catalog = try random.store.catalog()
        func page(_ page: Page) throws -> PurchaseAnswer {
          var options = PurchaseOptions(includesBlocked: includesBlocked)
          options.page = page
          return try catalog.purchasableItems(for: RandomStore.customers[0], matching: text, options)
        }
        let before = Set(try page(Page(limit: .max)).items)
        var seen: [PurchasableItem] = []
        var next: String?
        var round = 0
        repeat {
          let answer = try page(Page(limit: 3, after: next))
          seen += answer.items
          next = answer.next
          try await random.addProduct()
          if round < 10 { try await random.removeProduct(round * 2 + 1) }
          round += 1
        } while next != nil
        let unchanged = before.intersection(try page(Page(limit: .max)).items)
        let comment: Comment = "“\(text)” all: \(includesBlocked)"
        #expect(unchanged.allSatisfy { item in seen.count { $0 == item } == 1 }, comment)
        #expect(text == "P0" || unchanged.count > 5, comment)
      }
    }
  }

  @Test("Each facet keeps some items and drops the others, in search and in can-buy", arguments: SearchFacet.allCases)
  func everyFacet(facet: SearchFacet) async throws {
    let random = try await RandomStore(seed: 31, products: 30)
    let catalog = try random.store.catalog()
    let customer = RandomStore.customers[0]
    func searched(_ filter: ItemFilter) throws -> Int {
      try catalog.search("", SearchOptions(filter: filter, includesEveryItem: true, page: Page(limit: .max))).items
        .count
    }
    func bought(_ filter: ItemFilter) throws -> Int {
      try catalog.purchasableItems(for: customer, PurchaseOptions(filter: filter, includesBlocked: true)).total
    }
    let value =
      switch facet {
      case .market: "US"
      case .segment: "education"
      case .productType: "azure"
      case .publisher: "contoso"
      case .term: "p1y"
      case .billingCycle: "monthly"
      case .reservationScope: "azureplan"
      case .trial, .purchasable: "true"
      case .prerequisite: "inventorycheck"
      case .currency: "eur"
      }
    let (only, except) = (ItemFilter(only: [facet: [value]]), ItemFilter(except: [facet: [value]]))
    for total in [searched, bought] {
      let kept = try total(only)
      let others = try total(except)
      #expect(kept + others == (try total(ItemFilter())))
      #expect(kept > 0)
    }
    #expect(try searched(except) > 0)
    // A customer buys in one market: it keeps everything, and every other keeps nothing.
    #expect((try bought(except) > 0) == (facet != .market))
  }

  @Test("A filter opens no segment that is closed to the customer")
  func closedSegments() async throws {
    let random = try await RandomStore(seed: 41)
    let catalog = try random.store.catalog()
    let options = PurchaseOptions(filter: ItemFilter(only: [.segment: ["education"]]))
    for text in ["", "cloud", "plan"] {
      #expect(try catalog.purchasableItems(for: "c-us", matching: text, options).total == 0)
    }
    #expect(try catalog.purchasableItems(for: "c-edu", options).total > 0)
  }

  @Test("A place in another answer is refused")
  func positions() async throws {
    let random = try await RandomStore(seed: 51)
    let catalog = try random.store.catalog()
    func next(_ text: String, _ customer: String = "c-us", all: Bool = false) throws -> String {
      try #require(
        try catalog.purchasableItems(
          for: customer, matching: text, PurchaseOptions(includesBlocked: all, limit: 1)
        ).next)
    }
    func isRefused(_ after: String, _ text: String, all: Bool = false) -> Bool {
      var options = PurchaseOptions(includesBlocked: all)
      options.page.after = after
      do {
        _ = try catalog.purchasableItems(for: "c-us", matching: text, options)
        return false
      } catch { return error.code == .positionUnreadable }
    }
    let byTitle = try next("")
    let byWords = try next("cloud")
    #expect(!isRefused(byTitle, "") && !isRefused(byWords, "cloud"))
    #expect(isRefused(byTitle, "cloud") && isRefused(byWords, ""))
    #expect(isRefused(byWords, "cloud", all: true))
    #expect(isRefused(try next("", "c-de"), ""))
    let searched = try #require(try catalog.search("cloud", SearchOptions(limit: 1)).next)
    for text in ["", "b", "bt", "x", "bt-1-2", searched, byTitle + "-0", String(byWords.dropLast(3))] {
      #expect(isRefused(text, text.hasPrefix("bm") || text == searched ? "cloud" : ""), "\(text)")
    }
    #expect(throws: CatalogError.self) {
      var options = SearchOptions()
      options.page.after = byTitle
      _ = try catalog.search("", options)
    }
  }
}

extension ItemFilter {
  /// Whether the market of a customer passes.
  fileprivate func admits(market: Market) -> Bool {
    let (wanted, unwanted) = (wanted(.market).map { $0.uppercased() }, unwanted(.market).map { $0.uppercased() })
    return (wanted.isEmpty || wanted.contains(market.code)) && !unwanted.contains(market.code)
  }
}
