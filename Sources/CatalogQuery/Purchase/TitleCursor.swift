import CatalogModel
import CatalogSchema
import GRDB

/// All items of the customer's market in the order of SKU titles, read on demand: the first page costs no more in a
/// large market than in a small one, and a full reading holds the items of one title at a time.
///
/// Items of one title are in the order of answers: purchasable ones first, then by ids.
struct TitleCursor: PurchaseCursor {
  let question: PurchaseQuestion

  func total() throws -> Int { try question.countOfAll() }

  func forEach(_ body: (Candidate) throws -> Bool) throws {
    let db = question.snapshot.db
    let places = question.lookups.places(of: question.situation.market)
    var group: [RankedCandidate] = []
    var title: String?
    let texts = try Row.fetchCursor(
      db, sql: "SELECT id, title, sku_id FROM sku_text INDEXED BY sku_text_by_title ORDER BY title")
    while let text = try texts.next() {
      let next: String = try text[1]
      if next != title {
        guard try handOut(group, to: body) else { return }
        group = []
        title = next
      }
      for (place, market) in places {
        try collect(place: place, market: market, sku: text[2], text: text[0], into: &group)
      }
    }
    _ = try handOut(group, to: body)
  }

  private func handOut(_ group: [RankedCandidate], to body: (Candidate) throws -> Bool) throws -> Bool {
    guard group.count > 1 else { return try group.first.map { try body($0.candidate) } ?? true }
    let ordering = try Ordering(.all, group.lazy.map(\.candidate), question.lookups, question.snapshot.db)
    for ranked in group.sorted(by: ordering.isBefore) where try !body(ranked.candidate) { return false }
    return true
  }

  private func collect(
    place: Int32, market: Int32, sku: Int32, text: Int32, into group: inout [RankedCandidate]
  ) throws {
    let db = question.snapshot.db
    let wanted = question.options.segment
    func add(_ row: Row, removed: Int32) throws {
      let segment: Int32 = try row[0]
      if let wanted, question.lookups.segment(segment) != wanted { return }
      let candidate = Candidate(
        place: place, market: market, sku: sku, segment: segment, ordinal: try row[1], text: text,
        productText: try row[3],
        offer: try row[2], score: 0, removed: removed)
      if let ranked = try question.ranked(candidate) { group.append(ranked) }
    }
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT a.segment_id, a.ordinal, a.offer_id, t.product_text_id
          FROM availability a CROSS JOIN sku_text t
          WHERE a.place_id = ?1 AND a.sku_id = ?2 AND t.id = ?3 AND \(AvailabilityColumns.text) = ?3
          """), arguments: [place, sku, text])
    while let row = try rows.next() { try add(row, removed: 0) }
    guard question.showsBlocked else { return }
    let gone = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT a.segment_id, 0, a.offer_id, t.product_text_id, a.id
          FROM removed_availability a CROSS JOIN sku_text t ON t.id = a.text_id
          WHERE a.sku_id = ? AND a.place_id = ? AND a.text_id = ?
          """), arguments: [sku, place, text])
    while let row = try gone.next() { try add(row, removed: try row[4]) }
  }
}

extension Lookups {
  /// The places of a market: their numbers, and the market's.
  func places(of market: Market) -> [(place: Int32, market: Int32)] {
    places.filter { self.market($0.market) == market }.map { ($0.number, $0.market) }.sorted { $0.place < $1.place }
  }
}
