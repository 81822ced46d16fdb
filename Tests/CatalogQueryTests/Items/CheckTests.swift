import CatalogModel
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery

@Suite("What has become of ids")
struct CheckTests {
  @Test("An id is current, reissued, removed or unknown, market by market")
  func states() async throws {
    let store = try await SmallStore()
    let (sku, later) = ("CFQ7TTC0CHEK:0001", SmallStore.read.addingTimeInterval(600))
    func content(_ ids: String...) -> ProductSnapshot { product("Checked", ids.map { item($0, of: sku) }) }
    for market in ["US", "DE", "JP"] as [Market] {
      try await store.put("CFQ7TTC0CHEK", content("OLD1"), in: market)
    }
    try await store.put("CFQ7TTC0CHEK", content("NEW1"), in: "US", at: later)
    try await store.put("CFQ7TTC0CHEK", nil, in: "JP", at: later)
    let catalog = try store.catalog()
    func states(_ id: String, _ market: Market? = nil) throws -> [String] {
      try catalog.check(id, in: market).map { check in
        "\(check.market?.code ?? "-") \(check.state.rawValue)" + (check.now.map { " \($0)" } ?? "")
      }
    }
    #expect(try states("\(sku):OLD1") == ["DE current", "JP removed", "US reissued \(sku):NEW1"])
    #expect(try states("\(sku):NEW1") == ["US current"])
    #expect(try states("cfq7ttc0chek:1:old1", "US") == ["US reissued \(sku):NEW1"])
    #expect(try states("\(sku):NEW1", "DE") == ["DE unknown"])
    #expect(try states(sku) == ["DE current", "JP removed", "US current"])
    #expect(try states("CFQ7TTC0CHEK", "JP") == ["JP removed"])
    for nothing in ["", "  ", "NOSUCHTHING1", "a:b:c:d", "CFQ7TTC0CHEK:0002", String(repeating: "x", count: 9_000)] {
      #expect(try states(nothing) == ["- unknown"])
    }
  }

  @Test("Changes are counted by day in UTC and by kind")
  func days() async throws {
    let store = try await SmallStore()
    let now = SmallStore.now  // Midnight: today has only begun.
    for (number, days) in [0, 1, 1, 2, 40].enumerated() {
      let sku = "CFQ7TTC0DAY\(number):0001"
      let first = now.addingTimeInterval(-86_400 * 90)
      try await store.put("CFQ7TTC0DAY\(number)", product("Day", [item("A", of: sku)]), in: "US", at: first)
      try await store.put("CFQ7TTC0DAY\(number)", nil, in: "US", at: now.addingTimeInterval(Double(-86_400 * days)))
    }
    let catalog = try store.catalog()
    func removed(_ days: Int) throws -> [String] {
      try catalog.changesByDay(days).filter { $0.kind == .removed }.map { "\($0.day) \($0.count > 0)" }
    }
    #expect(try removed(1) == ["2026-03-01 true"])
    #expect(try removed(3) == ["2026-02-27 true", "2026-02-28 true", "2026-03-01 true"])
    let all = try catalog.changes(kind: .removed)
    #expect(try catalog.changesByDay(365).filter { $0.kind == .removed }.reduce(0) { $0 + $1.count } == all.count)
    #expect(try catalog.changesByDay(0) == catalog.changesByDay(1))
  }

  @Test("Older changes follow behind a page of newer ones")
  func before() async throws {
    let store = try await SmallStore()
    for number in 0..<8 {
      let sku = "CFQ7TTC0PAG\(number):0001"
      try await store.put("CFQ7TTC0PAG\(number)", product("Page", [item("A", of: sku)]), in: "US")
      try await store.put("CFQ7TTC0PAG\(number)", nil, in: "US", at: SmallStore.now)
    }
    let catalog = try store.catalog()
    let all = try catalog.changes()
    var pages: [ChangeRecord] = []
    var before: Int64?
    while true {
      let page = try catalog.changes(before: before, limit: 3)
      guard let first = page.first else { break }
      pages = page + pages
      before = first.changeID
    }
    #expect(all.count >= 8 && pages == all)
  }
}
