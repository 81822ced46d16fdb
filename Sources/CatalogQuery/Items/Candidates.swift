import CatalogSchema
import GRDB

/// Reads the availabilities that a selection means.
struct Candidates {
  var db: Database
  var selection: Selection
  /// Only these markets' numbers; `nil` for all.
  var markets: [Int64]?
  /// The removed ones instead of those that are there.
  var areRemoved = false

  /// Passes them in the order of keys; none for words, whose documents a search finds: see ``forEach(of:score:_:)``.
  func forEach(_ body: (Candidate) throws -> Void) throws {
    guard let (sql, arguments) = statement() else { return }
    try read(Row.fetchCursor(db, sql: sql, arguments: arguments), score: nil, body)
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

  /// The query; with `ofDocument` that of one document. CROSS JOIN keeps the order of the tables.
  func statement(ofDocument: Bool = false) -> (sql: String, arguments: StatementArguments)? {
    let table = areRemoved ? "removed_availability" : "availability"
    let text = areRemoved ? "a.text_id" : AvailabilityColumns.text(usual: "k.text_id")
    let columns =
      "a.place_id, l.market_id, a.sku_id, a.segment_id, \(areRemoved ? "0" : "a.ordinal"), \(text), "
      + "t.product_text_id, a.offer_id"
    let removed = areRemoved ? "a.id" : "0"
    var conditions: [String] = []
    if let markets { conditions.append("l.market_id IN (\(Self.list(markets)))") }
    var arguments: StatementArguments = []
    let tables: String
    switch selection {
    case _ where ofDocument:
      conditions.insert("d.id = ?", at: 0)
      conditions.append("\(text) = t.id")
      if !areRemoved { conditions.append("t.listed > 0") }
      tables =
        """
        sku_text d CROSS JOIN sku k ON k.id = d.sku_id CROSS JOIN sku_text t ON t.sku_id = k.id AND t.document = d.id
        CROSS JOIN place l CROSS JOIN \(table) a ON a.place_id = l.id AND a.sku_id = k.id
        """
    case .words, .nothing: return nil
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
