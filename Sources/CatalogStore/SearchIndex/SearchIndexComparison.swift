import CatalogSchema
import Foundation
import GRDB

/// Rebuilds the search index in memory, a chunk at a time, and compares it with the stored one. Writes nothing.
struct SearchIndexComparison {
  var db: Database

  /// The differences, at most one line for each table; none where all agrees.
  func findings() throws -> [String] {
    try texts() + listings()
  }

  // MARK: - Texts

  private struct Values {
    var numbers: [String: UInt32] = [:]

    func number(_ kind: String, _ value: String?) -> UInt32 { value.flatMap { numbers["\(kind) \($0)"] } ?? 0 }
  }

  private func texts() throws -> [String] {
    var values = Values()
    for row in try Row.fetchAll(db, sql: "SELECT kind, value, id FROM search_value") {
      values.numbers["\(try row[0] as String) \(try row[1] as String)"] = try row[2]
    }
    let documents = Dictionary(
      try Row.fetchAll(db, sql: "SELECT id, document FROM sku_text").map {
        (try $0[0] as Int64, try $0[1] as Int64?)
      }, uniquingKeysWith: { first, _ in first })
    var findings: [String] = []
    var words: [String: Int] = [:]
    var differing = (postings: 0, records: 0)
    var (count, terms, highest) = (0, 0, 0)
    var batch = PostingBatch()
    var records: [(id: Int, record: DocumentRecord)] = []
    var chunk = 0
    func compareChunk() throws {
      differing.postings += try differences(batch, chunk: chunk)
      differing.records += try records.count { try storedRecord($0.id) != $0.record.bytes }
      words.merge(batch.words) { $0 + $1 }
      (batch, records) = (PostingBatch(), [])
    }
    var undocumented = 0
    try StoredTexts(db: db).forEach { text in
      while PostingChunk.number(of: Int(text.id)) != chunk {
        try compareChunk()
        chunk += 1
      }
      guard let number = documents[text.id] ?? nil, number <= text.id, documents[number] == number else {
        undocumented += 1
        return
      }
      guard number == text.id else { return }
      let document = SearchDocument(reference: text.reference, sku: text.content, product: text.head)
      batch.add(document, number: Int(text.id))
      let record = DocumentRecord(of: text, document, numbering: values.number)
      records.append((Int(text.id), record))
      (count, terms, highest) = (count + 1, terms + Int(record.length), Int(text.id))
    }
    try compareChunk()
    let beyond =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM search_posting WHERE chunk > ?", arguments: [chunk]) ?? 0
    if differing.postings + beyond > 0 {
      findings.append("\(differing.postings + beyond) posting lists differ from the texts")
    }
    if differing.records > 0 {
      findings.append("\(differing.records) document records differ from the texts")
    }
    if undocumented > 0 { findings.append("\(undocumented) texts have no document") }
    let stored = try Row.fetchAll(db, sql: "SELECT word, documents FROM search_word")
    let counts = try stored.map { (try $0[0] as String, try $0[1] as Int) }
    if Dictionary(counts, uniquingKeysWith: { first, _ in first }) != words {
      findings.append("the vocabulary differs from the texts")
    }
    let total = try Row.fetchOne(db, sql: "SELECT highest, documents, terms FROM search_total")
    if try total.map({ [try $0[0], try $0[1], try $0[2]] as [Int] }) != [highest, count, terms] {
      findings.append("the totals differ from the texts")
    }
    return findings
  }

  private func differences(_ batch: PostingBatch, chunk: Int) throws -> Int {
    let made = batch.entries(inChunk: chunk)
    var left = made.count
    var differing = 0
    let rows = try Row.fetchCursor(
      db, sql: "SELECT term, entries FROM search_posting WHERE chunk = ?", arguments: [chunk])
    while let row = try rows.next() {
      let stored: Data = try row[1]
      guard let entries = made[try row[0] as String] else {
        differing += 1
        continue
      }
      left -= 1
      let bytes = entries.flatMap { entry in withUnsafeBytes(of: entry.littleEndian) { Array($0) } }
      if Data(bytes) != stored { differing += 1 }
    }
    return differing + left
  }

  private func storedRecord(_ id: Int) throws -> [UInt8]? {
    let records = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT records FROM search_document WHERE chunk = ?"),
      arguments: [id / DocumentRecord.span])
    let offset = id % DocumentRecord.span * DocumentRecord.size
    guard let records, records.count >= offset + DocumentRecord.size else { return nil }
    return [UInt8](records.dropFirst(offset).prefix(DocumentRecord.size))
  }

  // MARK: - Listings

  private func listings() throws -> [String] {
    var listings = MarketScopeListings(db)
    var differing = 0
    var known: [Int64: (document: Int64, prerequisites: Int)] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT id, document, purchase_prerequisites FROM sku_text") {
      let names = StoredJSON.texts(try row[2])
      known[try row[0]] = (try row[1] ?? row[0], listings.prerequisites(Set(names).sorted().joined(separator: " ")))
    }
    do {
      var market: Int64 = 0
      for row in try Row.fetchAll(db, sql: "SELECT id, market_id FROM place ORDER BY market_id, id") {
        if try market != row[1] {
          listings.endMarket()
          market = try row[1]
        }
        differing += try differences(marketScope: try row[0], known, &listings)
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      // A kind without a stored class.
      return ["a kind of availability has no class"]
    }
    let twins = try Set(Int64.fetchAll(db, sql: "SELECT sku_id FROM search_twin"))
    let lost = listings.twins.subtracting(twins).count
    return (differing > 0 ? ["\(differing) document sets differ from their market scopes"] : [])
      + (lost > 0 ? ["\(lost) SKUs with two texts in one market are not recorded"] : [])
  }

  private func differences(
    marketScope: Int64, _ known: [Int64: (document: Int64, prerequisites: Int)], _ listings: inout MarketScopeListings
  ) throws -> Int {
    var sku: Int64 = 0
    var text: Int64 = 0
    var offers: [(segment: Int64, offer: Int64)] = []
    func end() throws {
      guard let (document, prerequisites) = known[text] else { return }
      try listings.list(document: document, sku: sku, prerequisites: prerequisites, offers)
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT a.sku_id, \(AvailabilityColumns.text), a.segment_id, a.offer_id FROM availability a WHERE a.place_id = ?
        """, arguments: [marketScope])
    while let row = try rows.next() {
      if try sku != row[0] {
        try end()
        offers.removeAll(keepingCapacity: true)
        sku = try row[0]
      }
      text = try row[1]
      offers.append((try row[2], try row[3]))
    }
    try end()
    var differing = 0
    var made = Dictionary(
      listings.endPlace().map { ($0.key, Data($0.documents)) }, uniquingKeysWith: { first, _ in first })
    for row in try Row.fetchAll(
      db, sql: "SELECT id & 4294967295, documents FROM search_listing WHERE id BETWEEN ? AND ?",
      arguments: [marketScope << 32, marketScope << 32 | 4_294_967_295])
    where try made.removeValue(forKey: row[0]) != row[1] as Data {
      differing += 1
    }
    return differing + made.count
  }
}
