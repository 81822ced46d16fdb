import CatalogModel
import CatalogStore
import Foundation
import GRDB
import Testing

@testable import CatalogQuery

@Suite("The library for tool authors") struct ToolAuthorTests {
  private static let contoso = CustomerID("5C7F2E0A-1111-2222-3333-444455556666")

  private func filled() async throws -> SmallStore {
    let store = try await SmallStore()
    for market in ["US", "DE"] as [Market] {
      try await store.put(
        "CFQ7TTC0AAAA",
        product(
          "Alpha",
          [
            item("A3", terms: ["P3Y"], of: "CFQ7TTC0AAAA:0001"), item("A1", terms: ["P1Y"], of: "CFQ7TTC0AAAA:0001"),
            item("AE", .education, of: "CFQ7TTC0AAAA:0001"),
            item("AC", isPurchasable: false, terms: ["P1M"], of: "CFQ7TTC0AAAA:0001"),
          ]), in: market)
    }
    try await store.customer("Contoso", domain: "contoso.com", market: "US", id: Self.contoso.rawValue)
    try await store.customer("Contoso Retail", domain: "retail.contoso.com", market: "DE")
    return store
  }

  @Test("An item is found by its CatalogItemId, in any case, and in one market where that is asked for")
  func itemByID() async throws {
    let store = try await filled()
    let catalog = try store.catalog()
    let id: CatalogItemID = "CFQ7TTC0AAAA:0001:A1"
    #expect(try catalog.item(id)?.market == "DE")
    let found = try #require(try catalog.item(id, in: "US"))
    #expect((found.catalogItemID, found.market, found.terms.map(\.duration)) == (id, "US", ["P1Y"]))
    #expect(try catalog.item("cfq7ttc0aaaa:1:a1", in: "US") == found)
    #expect(try catalog.item(id, in: "FR") == nil)
    #expect(try catalog.item("CFQ7TTC0AAAA:0001:ZZ") == nil)
    #expect(try catalog.item("no id at all") == nil)
    #expect(try catalog.item("") == nil)
  }

  @Test("The items of a SKU come by market, the one to order first")
  func itemsOfSKU() async throws {
    let catalog = try await filled().catalog()
    let sku = SKUReference("CFQ7TTC0AAAA", "0001")
    #expect(try catalog.items(of: sku, in: "US").map(\.availabilityID) == ["A1", "A3", "AE", "AC"])
    #expect(try catalog.items(of: sku).map(\.market) == ["DE", "DE", "DE", "DE", "US", "US", "US", "US"])
    #expect(try catalog.items(of: .product("CFQ7TTC0AAAA"), in: "US").count == 4)
    #expect(try catalog.items(of: SKUReference("CFQ7TTC0AAAA", "0002")).isEmpty)
    #expect(try catalog.items(of: SKUReference("CFQ7TTC0ZZZZ", "0001")).isEmpty)
  }

  @Test("A customer is named by text, by id or by a record, and every question takes each of them")
  func customers() async throws {
    let catalog = try await filled().catalog()
    let record = try #require(try catalog.customer(Self.contoso))
    #expect(record.name == "Contoso")
    #expect(try catalog.customer(named: Self.contoso) == record)
    #expect(try catalog.customer(named: record) == record)
    #expect(try catalog.customer(named: "contoso.com") == record)
    #expect(try catalog.customer("00000000-0000-0000-0000-000000000000") == nil)
    let byText = try catalog.purchasableItems(for: "contoso.com")
    #expect(byText.total == 2)
    #expect(try catalog.purchasableItems(for: Self.contoso) == byText)
    #expect(try catalog.purchasableItems(for: record) == byText)
    let item = "CFQ7TTC0AAAA:0001"
    #expect(try catalog.explain(customer: record, item: item) == catalog.explain(customer: "contoso.com", item: item))
    #expect(try catalog.resolve(item, for: Self.contoso) == catalog.resolve(item, for: "contoso.com"))
    #expect(try catalog.inventoryTargets(of: item, for: record).customer == record)
    // An id is exact: it never matches a part of a name.
    #expect {
      try catalog.purchasableItems(for: CustomerID("Contoso"))
    } throws: {
      ($0 as? CatalogError)?.code == .customerNotFound
    }
    #expect {
      try catalog.purchasableItems(for: "contos")
    } throws: {
      ($0 as? CatalogError)?.candidates.count == 2
    }
  }

  @Test("Errors are typed: a caller tells the cases apart without a cast")
  func typedErrors() async throws {
    let catalog = try await filled().catalog()
    func code(of customer: String) -> CatalogError.Code? {
      do {
        _ = try catalog.explain(customer: customer, item: "CFQ7TTC0AAAA")
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code(of: "contoso.com") == nil)
    #expect(code(of: "nobody") == .customerNotFound)
    do {
      _ = try Catalog(path: "/nowhere/at/all.sqlite")
      Issue.record("It opened a file that is not there.")
    } catch {
      #expect(error.code == .storeMissing)
    }
  }

  @Test("Changes are read on from the last one, in pages of any size, each once", arguments: [1, 2, 3, 100])
  func changes(pageSize: Int) async throws {
    let store = try await filled()
    for number in 0..<5 {
      try await store.put(
        "CFQ7TTC0AAAA", product("Alpha \(number)", [item("A1", of: "CFQ7TTC0AAAA:0001")]), in: "US",
        at: SmallStore.read.addingTimeInterval(TimeInterval(number)))
    }
    let catalog = try store.catalog()
    let all = try catalog.changes()
    #expect(all.count > 5)
    var pages: [ChangeRecord] = []
    while true {
      let page = try catalog.changes(after: pages.last?.changeID ?? 0, limit: pageSize)
      #expect(page.count <= pageSize)
      if page.isEmpty { break }
      pages += page
    }
    #expect(pages == all)
    #expect(
      try catalog.changes(after: all[2].changeID, market: "US", kind: .changed).allSatisfy {
        $0.changeID > all[2].changeID && $0.kind == .changed
      })
    #expect(try catalog.changes(after: .max).isEmpty)
  }

  @Test("A version is equal until somebody writes, and another file has another")
  func version() async throws {
    let store = try await filled()
    let catalog = try store.catalog()
    let first = try catalog.version()
    #expect(try catalog.version() == first)
    _ = try catalog.search("alpha")
    #expect(try catalog.version() == first)
    try await store.put("CFQ7TTC0BBBB", product("Beta", []), in: "US")
    let second = try catalog.version()
    #expect(second != first)
    let copy = store.folder.appendingPathComponent("copy.sqlite")
    try await store.store.pool.writeWithoutTransaction {
      try $0.execute(sql: "VACUUM INTO ?", arguments: [copy.path])
    }
    try FileManager.default.removeItem(atPath: store.path)
    try FileManager.default.moveItem(atPath: copy.path, toPath: store.path)
    #expect(try catalog.version() != second)
  }

  /// A clock whose intervals are over at once; each runs a step before.
  private struct StepClock: Clock {
    let steps: Steps
    actor Steps {
      var left: [@Sendable () async throws -> Void]
      init(_ steps: [@Sendable () async throws -> Void]) { left = steps }
      func next() async throws {
        guard !left.isEmpty else { throw CancellationError() }
        try await left.removeFirst()()
      }
    }
    var now: ContinuousClock.Instant { .now }
    var minimumResolution: Duration { .nanoseconds(1) }
    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws { try await steps.next() }
  }

  @Test("The signal of a change comes once for the commits of an interval, and ends with the clock")
  func updates() async throws {
    let store = try await filled()
    let put: @Sendable (Int) async throws -> Void = { number in
      try await store.put("CFQ7TTC0BBBB", product("Beta \(number)", []), in: "US")
    }
    let clock = StepClock(
      steps: .init([
        {}, { try await put(1) }, {},
        {
          try await put(2)
          try await put(3)
        }, {},
      ]))
    var seen: [CatalogVersion] = []
    for try await version in try store.catalog().updates(every: .seconds(5), clock: clock) { seen.append(version) }
    #expect(seen.count == 3)
    #expect(Set(seen).count == 3)
  }

  @Test("The latest inventory checks are listed for a customer, newest first, and for one SKU")
  func inventoryChecks() async throws {
    let store = try await filled()
    try await store.inventoryCheck(customer: Self.contoso.rawValue, sku: "CFQ7TTC0AAAA:0001", isRestricted: true)
    try await store.inventoryCheck(
      customer: Self.contoso.rawValue, sku: "CFQ7TTC0AAAA:0001", isRestricted: false, region: "eastus")
    let catalog = try store.catalog()
    let checks = try catalog.inventoryChecks(for: Self.contoso)
    #expect(checks.map(\.region) == ["eastus", "westus2"])
    #expect(checks.map(\.isRestricted) == [false, true])
    #expect(checks.map(\.ageSeconds) == [3600, 3600])
    #expect(checks[1].restrictions.map(\.words) == ["Not open to it"])
    #expect(try catalog.inventoryChecks(for: "contoso.com", of: SKUReference("CFQ7TTC0AAAA", "1")).count == 2)
    #expect(try catalog.inventoryChecks(for: "contoso.com", of: SKUReference("CFQ7TTC0AAAA", "0009")).isEmpty)
    #expect(try catalog.inventoryChecks(for: "retail.contoso.com").isEmpty)
  }
}
