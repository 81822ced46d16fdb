import CatalogModel
import CatalogSchema
import CatalogStore
import Testing

@testable import CatalogSync

@Suite("A partial refresh")
struct PartialRefreshTests {
  @Test("requests one availability list in sixteen, and one more", arguments: [(2, 1), (16, 1), (17, 2), (33, 3)])
  func size(requests: Int, lists: Int) {
    #expect(PartialRefresh.availabilityLists(of: requests) == lists)
  }

  @Test("rotates through the lists, so that successive ones cover all of them")
  func rotation() {
    let lists = Array(0..<7)
    var seen: Set<Int> = []
    for number in 0..<4 {
      let (first, rest) = PartialRefresh(first: number * 2, count: 2).split(lists)
      #expect(first.count == 2 && Set(first + rest) == Set(lists) && rest.count == 5)
      seen.formUnion(first)
    }
    #expect(seen == Set(lists))
  }

  @Test("of a product with fewer lists requests all of them, and of one without any none")
  func few() {
    #expect(PartialRefresh(first: 5, count: 3).split([1, 2]).first.sorted() == [1, 2])
    #expect(PartialRefresh(first: 5, count: 3).split([Int]()).first.isEmpty)
  }

  @Test("would have shown the share of the lists that changed")
  func changes() {
    typealias List = ProductFingerprint.List
    let known = ProductFingerprint([List(): 1, List(sku: "1"): 1, List(sku: "2"): 1])
    let new = ProductFingerprint([
      List(): 1, List(sku: "1"): 1, List(sku: "2"): 2, List(sku: "3"): 1, List(sku: "4"): 1,
    ])
    let changed = ChangedLists(from: known, to: new)
    #expect(!changed.isSKUListChanged && changed.availabilities == 0.75)
    #expect(ChangedLists(from: ProductFingerprint(), to: known).isSKUListChanged)
    #expect(ChangedLists(from: known, to: ProductFingerprint()).availabilities == 0)
  }
}
