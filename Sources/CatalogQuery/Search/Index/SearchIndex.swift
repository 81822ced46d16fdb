import CatalogSchema
import GRDB

/// The search index inside a transaction.
struct SearchIndex {
  let db: Database
  let interruption: Interruption
  var memory: IndexMemory

  /// No more bytes of postings are kept than this; then all go.
  private static let mostPostingBytes = 48 << 20
  /// Nor more lists: to let go of very many at once would take as long as many searches.
  private static let mostLists = 4_096

  /// Drops outdated parts.
  mutating func refresh() throws {
    let version = try PreparedStatement(db, "PRAGMA data_version")
    guard try version.next() else { return }
    let now = try version.integer(0)
    version.reset()
    guard now != memory.dataVersion else { return }
    let total = try PreparedStatement(
      db, "SELECT documents, terms, generation, highest, (SELECT max(id) FROM product) AS product FROM search_total")
    guard try total.next() else { return }
    defer { total.reset() }
    if try total.integer(2) != memory.generation {
      // Numbers that become sizes: no more documents than the file has room for records of, and products for rows.
      let bytes = try StoreFile.bytes(db)
      let highest = try total.integer(3, in: 0..<bytes / DocumentRecord.size + DocumentRecord.span)
      let products = total.isNull(4) ? 0 : try total.integer(4, in: 0..<bytes / Self.leastProductRow)
      memory.documents = try total.integer(0, in: 0..<highest + 1)
      memory.terms = try total.integer(1)
      memory.highest = highest
      memory.products = products
      memory.postings = [:]
      memory.postingBytes = 0
      memory.records = RecordTable(highest: memory.highest)
      memory.vocabulary = nil
      memory.scopes = []
      // Last: after an error the next question reads all of it again.
      memory.generation = try total.integer(2)
    }
    var generations: [Int64: Int64] = [:]
    let places = try PreparedStatement(db, "SELECT place_id, generation FROM search_place")
    while try places.next() { generations[try places.integer(0)] = try places.integer(1) }
    if generations != memory.placeGenerations {
      memory.twins = nil
      memory.stock = nil
      let old = memory.placeGenerations
      memory.scopes = memory.scopes.filter { _, scope in
        scope.places.allSatisfy { generations[$0] == old[$0] } && !scope.isOfAllPlaces
      }
      memory.placeGenerations = generations
    }
    try memory.names.refresh(db)
    memory.dataVersion = now
  }

  /// So many bytes a product takes in its table and its index, at least.
  private static let leastProductRow = 8

  // MARK: - Terms

  /// Adds the row at hand to a list: its chunk, and its entries.
  private func append(_ rows: PreparedStatement, to builder: inout PostingListBuilder) throws {
    let chunk = try rows.integer(0, in: 0..<memory.records.chunks)
    guard builder.append(try rows.blob(1), chunk: chunk) else { throw DamagedValue(column: "search_posting.entries") }
  }

  /// The documents of a term.
  mutating func postings(_ term: String) throws -> PostingList {
    try interruption.check()
    if let list = memory.postings[term] { return list }
    var builder = PostingListBuilder()
    let rows = try PreparedStatement(db, "SELECT chunk, entries FROM search_posting WHERE term = ? ORDER BY chunk")
    rows.bind(1, term)
    while try rows.next() { try append(rows, to: &builder) }
    return keep(builder.list(), as: term)
  }

  /// The documents of all terms that begin so.
  mutating func postings(beginning: String) throws -> PostingList {
    let key = beginning + SearchTerms.mark
    if SearchTerms.isKept(beginning: beginning) { return try postings(key) }
    if let list = memory.postings[key] { return list }
    var builder = PostingListBuilder()
    let rows = try PreparedStatement(
      db, "SELECT chunk, entries, term FROM search_posting WHERE term >= ?1 AND term < ?2 ORDER BY term, chunk")
    rows.bind(1, beginning)
    rows.bind(2, beginning + "\u{10FFFF}")
    while try rows.next() { try append(rows, to: &builder) }
    return keep(builder.list(), as: key)
  }

  private mutating func keep(_ list: PostingList, as key: String) -> PostingList {
    if memory.postingBytes > Self.mostPostingBytes || memory.postings.count >= Self.mostLists {
      memory.postings = [:]
      memory.postingBytes = 0
    }
    memory.additions += 1
    memory.postings[key] = list
    memory.postingBytes += list.count * 4 + 200
    return list
  }

  // MARK: - Documents

  /// Reads the records of a chunk of documents, where they were not read yet.
  func loadRecords(chunk: Int) throws {
    try interruption.check()
    try memory.records.load(chunk: chunk) { row in
      let perChunk = PostingChunk.span / DocumentRecord.span
      let rows = try PreparedStatement(db, "SELECT chunk, records FROM search_document WHERE chunk >= ? AND chunk < ?")
      rows.bind(1, Int64(chunk * perChunk))
      rows.bind(2, Int64((chunk + 1) * perChunk))
      while try rows.next() {
        guard row(Int(try rows.integer(0)), try rows.blob(1), memory.products) else {
          rows.reset()
          throw DamagedValue(column: "search_document.records")
        }
      }
    }
  }

  /// The name behind a number of a record.
  mutating func value(_ number: UInt32) throws -> String {
    if number == 0 { return "" }
    if let value = memory.values[number] { return value }
    let row = try PreparedStatement(db, "SELECT value FROM search_value WHERE id = ?")
    row.bind(1, Int64(number))
    defer { row.reset() }
    let value = try row.next() ? try row.text(0) : ""
    memory.additions += 1
    memory.values[number] = value
    return value
  }

  // MARK: - Places

  /// Reads the document sets of a market scope: `body` receives the class, the chunk and the stored set.
  func listing(of place: Int64, _ body: (Int64, Int, UnsafeRawBufferPointer) throws -> Void) throws {
    try interruption.check()
    try Self.listing(of: place, db, body)
  }

  static func listing(
    of place: Int64, _ db: Database, _ body: (Int64, Int, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let rows = try PreparedStatement(db, "SELECT id, documents FROM search_listing WHERE id >= ? AND id < ?")
    rows.bind(1, place << 32)
    rows.bind(2, (place + 1) << 32)
    while try rows.next() {
      let id = try rows.integer(0)
      try body(id >> 12 & 0xFFFFF, Int(id & 0xFFF), try rows.blob(1))
    }
  }

  mutating func listingClass(_ number: Int64) throws -> ListingClass? {
    if let found = memory.classes[number] { return found }
    let row = try PreparedStatement(
      db, "SELECT segment_id, currency, is_purchasable, terms, prerequisites FROM search_class WHERE id = ?")
    row.bind(1, number)
    defer { row.reset() }
    guard try row.next() else { return nil }
    let found = ListingClass(
      segment: try row.number(0), currency: try row.text(1), isPurchasable: try row.integer(2) != 0,
      stored: try row.text(3), prerequisites: try row.text(4))
    memory.additions += 1
    memory.classes[number] = found
    return found
  }
}
