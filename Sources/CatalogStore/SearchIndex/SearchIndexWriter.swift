import CatalogModel
import CatalogSchema
import Foundation
import GRDB

/// Keeps the search index equal to the rows, within the transaction that writes them.
///
/// Collects the changes of a transaction and writes them once at its end, for many products of two hundred SKUs share
/// terms. The amount written is proportional to the change: some hundred rows for a product with new texts, one or two
/// for an availability that comes, goes or changes, none for one with reissued ids.
final class SearchIndexWriter {
  /// A new text.
  struct Text {
    var id: Int64
    var sku: Int64
    var productText: Int64
    var product: Int64
    var reference: SKUReference
    var content: SKUContent
    var head: ProductContent
  }

  private let db: Database
  private let statement: PreparedStatements
  private let memory = TermMemory()
  private let classes: ListingClasses
  private let values: SearchValues
  private var postings = PostingBatch()
  /// Rows not yet inserted into the full-text table, by row id of the text. They are inserted last, one after the
  /// other: a statement of another table in between would make FTS5 write a segment.
  private var fullTexts: [(text: Int64, document: SearchDocument)] = []
  private var records: [(id: Int, record: DocumentRecord)] = []
  private var listings: [ListingKey: ListingChange] = [:]
  /// Cached rows of stored texts.
  private var documents: [Int64: (number: Int64, prerequisites: String)] = [:]
  /// The other places of a place's market.
  private var siblings: [Int64: [Int64]] = [:]

  /// The documents of a class in a place.
  private struct ListingKey: Hashable {
    var marketScope: Int64
    var listingClass: Int64
  }

  private struct ListingChange {
    var added = Set<Int>()
    var removed = Set<Int>()

    mutating func add(_ document: Int) {
      if removed.isEmpty || removed.remove(document) == nil { added.insert(document) }
    }

    mutating func remove(_ document: Int) {
      if added.isEmpty || added.remove(document) == nil { removed.insert(document) }
    }
  }

  init(db: Database) {
    self.db = db
    statement = PreparedStatements(db)
    classes = ListingClasses(db: db)
    values = SearchValues(db: db)
  }

  // MARK: - Collecting

  /// Adds a new text; ``flush()`` writes it.
  func add(_ text: Text) throws {
    let number = try number(of: text)
    let update = try statement("UPDATE sku_text SET document = ? WHERE id = ?")
    for value in [number, text.id] { update.bind(value) }
    try update.execute()
    documents[text.id] = (number, Self.prerequisites(text.content.purchasePrerequisites))
    let document = SearchDocument(
      reference: text.reference, sku: text.content, product: text.head, memory: memory)
    fullTexts.append((text.id, document))
    guard number == text.id else { return }
    postings.add(document, number: Int(text.id))
    records.append((Int(text.id), try DocumentRecord(of: text, document, numbering: values.number)))
  }

  /// The document of a text: an earlier one of the SKU that reads the same, or itself.
  private func number(of text: Text) throws -> Int64 {
    let find = try statement(
      """
      SELECT id FROM sku_text
      WHERE sku_id = ? AND product_text_id = ? AND title = ? AND description = ? AND attributes = ? AND is_trial = ?
        AND document = id
      """)
    for value in [text.sku, text.productText] { find.bind(value) }
    for value in [text.content.title, text.content.description, text.content.attributes] { find.bind(value) }
    find.bind(text.content.isTrial)
    return try find.rowNumber() ?? text.id
  }

  /// The document of a stored text, and its prerequisites.
  private func document(of text: Int64) throws -> (number: Int64, prerequisites: String) {
    if let document = documents[text] { return document }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT document, purchase_prerequisites FROM sku_text WHERE id = ?"), arguments: [text])
    let names = try row.map { StoredJSON.texts(try $0["purchase_prerequisites"]) } ?? []
    let number = try row?["document"] as Int64? ?? text
    let document = (try DamagedValue.checked(number, "sku_text.document"), Self.prerequisites(names))
    documents[text] = document
    return document
  }

  private static func prerequisites(_ names: [String]) -> String { Set(names).sorted().joined(separator: " ") }

  /// Records the availabilities of a SKU in a market scope.
  func list(text: Int64, sku: Int64, marketScope: Int64, _ offers: [(segment: Int64, offer: Int64)]) throws {
    guard !offers.isEmpty else { return }
    try noteTwins(text: text, sku: sku, marketScope: marketScope)
    let document = try document(of: text)
    for listingClass in try classes.numbers(of: offers, prerequisites: document.prerequisites) {
      listings[ListingKey(marketScope: marketScope, listingClass: listingClass), default: ListingChange()].add(
        Int(document.number))
    }
  }

  /// Records a SKU with another document in the same market.
  private func noteTwins(text: Int64, sku: Int64, marketScope: Int64) throws {
    let number = try document(of: text).number
    if siblings[marketScope] == nil {
      siblings[marketScope] = try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT l.id FROM place h JOIN place l ON l.market_id = h.market_id AND l.id <> h.id WHERE h.id = ?"),
        arguments: [marketScope])
    }
    for sibling in siblings[marketScope] ?? [] {
      let find = try statement(
        """
        SELECT coalesce(a.text_id, k.text_id) FROM availability a CROSS JOIN sku k ON k.id = a.sku_id
        WHERE a.place_id = ? AND a.sku_id = ? LIMIT 1
        """)
      for value in [sibling, sku] { find.bind(value) }
      if let other = try find.rowNumber(), try document(of: other).number != number {
        let insertion = try statement("INSERT INTO search_twin (sku_id) VALUES (?) ON CONFLICT DO NOTHING")
        insertion.bind(sku)
        try insertion.execute()
      }
    }
  }

  /// Records that a SKU leaves a market scope, before its availabilities are deleted.
  func unlist(sku: Int64, marketScope: Int64) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(AvailabilityColumns.text), a.segment_id, a.offer_id FROM availability a
          WHERE a.place_id = ? AND a.sku_id = ?
          """),
      arguments: [marketScope, sku])
    var offers: [Int64: [(segment: Int64, offer: Int64)]] = [:]
    for row in rows { offers[try row[0], default: []].append((try row[1], try row[2])) }
    for (text, offers) in offers {
      let document = try document(of: text)
      for listingClass in try classes.numbers(of: offers, prerequisites: document.prerequisites) {
        let key = ListingKey(marketScope: marketScope, listingClass: listingClass)
        listings[key, default: ListingChange()].remove(Int(document.number))
      }
    }
  }

  // MARK: - Writing

  func flush() throws {
    try flushDocuments()
    try flushListings()
    try flushFullTexts()
    documents = [:]
  }

  private func flushFullTexts() throws {
    guard !fullTexts.isEmpty else { return }
    let insertion = try statement(
      "INSERT INTO sku_search (rowid, title, product, codes, publisher, description) VALUES (?, ?, ?, ?, ?, ?)")
    var bytes: [UInt8] = []
    for (text, document) in fullTexts {
      insertion.bind(text)
      for field in SearchField.allCases {
        document.write(field, into: &bytes)
        bytes.withUnsafeBytes { insertion.bind(text: $0) }
      }
      try insertion.execute()
    }
    fullTexts = []
  }

  private func flushDocuments() throws {
    guard !records.isEmpty else { return }
    try postings.write(db)
    try writeRecords()
    try db.cachedStatement(
      sql: """
        UPDATE search_total
        SET highest = max(highest, ?), documents = documents + ?, terms = terms + ?, generation = generation + 1
        """
    ).execute(
      arguments: [
        records.map(\.id).max() ?? 0, records.count, records.reduce(0) { $0 + Int($1.record.length) },
      ])
    records = []
    postings = PostingBatch()
  }

  private func writeRecords() throws {
    let size = DocumentRecord.size
    for (chunk, records) in Dictionary(grouping: records, by: { $0.id / DocumentRecord.span }) {
      let old = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT records FROM search_document WHERE chunk = ?"), arguments: [chunk])
      var bytes = old.map { [UInt8]($0) } ?? []
      for (id, record) in records {
        let offset = id % DocumentRecord.span * size
        if bytes.count < offset + size { bytes += Array(repeating: 0, count: offset + size - bytes.count) }
        bytes.replaceSubrange(offset..<offset + size, with: record.bytes)
      }
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO search_document (chunk, records) VALUES (?, ?)")
        .execute(arguments: [chunk, Data(bytes)])
    }
  }

  private func flushListings() throws {
    var places = Set<Int64>()
    for (key, change) in listings where !(change.added.isEmpty && change.removed.isEmpty) {
      places.insert(key.marketScope)
      let touched = change.added.union(change.removed)
      for chunk in Set(touched.map(DocumentSet.chunk)) {
        let id = key.marketScope << 32 | key.listingClass << 12 | Int64(chunk)
        let find = try statement("SELECT documents FROM search_listing WHERE id = ?")
        find.bind(id)
        var set = try find.blob(DocumentSet.init(reading:)) ?? DocumentSet()
        for document in change.removed where DocumentSet.chunk(of: document) == chunk { set.remove(document) }
        for document in change.added where DocumentSet.chunk(of: document) == chunk { set.insert(document) }
        let bytes = set.bytes
        if bytes.isEmpty {
          let deletion = try statement("DELETE FROM search_listing WHERE id = ?")
          deletion.bind(id)
          try deletion.execute()
        } else {
          let replacement = try statement("INSERT OR REPLACE INTO search_listing (id, documents) VALUES (?, ?)")
          replacement.bind(id)
          bytes.withUnsafeBytes { replacement.bind(blob: $0) }
          try replacement.execute()
        }
      }
    }
    for marketScope in places {
      try db.cachedStatement(
        sql: """
          INSERT INTO search_place (place_id, generation) VALUES (?, 1)
          ON CONFLICT (place_id) DO UPDATE SET generation = generation + 1
          """
      ).execute(arguments: [marketScope])
    }
    listings = [:]
  }
}
