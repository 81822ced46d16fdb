import CatalogModel
import CatalogSchema
import GRDB

/// Matches in the customer's market that are not blocked, best first, read on demand: the first page costs no more for
/// a word in thousands of titles.
///
/// The order is that of a search in the market; items of one SKU text are in the order of their preference.
struct MatchCursor: PurchaseCursor {
  private let question: PurchaseQuestion
  private let sequence: HitIterator
  private let count: Int

  init(question: PurchaseQuestion, query: SearchQuery) throws {
    self.question = question
    let lookups = question.lookups
    let found = try question.snapshot.memory.withIndex(question.snapshot.db) { index in
      let open = try index.scope(question.openScope, lookups)
      var matches = try index.matches(of: query, in: lookups.numbers(of: [question.situation.market]), lookups)
      matches.removeAll { open.itemCounts[Int($0.document)] == 0 }
      let sequence = HitIterator(
        matches, records: index.memory.records, scope: open.showingTwins, deduplicates: false, groupsByProduct: false)
      return (matches: matches, sequence: sequence, counts: open.itemCounts)
    }
    sequence = found.sequence
    count = try question.count(found.matches.lazy.map { Int($0.document) }, found.counts)
  }

  func total() -> Int { count }

  func forEach(_ body: (Candidate) throws -> Bool) throws {
    var sequence = sequence
    while let hit = sequence.next() {
      for candidate in try question.items(of: hit.document) where try !body(candidate) { return }
    }
  }
}

extension PurchaseQuestion {
  /// The availabilities of the customer's market that neither the options nor the customer's segments rule out.
  fileprivate var openScope: ScopeRequest {
    var conditions = ListingConditions()
    conditions.isPurchasable.only = ["true"]
    conditions.segment.except = Set(situation.closedSegmentNumbers.map { lookups.segment($0).rawValue })
    if let segment = options.segment { conditions.segment.only = [segment.rawValue] }
    if let term = options.term { conditions.term.only = [term.uppercased()] }
    if let currency = options.currency { conditions.currency.only = [currency.uppercased()] }
    return ScopeRequest(
      markets: lookups.numbers(of: [situation.market]).map { Int32(truncatingIfNeeded: $0) }, conditions: conditions)
  }

  /// How many items there are of all texts of the market, counted without reading them; see ``openScope``.
  func countOpen() throws -> Int {
    let counts = try snapshot.memory.withIndex(snapshot.db) { try $0.scope(openScope, lookups).itemCounts }
    return try count(counts.indices, counts)
  }

  /// Counts the items of documents; `counts` holds their number in the open scope, by document.
  fileprivate func count(_ documents: some Sequence<Int>, _ counts: [UInt16]) throws -> Int {
    let judged = try documentsToJudge()
    return try documents.reduce(0) { count, document in
      guard counts[document] > 0 else { return count }
      return count + (judged.contains(Int64(document)) ? try items(of: document).count : Int(counts[document]))
    }
  }

  /// The items of one document, best first.
  fileprivate func items(of document: Int) throws -> [Candidate] {
    var items: [RankedCandidate] = []
    try candidates.forEach(of: Int64(document)) { candidate in
      if let ranked = try ranked(candidate) { items.append(ranked) }
    }
    return items.sorted { $0.preference < $1.preference }.map(\.candidate)
  }

  /// The documents whose items the search index cannot count: what blocks them is no property of an availability.
  private func documentsToJudge() throws -> Set<Int64> {
    var documents = Set<Int64>()
    for sku in situation.restrictedSKUs {
      let texts = try Int64.fetchAll(
        snapshot.db.cachedStatement(
          sql: "SELECT DISTINCT document FROM sku_text WHERE sku_id = ? AND document IS NOT NULL"),
        arguments: [sku])
      documents.formUnion(texts)
    }
    guard situation.areSubscriptionsUnavailable else { return documents }
    return documents.union(try situation.subscriptionDocuments())
  }
}

extension Scope {
  /// The same with every document that has an availability, also the further ones of a SKU.
  fileprivate var showingTwins: Scope {
    var scope = self
    for market in scope.markets.indices {
      for document in itemCounts.indices where itemCounts[document] > 0 {
        scope.markets[market].documents[document / 64] |= 1 << UInt64(document % 64)
      }
    }
    return scope
  }
}
