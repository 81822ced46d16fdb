import CatalogModel
import CatalogSchema
import GRDB

/// All items of the customer's market in the order of SKU titles, read on demand: the first page costs no more in a
/// large market than in a small one, and a full reading holds the items of one title at a time.
///
/// Items of one title are in the order of answers: purchasable ones first, then by ids.
struct TitleCursor: PurchaseCursor {
  let order = PurchasePosition.Order.titles
  let statistics: SearchStatistics? = nil
  private let question: PurchaseQuestion
  private let documents: AnswerDocuments
  private let removed: RemovedItems
  private let after: PurchasePosition?
  /// The first title; that of the last item of the page before, if there is one.
  private let start: String

  init(_ question: PurchaseQuestion, after: PurchasePosition?) throws {
    self.question = question
    self.after = after
    let db = question.snapshot.db
    removed = RemovedItems(db: db, places: question.showsBlocked ? question.places : [])
    start =
      try after.flatMap {
        try String.fetchOne(db, sql: "SELECT title FROM sku_text WHERE id = ?", arguments: [$0.last.candidate.text])
      } ?? ""
    let request = question.scopeRequest(
      isOpen: !question.showsBlocked, countsFacets: question.options.countsFacets)
    documents = try question.snapshot.withIndex { index in
      let scope = try index.scope(request, question.lookups)
      var matches: [Match] = []
      for (document, count) in scope.itemCounts.enumerated() where count > 0 {
        matches.append(Match(document: UInt32(document), relevance: 0))
      }
      let filter = try DocumentFilter(question.conditions.text, index)
      if !filter.isEmpty {
        for chunk in Set(matches.lazy.map { PostingChunk.number(of: Int($0.document)) }) {
          try index.loadRecords(chunk: chunk)
        }
        filter.apply(to: &matches, index)
      }
      return AnswerDocuments(matches: matches, scope: scope)
    }
  }

  func totals() throws -> AnswerTotals {
    // Without a filter every removed item counts, and none need be read.
    if question.conditions.isEmpty, !question.options.countsFacets {
      var totals = try question.totals(of: documents)
      totals.items += try removed.count()
      return totals
    }
    var items: [Candidate] = []
    try removed.forEach { if try question.ranked($0) != nil { items.append($0) } }
    return try question.totals(of: documents, and: items)
  }

  func forEach(_ body: (ListedCandidate) throws -> Bool) throws {
    let held = DocumentBits(documents.matches, words: documents.scope.isPurchasable.count)
    let gone = try removed.texts()
    var group: [RankedCandidate] = []
    var title: String?
    let texts = try Row.fetchCursor(
      question.snapshot.db,
      sql: "SELECT title, id FROM sku_text INDEXED BY sku_text_by_title WHERE title >= ? ORDER BY title",
      arguments: [start])
    while let text = try texts.next() {
      let next: String = try text[0]
      if next != title {
        guard try handOut(group, of: title, to: body) else { return }
        group = []
        title = next
      }
      let number: Int64 = try text[1]
      if held.contains(Int(number)) { group += try question.items(of: Int(number)) }
      if gone.contains(number) {
        try removed.forEach(of: number) { if let ranked = try question.ranked($0) { group.append(ranked) } }
      }
    }
    _ = try handOut(group, of: title, to: body)
  }

  private func handOut(
    _ group: [RankedCandidate], of title: String?, to body: (ListedCandidate) throws -> Bool
  ) throws -> Bool {
    let end = title == start ? after?.last : nil
    var items = group
    if items.count > 1 || end != nil {
      let compared = items.map(\.candidate) + (end.map { [$0.candidate] } ?? [])
      let ordering = try Ordering(.all, compared, question.lookups, question.snapshot.db)
      if let end { items.removeAll { !ordering.isBefore(end, $0) } }
      items.sort(by: ordering.isBefore)
    }
    for item in items where try !body(ListedCandidate(ranked: item)) { return false }
    return true
  }
}

/// The removed items of some places.
private struct RemovedItems {
  let db: Database
  /// None where removed items are no part of the answer.
  let places: [Int32]

  private var isHere: String { "a.place_id IN (\(places.map(String.init).joined(separator: ", ")))" }

  func count() throws -> Int {
    if places.isEmpty { return 0 }
    return try Int.fetchOne(db, sql: "SELECT count(*) FROM removed_availability a WHERE \(isHere)") ?? 0
  }

  /// The texts that they have.
  func texts() throws -> Set<Int64> {
    if places.isEmpty { return [] }
    return try Int64.fetchSet(db, sql: "SELECT DISTINCT a.text_id FROM removed_availability a WHERE \(isHere)")
  }

  /// Passes all of them, or those of one text.
  func forEach(of text: Int64? = nil, _ body: (Candidate) throws -> Void) throws {
    if places.isEmpty { return }
    let ofText = text == nil ? "" : "t.id = ?1 AND a.sku_id = t.sku_id AND "
    let tables =
      text == nil ? "removed_availability a CROSS JOIN sku_text t" : "sku_text t CROSS JOIN removed_availability a"
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT a.place_id, l.market_id, a.sku_id, a.segment_id, t.product_text_id, a.offer_id, a.id, t.id
          FROM \(tables) CROSS JOIN place l ON l.id = a.place_id
          WHERE \(ofText)a.text_id = t.id AND \(isHere)
          """), arguments: text.map { StatementArguments([$0]) } ?? [])
    while let row = try rows.next() {
      try body(
        Candidate(
          place: try row[0], market: try row[1], sku: try row[2], segment: try row[3], ordinal: 0, text: try row[7],
          productText: try row[4], offer: try row[5], score: 0, removed: try row[6]))
    }
  }
}

extension PurchaseQuestion {
  /// The numbers of the places of the customer's market; none where the filter excludes it.
  fileprivate var places: [Int32] {
    guard admitsMarket else { return [] }
    return lookups.places.filter { lookups.market($0.market) == situation.market }.map(\.number).sorted()
  }
}
