import CatalogModel
import Foundation
import GRDB
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite struct DataVersionTests {
  @Test("Each transaction that writes counts one version, and one that writes nothing counts none")
  func counting() async throws {
    let temporary = try await TemporaryStore()
    let first = try await version(temporary)
    try await temporary.store.write { _ in }
    #expect(try await version(temporary) == first)
    for number in 1...3 {
      try await temporary.store.write { db in
        try db.execute(sql: "INSERT INTO price_currency (code) VALUES (?)", arguments: ["C\(number)"])
        try db.execute(sql: "UPDATE price_currency SET code = code || 'X'")
      }
      #expect(try await version(temporary) == first + number)
    }
  }

  @Test("A transaction that is undone counts nothing")
  func undone() async throws {
    struct Failure: Error {}
    let temporary = try await TemporaryStore()
    let first = try await version(temporary)
    await #expect(throws: (any Error).self) {
      try await temporary.store.write { db in
        try db.execute(sql: "INSERT INTO price_currency (code) VALUES ('EUR')")
        throw Failure()
      }
    }
    #expect(try await version(temporary) == first)
  }

  @Test("Every file has an incarnation of its own, and keeps it")
  func incarnations() async throws {
    let one = try await TemporaryStore()
    let other = try await TemporaryStore()
    let incarnation = try await one.rows("SELECT value FROM setting WHERE key = 'incarnation'")
    #expect(UUID(uuidString: try #require(incarnation.first)) != nil)
    #expect(incarnation != (try await other.rows("SELECT value FROM setting WHERE key = 'incarnation'")))
    try await one.store.write { db in try db.execute(sql: "INSERT INTO price_currency (code) VALUES ('EUR')") }
    #expect(incarnation == (try await one.rows("SELECT value FROM setting WHERE key = 'incarnation'")))
  }

  private func version(_ temporary: TemporaryStore) async throws -> Int {
    let rows = try await temporary.rows("SELECT value FROM setting WHERE key = 'version'")
    return try #require(rows.first.flatMap { Int($0) })
  }
}
