import CatalogSchema
import GRDB

/// Documents in the order of their titles, equal ones in the order of ids, read from an index on demand.
struct TitleOrder {
  private let admitted: [Bool]
  private var run: ArraySlice<Int> = []
  /// The last title read.
  private var title: String
  private var isFirst = true
  private var isAtEnd = false
  private let after: Int?

  /// Starts after a document; the other documents with its title are visited again.
  init(_ index: SearchIndex, admitted matches: [Match], after: UInt32?) throws {
    var admitted = Array(repeating: false, count: index.memory.records.capacity)
    for match in matches { admitted[Int(match.document)] = true }
    self.admitted = admitted
    self.after = after.map(Int.init)
    title = ""
    if let after {
      let row = try PreparedStatement(index.db, "SELECT title FROM sku_text WHERE id = ?")
      row.bind(1, Int64(after))
      if try row.next() { title = try row.text(0) }
      row.reset()
    }
  }

  /// The next document; `nil` at the end. The last one of the previous page comes first, for it may be in further
  /// markets.
  mutating func next(_ index: SearchIndex) throws -> Int? {
    while true {
      if let document = run.popFirst() { return document }
      if isAtEnd { return nil }
      try readRun(index)
    }
  }

  /// Reads all documents of some titles, at least of one.
  private mutating func readRun(_ index: SearchIndex) throws {
    let rows = try PreparedStatement(
      index.db,
      isFirst
        ? "SELECT title, id FROM sku_text WHERE title >= ? ORDER BY title"
        : "SELECT title, id FROM sku_text WHERE title > ? ORDER BY title")
    rows.bind(1, title)
    defer { rows.reset() }
    var found: [Int] = []
    var group: [Int] = []
    var groupTitle: String?
    var ended = true
    while try rows.next() {
      let document = try rows.integer(1, in: 0..<admitted.count)
      let text = try rows.text(0)
      if text != groupTitle {
        if let groupTitle {
          found += sorted(group, isFirst: isFirst && groupTitle == title, index)
          group = []
          // Enough for a page or so.
          if found.count >= 64 {
            title = groupTitle
            ended = false
            break
          }
        }
        groupTitle = text
      }
      if admitted[document] { group.append(document) }
    }
    if ended {
      if let groupTitle { found += sorted(group, isFirst: isFirst && groupTitle == title, index) }
      isAtEnd = true
    }
    isFirst = false
    run = found[...]
  }

  private func sorted(_ group: [Int], isFirst: Bool, _ index: SearchIndex) -> [Int] {
    let records = index.memory.records
    let sorted = group.sorted {
      let (left, right) = (records.record($0), records.record($1))
      return (left.productKey, left.skuKey, UInt32($0)) < (right.productKey, right.skuKey, UInt32($1))
    }
    guard isFirst, let after else { return sorted }
    let end = records.record(after)
    return sorted.filter { document in
      let record = records.record(document)
      return (record.productKey, record.skuKey, UInt32(document)) >= (end.productKey, end.skuKey, UInt32(after))
    }
  }
}
