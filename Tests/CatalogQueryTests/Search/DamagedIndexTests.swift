import CatalogModel
import CatalogStore
import Foundation
import GRDB
import Testing

@testable import CatalogQuery

/// Nothing stored is an index or a size before it is checked.
@Suite("A damaged search index") struct DamagedIndexTests {
  private func damaged(_ sql: String) async throws -> SmallStore {
    let store = try await SmallStore()
    for number in 1...40 {
      try await store.put(
        "P\(number)", product("SQL Server \(number)", [item("A\(number)", of: "P\(number):0001")]), in: "US")
    }
    try await store.customer("Contoso", domain: "contoso.example", market: "US")
    try await store.store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
    }
    return store
  }

  /// Asks everything; an error must say that the file is damaged.
  private func ask(_ store: SmallStore) throws -> Int {
    let catalog = try store.catalog()
    var errors = 0
    let questions: [() throws -> Void] = [
      { _ = try catalog.search("sql server") }, { _ = try catalog.search("s") }, { _ = try catalog.search("") },
      { _ = try catalog.search("sqk servet", SearchOptions(includesEveryItem: true)) },
      { _ = try catalog.search("P1:0001") }, { _ = try catalog.status() },
      { _ = try catalog.details(of: .product("P1")) },
    ]
    for question in questions {
      do {
        try question()
      } catch let error as CatalogError {
        #expect(error.code == .storeDamaged, "\(error)")
        errors += 1
      }
    }
    return errors
  }

  @Test(
    "A number or a blob out of bounds is an error that says so",
    arguments: [
      "UPDATE search_posting SET entries = x'0004ff7f' || entries",
      "UPDATE search_posting SET entries = x'210400082104ffff'",
      "UPDATE OR REPLACE search_posting SET chunk = -1",
      "UPDATE OR REPLACE search_posting SET chunk = 1 << 40",
      "UPDATE OR REPLACE search_posting SET chunk = 1",
      "UPDATE search_total SET highest = 1000000000",
      "UPDATE search_total SET highest = 9223372036854775807",
      "UPDATE search_total SET highest = -1",
      "UPDATE search_total SET documents = -9223372036854775807",
      "UPDATE search_document SET records = substr(records, 1, 39)",
      "UPDATE search_document SET records = CAST(records || zeroblob(40 * 300) AS BLOB)",
      "UPDATE search_document SET records = CAST(substr(records, 1, 56) || x'00000040' || substr(records, 61) AS BLOB)",
      "UPDATE product SET id = 1 << 40 WHERE code = 'P3'",
      "UPDATE place SET id = 1 << 40",
      "UPDATE segment SET id = -5",
      "UPDATE sku_text SET document = 'x'",
      "UPDATE sku_text SET id = id + (1 << 34)",
    ])
  func outOfBounds(sql: String) async throws {
    #expect(try ask(try await damaged(sql)) > 0)
  }

  @Test(
    "What is merely wrong gives some answer or an error, and nothing worse",
    arguments: [
      "UPDATE search_posting SET entries = substr(entries, 1, 3)",
      "UPDATE search_posting SET entries = x''",
      "UPDATE search_listing SET documents = zeroblob(2048)",
      "UPDATE search_listing SET documents = x'ffffffffffff'",
      "UPDATE OR REPLACE search_listing SET id = id | 4095",
      "UPDATE OR REPLACE search_listing SET id = -id",
      "UPDATE search_total SET terms = -9223372036854775807",
      "UPDATE search_word SET documents = 9223372036854775807",
      "DELETE FROM search_document", "DELETE FROM search_class", "DELETE FROM place", "DELETE FROM search_total",
      "UPDATE availability SET ordinal = 2147483648", "UPDATE availability SET code = 9223372036854775807",
      "INSERT INTO search_twin SELECT id FROM sku",
    ])
  func merelyWrong(sql: String) async throws {
    _ = try ask(try await damaged(sql))
  }

  @Test("Random bytes in any blob end no process")
  func randomBytes() async throws {
    var random = SeededBytes(state: 20_260_301)
    for _ in 0..<12 {
      let table = ["search_posting.entries", "search_document.records", "search_listing.documents"][
        Int(random.next() % 3)
      ]
      .split(separator: ".")
      let bytes = (0..<Int(random.next() % 5_000)).map { _ in
        String(format: "%02x", UInt8(truncatingIfNeeded: random.next()))
      }
      _ = try ask(try await damaged("UPDATE \(table[0]) SET \(table[1]) = x'\(bytes.joined())'"))
    }
  }

  private struct SeededBytes {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }

  @Test("The largest offset and limit pass everything over, page after page")
  func largestNumbers() async throws {
    let store = try await damaged("SELECT 1")
    let catalog = try store.catalog()
    for text in ["sql", "", "P1:0001:A1"] {
      #expect(try catalog.search(text, SearchOptions(limit: .max, offset: .max)).items.isEmpty)
      #expect(try !catalog.search(text, SearchOptions(limit: .max, offset: .min)).items.isEmpty)
      var options = SearchOptions(includesEveryItem: true, limit: 1)
      options.page.after = try catalog.search(text, options).next
      options.page.offset = .max
      if options.page.after != nil { #expect(try catalog.search(text, options).items.isEmpty) }
    }
  }

  @Test("A time that lies ahead is no confirmation: ages are unknown, and of items the oldest there is")
  func timesAhead() async throws {
    let store = try await damaged("SELECT 1")
    try await store.list("P1", product("SQL Server 1", [item("A1", of: "P1:0001")]), view: .software, in: "US")
    let catalog = try store.catalog()
    #expect(try catalog.reading(of: "US")?.ageSeconds == 3_600)
    #expect(try catalog.search("sql").items[0].ageSeconds == 3_600)
    try await store.store.pool.write { db in
      try db.execute(sql: "UPDATE partition SET completed_at = completed_at + 94670856")
      try db.execute(sql: "UPDATE unit SET confirmed_at = confirmed_at + 94670856")
    }
    let reading = try #require(try catalog.reading(of: "US"))
    #expect(reading.ageSeconds == nil && reading.completedAt != nil)
    #expect(try catalog.markets()[0].ageSeconds == nil)
    #expect(try catalog.search("sql").items[0].ageSeconds == Int(SmallStore.now.timeIntervalSince1970))
  }
}
