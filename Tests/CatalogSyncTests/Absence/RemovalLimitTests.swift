import CatalogModel
import CatalogStore
import Testing

@testable import CatalogSync

@Suite("The limit of removals")
struct RemovalLimitTests {
  private static let list = ProductListKey(market: "US", view: .azure)
  private static let other = ProductListKey(market: "US", view: .software)

  @Test(
    "of a partition is the greatest of twenty items, a tenth of it, and what the operator accepts",
    arguments: [
      (0, 0, 20), (100, 0, 20), (200, 0, 20), (210, 0, 21), (1_000, 0, 100), (1_000, 50, 100), (1_000, 250, 250),
    ])
  func limit(items: Int, accepted: Int, limit: Int) {
    var removals = RemovalGuard(items: [Self.list: items], accepted: accepted)
    let permits = [limit + 1, limit, 1].map { removals.permits($0, in: [Self.list]) }
    #expect(permits == [false, true, false])
  }

  @Test("counts only permitted removals, in every list that shows the product")
  func several() {
    var removals = RemovalGuard(items: [Self.list: 1_000], accepted: 0)
    let both = [21, 20, 1].map { removals.permits($0, in: [Self.list, Self.other]) }
    #expect(both == [false, true, false])
    let rest = removals.permits(80, in: [Self.list])
    #expect(rest)
  }

  @Test("of a partition with removals held back is what the operator accepts")
  func holding() {
    var removals = RemovalGuard(items: [Self.list: 1_000], accepted: 5, holding: [Self.list])
    let permits = [6, 5].map { removals.permits($0, in: [Self.list]) } + [removals.permits(20, in: [Self.other])]
    #expect(permits == [false, true, true])
  }

  @Test(
    "of customers is the greatest of twenty, a tenth of all, and what the operator accepts",
    arguments: [(20, 5, 0, false), (21, 5, 0, true), (40, 400, 0, false), (41, 400, 0, true), (41, 400, 41, false)])
  func customers(count: Int, all: Int, accepted: Int, isTooMuch: Bool) {
    #expect(RemovalLimit.isTooMuch(count, of: all, accepted: accepted) == isTooMuch)
  }
}
