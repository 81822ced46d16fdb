import CatalogModel
import Foundation
import GRDB
import SeededRandom
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite struct SearchIndexTests {
  /// Everything that search reads, in an order and with names that do not depend on the order of writing.
  private static func dump(_ db: Database) throws -> [String] {
    var rows = try Row.fetchAll(db, sql: "SELECT term, chunk, entries FROM search_posting ORDER BY term, chunk").map {
      "\($0["term"] as String) \($0["chunk"] as Int) \(([UInt8]($0["entries"] as Data)))"
    }
    rows += try RowText.all(db, "SELECT word, documents FROM search_word ORDER BY word")
    rows += try Row.fetchAll(db, sql: "SELECT chunk, records FROM search_document ORDER BY chunk").map {
      "\($0["chunk"] as Int) \([UInt8]($0["records"] as Data))"
    }
    rows += try RowText.all(db, "SELECT highest, documents, terms FROM search_total")
    rows += try RowText.all(db, "SELECT id, document FROM sku_text ORDER BY id")
    var listings: [String] = []
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT l.id >> 32 AS place, l.id & 4095 AS chunk, c.segment_id || ' ' || c.currency || ' ' || c.is_purchasable
          || ' ' || c.terms || ' ' || c.prerequisites || ' ' || c.copy AS class, l.documents
        FROM search_listing l JOIN search_class c ON c.id = l.id >> 12 & 1048575
        """)
    {
      let documents: Data = row["documents"]
      let set = documents.withUnsafeBytes { DocumentSet(reading: $0) }
      listings.append("\(row["place"] as Int) \(row["chunk"] as Int) \(row["class"] as String) \(set.bits)")
    }
    return rows + listings.sorted()
  }

  /// Titles with words of several kinds, some of them alike.
  private func content(_ generator: inout SplitMix64) -> ProductSnapshot {
    let words = ["Windows", "Server", "2022", "Standard_D2s_v3", "クラウド", "West US 2", "Non-Profit", "3 Years", "Añejo"]
    func title() -> String {
      (0...Int.random(in: 0...3, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
        .joined(separator: " ")
    }
    var skus: [SKUID: SKUOffering] = [:]
    for number in 0..<Int.random(in: 1...4, using: &generator) {
      let id = SKUID("000\(number)")
      let availabilities = (0..<Int.random(in: 0...3, using: &generator)).map { index in
        item(
          "A\(index)", [.commercial, .education].randomElement(using: &generator) ?? .commercial,
          isPurchasable: Bool.random(using: &generator),
          terms: [["P1Y"], ["P1M", "P1Y"], []].randomElement(using: &generator) ?? [], of: "P:\(id.rawValue)")
      }
      skus[id] = SKUOffering(
        content: SKUContent(
          title: title(), purchasePrerequisites: [[], ["InventoryCheck"]].randomElement(using: &generator) ?? []),
        availabilities: availabilities)
    }
    return ProductSnapshot(product: ProductContent(title: title(), type: "Azure", publisher: "Microsoft"), skus: skus)
  }

  private func filled(seed: UInt64, steps: Int = 60) async throws -> TemporaryStore {
    let temporary = try await TemporaryStore()
    var generator = SplitMix64(seed: seed)
    for step in 0..<steps {
      let marketScope = MarketScope(
        market: ["DE", "US"].randomElement(using: &generator) ?? "DE",
        scope: Int.random(in: 0..<4, using: &generator) == 0 ? .azurePlan : nil)
      let key = ProductKey(
        marketScope: marketScope, product: ProductID("PRODUCT\(Int.random(in: 0..<8, using: &generator))"))
      _ = try await temporary.store.replace(
        key, with: Int.random(in: 0..<8, using: &generator) == 0 ? nil : content(&generator), fingerprint: nil,
        logging: ChangeLogging(general: true, nonprofit: true), run: temporary.run,
        at: TemporaryStore.start.addingTimeInterval(TimeInterval(step)))
    }
    return temporary
  }

  @Test("What units write one after the other is what is written anew from the rows", arguments: [1, 2, 3] as [UInt64])
  func rebuilt(seed: UInt64) async throws {
    let temporary = try await filled(seed: seed)
    let (before, after) = try await temporary.store.write { db in
      let before = try Self.dump(db)
      try SearchIndexRebuild.run(db)
      return (before, try Self.dump(db))
    }
    #expect(before.count > 50)
    #expect(before == after)
    #expect(try await temporary.rows("PRAGMA integrity_check") == ["ok"])
    try await temporary.store.write { db in
      try db.execute(sql: "INSERT INTO sku_search (sku_search) VALUES ('integrity-check')")
    }
  }

  @Test("The sets say what the availabilities say")
  func listings() async throws {
    let temporary = try await filled(seed: 9)
    let (listed, there) = try await temporary.store.read { db in
      var listed: [String] = []
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT l.id >> 32 AS place, c.segment_id, c.is_purchasable, l.documents
          FROM search_listing l JOIN search_class c ON c.id = l.id >> 12 & 1048575
          """)
      {
        let set = (row["documents"] as Data).withUnsafeBytes { DocumentSet(reading: $0) }
        for document in 0..<DocumentSet.span where set.bits[document / 64] >> UInt64(document % 64) & 1 != 0 {
          listed.append(
            "\(row["place"] as Int) \(document) \(row["segment_id"] as Int) \(row["is_purchasable"] as Int)")
        }
      }
      let there = try String.fetchAll(
        db,
        sql: """
          SELECT a.place_id || ' ' || t.document || ' ' || a.segment_id || ' ' || o.is_purchasable
          FROM availability a JOIN sku_text t ON t.id = \(AvailabilityColumns.text) JOIN offer o ON o.id = a.offer_id
          """)
      return (listed.sorted(), there.sorted())
    }
    #expect(!there.isEmpty)
    #expect(listed == there)
  }

  @Test("A file of version 1 is brought up to date, its texts indexed anew")
  func migrates() async throws {
    let temporary = try await filled(seed: 5)
    let old = temporary.folder.appendingPathComponent("old.sqlite").path
    let schema = try #require(Bundle.module.url(forResource: "Fixtures/schema-1", withExtension: "sql"))
    let statements = try String(contentsOf: schema, encoding: .utf8)
    let path = temporary.path
    var unchecked = Configuration()
    unchecked.foreignKeysEnabled = false
    try await DatabaseQueue(path: old, configuration: unchecked).writeWithoutTransaction { db in
      try db.execute(sql: "ATTACH ? AS new", arguments: [path])
      try db.inTransaction {
        // Tables first: the dump is in the order of names.
        try db.execute(sql: statements)
        for table in try String.fetchAll(
          db, sql: "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sku_search%'")
        {
          let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(table)')")
          // As they stood before facts were made compact.
          let values = columns.map { column in
            switch (table, column) {
            case ("offer", "terms"): "(SELECT content FROM new.offer_text WHERE id = terms_id)"
            case ("offer", "details"): "(SELECT content FROM new.offer_text WHERE id = details_id)"
            case ("availability", "code"):
              """
              (SELECT \(AvailabilityCode.whole("availability.code"))
               FROM new.sku k JOIN new.product p ON p.id = k.product_id WHERE k.id = sku_id)
              """
            case ("availability", "text_id"):
              "coalesce(text_id, (SELECT k.text_id FROM new.sku k WHERE k.id = sku_id))"
            case ("availability", "catalog_item_id"): "NULL"
            case ("unit", "changed_at"): "coalesce(changed_at, first_seen)"
            case ("availability", "first_seen"):
              """
              coalesce(first_seen, (SELECT u.first_seen FROM new.sku k JOIN new.unit u ON u.product_id = k.product_id
                WHERE k.id = sku_id AND u.place_id = availability.place_id))
              """
            default: column
            }
          }
          let rows =
            table == "listing"
            ? """
            (SELECT g.partition_id, t.product_id, t.id AS product_text_id FROM new.listing g JOIN new.product_text t
              ON g.chunk = t.id >> 6 AND g.texts >> (t.id & 63) & 1)
            """ : "new.\(table)"
          try db.execute(
            sql: """
              INSERT INTO main.\(table) (\(columns.joined(separator: ", ")))
              SELECT \(values.joined(separator: ", ")) FROM \(rows)
              """)
        }
        try db.execute(sql: "INSERT INTO sku_search (rowid, title) SELECT id, 'as it was once folded' FROM sku_text")
        try db.execute(sql: "PRAGMA main.application_id = \(Migrations.applicationID); PRAGMA main.user_version = 1")
        return .commit
      }
    }
    let store = try CatalogStore(path: old, source: TemporaryStore.source)
    let migrated = try await store.read { try Self.dump($0) }
    #expect(try await temporary.store.read { try Self.dump($0) } == migrated)
    #expect(try await store.read { try RowText.all($0, "PRAGMA integrity_check") } == ["ok"])
    #expect(
      try await store.read { try RowText.all($0, "SELECT count(*) FROM sku_search WHERE sku_search MATCH 'once'") } == [
        "0"
      ])
    #expect(
      try await store.read {
        try RowText.all($0, "SELECT count(*) > 0 FROM sku_search WHERE sku_search MATCH 'server'")
      }
        == ["1"])
  }

  @Test("Texts that read the same are one document, whatever their prerequisites")
  func sameDocument() async throws {
    let temporary = try await TemporaryStore()
    for scope in [nil, ReservationScope.azurePlan] {
      let content = ProductSnapshot(
        product: ProductContent(title: "Reserved"),
        skus: [
          "0001": SKUOffering(
            content: SKUContent(
              title: "Reserved, 1 Year",
              purchasePrerequisites: scope == nil
                ? ["InventoryCheck", "AzureSubscriptionRegistration"] : ["InventoryCheck"]),
            availabilities: [item("A")])
        ])
      _ = try await temporary.store.replace(
        ProductKey(marketScope: MarketScope(market: "DE", scope: scope), product: "P"), with: content, fingerprint: nil,
        logging: ChangeLogging(general: true, nonprofit: true), run: temporary.run, at: TemporaryStore.start)
    }
    #expect(try await temporary.rows("SELECT id, document FROM sku_text ORDER BY id") == ["1 | 1", "2 | 1"])
    #expect(try await temporary.rows("SELECT documents FROM search_total") == ["1"])
    #expect(try await temporary.rows("SELECT count(*) FROM search_twin") == ["0"])
    #expect(
      try await temporary.rows("SELECT prerequisites FROM search_class ORDER BY id")
        == ["AzureSubscriptionRegistration InventoryCheck", "InventoryCheck"])
  }

  @Test("A unit that did not change writes nothing into the index")
  func unchanged() async throws {
    let temporary = try await TemporaryStore()
    let content = unit(["0001": [item("A")]])
    _ = try await temporary.replace(content)
    let before = try await temporary.rows(
      "SELECT generation FROM search_place UNION ALL SELECT generation FROM search_total")
    _ = try await temporary.replace(content, at: 60)
    _ = try await temporary.replace(unit(["0001": [item("B")]]), at: 120)
    #expect(
      try await temporary.rows("SELECT generation FROM search_place UNION ALL SELECT generation FROM search_total")
        == before)
  }

  @Test("A set of documents is read back as it was written, few or many", arguments: [0, 1, 700, 1023, 1024, 9000])
  func documentSets(count: Int) {
    var generator = SplitMix64(seed: UInt64(count))
    var set = DocumentSet()
    while set.count < count { set.insert(Int.random(in: 0..<DocumentSet.span, using: &generator)) }
    let bytes = set.bytes
    #expect(bytes.count == min(count * 2, DocumentSet.span / 8))
    #expect(bytes.withUnsafeBytes { DocumentSet(reading: $0) } == set)
  }

  @Test("Ids compare as their keys do")
  func keys() {
    let ids = ["DZH318Z0BQ3Q", "DZH318Z0BQ3R", "CFQ7TTC0LH18", "CFQ7TTC0LH1", "0001", "000F", "A", "ZZZZZZZZZZZZ"]
    for left in ids {
      for right in ids where left != right {
        #expect(
          (DocumentRecord.key(left, characters: 12) < DocumentRecord.key(right, characters: 12)) == (left < right),
          "\(left) \(right)")
      }
    }
  }

  @Test("A record is read back as it was written")
  func records() {
    var record = DocumentRecord()
    record.productKey = .max
    record.skuKey = 7
    record.sku = 8
    record.product = 9
    record.publisher = 10
    record.type = 11
    record.subtype = 12
    record.length = 13
    record.titleLength = 14
    record.productLength = 15
    record.isTrial = true
    #expect(record.bytes.count == DocumentRecord.size)
    #expect(record.bytes.withUnsafeBytes { $0.baseAddress.map { DocumentRecord(reading: $0) } } == record)
  }
}
