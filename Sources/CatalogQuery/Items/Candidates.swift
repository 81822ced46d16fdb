import CatalogSchema
import GRDB

/// Reads the availabilities that a selection means.
struct Candidates {
  var db: Database
  var selection: Selection
  /// Only these markets' numbers; `nil` for all.
  var markets: [Int64]?
  /// Only these segments' numbers; `nil` for all.
  var segments: [Int64]?
  /// The removed ones instead of those that are there.
  var areRemoved = false
  /// The cached parts of the search index.
  var memory = SearchMemory()

  /// Words come best match first, everything else in the order of keys.
  func forEach(_ body: (Candidate) throws -> Void) throws {
    guard case .words(let query) = selection else {
      guard let (sql, arguments) = statement() else { return }
      return try read(Row.fetchCursor(db, sql: sql, arguments: arguments), score: nil, body)
    }
    let matches = try memory.withIndex(db) { index in
      try index.matches(of: query, in: areRemoved ? nil : markets, Lookups(db, names: index.memory.names))
    }
    for match in matches.sorted(by: { ($1.relevance, $0.document) < ($0.relevance, $1.document) }) {
      try forEach(of: Int64(match.document), score: -match.relevance, body)
    }
  }

  /// Those of one document of the search index.
  func forEach(of document: Int64, score: Float = 0, _ body: (Candidate) throws -> Void) throws {
    guard let (sql, _) = statement(ofDocument: true) else { return }
    try read(Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [document]), score: score, body)
  }

  private func read(_ rows: RowCursor, score: Float?, _ body: (Candidate) throws -> Void) throws {
    while let row = try rows.next() {
      try body(
        Candidate(
          place: try row[0], market: try row[1], sku: try row[2], segment: try row[3], ordinal: try row[4],
          text: try row[5],
          productText: try row[6], offer: try row[7], score: score ?? 0, removed: try row[8]))
    }
  }

  /// The query; for words, and where it is asked for, that of one document. CROSS JOIN keeps the order of the tables.
  func statement(ofDocument: Bool = false) -> (sql: String, arguments: StatementArguments)? {
    let table = areRemoved ? "removed_availability" : "availability"
    let text = areRemoved ? "a.text_id" : AvailabilityColumns.text(usual: "k.text_id")
    let columns =
      "a.place_id, l.market_id, a.sku_id, a.segment_id, \(areRemoved ? "0" : "a.ordinal"), \(text), "
      + "t.product_text_id, a.offer_id"
    let removed = areRemoved ? "a.id" : "0"
    var conditions: [String] = []
    if let markets { conditions.append("l.market_id IN (\(Self.list(markets)))") }
    if let segments { conditions.append("a.segment_id IN (\(Self.list(segments)))") }
    var arguments: StatementArguments = []
    let tables: String
    switch selection {
    case _ where ofDocument: fallthrough
    case .words:
      conditions.insert("d.id = ?", at: 0)
      conditions.append("\(text) = t.id")
      if !areRemoved { conditions.append("t.listed > 0") }
      tables =
        """
        sku_text d CROSS JOIN sku k ON k.id = d.sku_id CROSS JOIN sku_text t ON t.sku_id = k.id AND t.document = d.id
        CROSS JOIN place l CROSS JOIN \(table) a ON a.place_id = l.id AND a.sku_id = k.id
        """
    case .nothing: return nil
    case .all:
      tables = """
        place l CROSS JOIN \(table) a ON a.place_id = l.id CROSS JOIN sku k ON k.id = a.sku_id
        JOIN sku_text t ON t.id = \(text)
        """
    case .named(let item):
      tables = """
        sku k CROSS JOIN product p ON p.id = k.product_id CROSS JOIN place l
        CROSS JOIN \(table) a ON a.place_id = l.id AND a.sku_id = k.id JOIN sku_text t ON t.id = \(text)
        """
      conditions.append("k.id IN (\(Self.list(item.skus)))")
      if !item.availability.isEmpty {
        let code = areRemoved ? "a.code" : AvailabilityCode.whole()
        conditions.append("\(code) IN (\(item.availability.map { _ in "?" }.joined(separator: ", ")))")
        arguments += StatementArguments(item.availability)
      }
    }
    let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    return ("SELECT \(columns), \(removed) FROM \(tables) \(condition)", arguments)
  }

  private static func list(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ", ") }
}

extension SearchIndex {
  /// Finds the documents with all words of a query, as a search in some markets does.
  ///
  /// `markets` holds row ids; `nil` means all texts, also those of removed items.
  mutating func matches(of query: SearchQuery, in markets: [Int64]?, _ lookups: Lookups) throws -> [Match] {
    var scope: Scope?
    if let markets {
      scope = try self.scope(ScopeRequest(markets: markets.map { Int32(truncatingIfNeeded: $0) }), lookups)
    }
    let finder = QueryFinder(query: query, scope: scope, conditions: ListingConditions(), lookups: lookups)
    let matches = try finder.find(&self) { _, _ in }.matches
    // Partial matches are no answer to a question about purchases.
    return matches.isPartial ? [] : matches.all
  }
}
