import CatalogModel
import Foundation
import GRDB
import SeededRandom
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite("The products of a list")
struct ListingTests {
  /// A store with so many products of one text each, `P001` and on; the partition's number.
  private func filled(_ count: Int) async throws -> (TemporaryStore, Int64) {
    let temporary = try await TemporaryStore()
    let key = ProductListKey(market: "DE", view: "Azure")
    let products = (1...count).map { (ProductID(String(format: "P%03d", $0)), ProductContent(title: "T\($0)")) }
    try await temporary.store.record(
      list: Dictionary(uniqueKeysWithValues: products), of: key, pages: 1, hash: 1, run: temporary.run,
      at: TemporaryStore.start)
    let partition = try await temporary.store.read { try Int64.fetchOne($0, sql: "SELECT id FROM partition") }
    return (temporary, try #require(partition))
  }

  private func texts(_ db: Database, _ partition: Int64) throws -> Set<Int64> {
    try Int64.fetchSet(
      db, sql: "SELECT product_text_id FROM \(ListedProducts.products) WHERE partition_id = ?", arguments: [partition])
  }

  @Test("are those that were written, whatever was there before: sets drawn at random, bits at the ends among them")
  func random() async throws {
    let (temporary, partition) = try await filled(200)
    var numbers = SplitMix64(seed: 77)
    for round in 0..<60 {
      let share = [0, 3, 50, 97, 100][round % 5]
      var wanted = Set<Int64>((1...200).filter { _ in Int.random(in: 0..<100, using: &numbers) < share })
      if round % 3 == 0 { wanted.formUnion([63, 64, 127, 128, 191, 192]) }
      let set = wanted
      let (found, empty) = try await temporary.store.write { db in
        try ListedProducts.replace(partition, with: set, db)
        return (
          try texts(db, partition), try Int.fetchOne(db, sql: "SELECT count(*) FROM listing WHERE texts = 0")
        )
      }
      #expect(found == wanted)
      #expect(empty == 0)
    }
  }

  @Test("change one by one: under another text, or gone")
  func single() async throws {
    let (temporary, partition) = try await filled(130)
    let left = try await temporary.store.write { db -> Set<Int64> in
      try db.execute(sql: "INSERT INTO product_text (product_id, hash, title, description) VALUES (64, 7, 'new', '')")
      let renamed = db.lastInsertedRowID
      try ListedProducts.set(renamed, of: 64, in: partition, db)
      try ListedProducts.set(nil, of: 128, in: partition, db)
      try ListedProducts.set(nil, of: 128, in: partition, db)
      return try texts(db, partition).symmetricDifference([renamed])
    }
    #expect(left == Set(1...130).subtracting([64, 128]))
  }

  @Test("are found by their list, or by the product, without going through what lists hold otherwise")
  func plans() async throws {
    let (temporary, _) = try await filled(3)
    func plan(_ sql: String) async throws -> [String] {
      try await temporary.store.read { db in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
      }
    }
    let ofProduct = try await plan(
      """
      SELECT 1 FROM partition r CROSS JOIN \(ListedProducts.products) l ON l.partition_id = r.id AND l.product_id = 1
      WHERE r.market_id = 1
      """)
    #expect(ofProduct.contains("SEARCH t USING COVERING INDEX sqlite_autoindex_product_text_1 (product_id=?)"))
    #expect(ofProduct.contains("SEARCH g USING PRIMARY KEY (partition_id=? AND chunk=?)"))
    let ofList = try await plan("SELECT product_id FROM \(ListedProducts.products) l WHERE l.partition_id = 1")
    #expect(
      ofList == [
        "SEARCH g USING PRIMARY KEY (partition_id=?)", "SEARCH t USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
      ])
  }
}
