import CatalogModel
import Testing

@testable import CatalogQuery

@Suite struct PurchaseWordsTests {
  private static let words = [
    "office 365", "windows", "e3", "reserved", "sql server", "plan", "azure", "suse", "1 year",
  ]

  @Test(
    "Words find, for every customer, all that is not blocked, each once, and count it",
    arguments: [
      PurchaseOptions(limit: .max), PurchaseOptions(term: "p1y", limit: .max),
      PurchaseOptions(segment: .education, limit: .max), PurchaseOptions(currency: "usd", limit: .max),
    ])
  func everyCustomer(options: PurchaseOptions) async throws {
    let store = try await SmallStore()
    let cases = try HardCaseCatalog.read()
    try await cases.fill(store)
    let catalog = try store.catalog()
    var found = 0
    for customer in try catalog.customers() {
      for text in Self.words {
        let open = try catalog.purchasableItems(for: customer.id.rawValue, matching: text, options)
        var all = options
        all.includesBlocked = true
        let judged = try catalog.purchasableItems(for: customer.id.rawValue, matching: text, all)
          .items.filter { $0.verdict != .blocked }
        func key(_ item: PurchasableItem) -> String { "\(item.catalogItemID) \(item.reservationScope?.rawValue ?? "")" }
        #expect(open.items.map(key).sorted() == judged.map(key).sorted(), "\(customer.name): \(text)")
        #expect(open.total == open.items.count, "\(customer.name): \(text)")
        found += open.total
      }
    }
    #expect(found > 0)
  }

  @Test("Pages of words are parts of the whole")
  func pages() async throws {
    let store = try await SmallStore()
    try await HardCaseCatalog.read().fill(store)
    let catalog = try store.catalog()
    let customer = try #require(try catalog.customers().first { $0.market == "US" })
    let whole = try catalog.purchasableItems(
      for: customer.id.rawValue, matching: "plan", PurchaseOptions(limit: .max)
    ).items
    var pages: [CatalogItemID] = []
    for offset in stride(from: 0, to: whole.count + 3, by: 3) {
      pages += try catalog.purchasableItems(
        for: customer.id.rawValue, matching: "plan", PurchaseOptions(limit: 3, offset: offset)
      ).items.map(\.catalogItemID)
    }
    #expect(whole.count > 3)
    #expect(pages == whole.map(\.catalogItemID))
  }

  @Test("Words come in the order of a search in the customer's market")
  func order() async throws {
    let store = try await SmallStore()
    try await HardCaseCatalog.read().fill(store)
    let catalog = try store.catalog()
    let customer = try #require(try catalog.customers().first { $0.market == "US" })
    let items = try catalog.purchasableItems(
      for: customer.id.rawValue, matching: "office 365", PurchaseOptions(limit: .max)
    ).items.map(\.item)
    var options = SearchOptions(markets: ["US"], limit: 1_000)
    options.deduplicates = false
    options.includesEveryItem = true
    let hits = try catalog.search("office 365", options).items.map(\.item).filter { items.contains($0) }
    func skus(_ items: [CatalogItem]) -> [String] {
      items.map { "\($0.productID):\($0.skuID)" }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    #expect(!items.isEmpty)
    #expect(skus(items) == skus(hits))
  }
}
