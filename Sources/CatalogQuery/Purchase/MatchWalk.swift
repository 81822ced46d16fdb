import CatalogModel
import CatalogStore
import GRDB

/// What of the customer's market matches some words and is not blocked, best match first, read as it is wanted: the
/// first page costs no more for a word that stands in thousands of titles.
///
/// The order is that of a search in the market; items of one SKU text stand in the order of their preference.
struct MatchWalk: PurchaseWalk {
  private let question: PurchaseQuestion
  private let sequence: HitSequence
  private let count: Int

  init(question: PurchaseQuestion, query: SearchQuery) throws {
    self.question = question
    let lookups = question.lookups
    let found = try question.snapshot.memory.withIndex(question.snapshot.db) { index in
      let open = try index.scope(question.openScope, lookups)
      var matches = try index.matches(of: query, in: lookups.numbers(of: [question.situation.market]), lookups)
      matches.removeAll { open.itemCounts[Int($0.document)] == 0 }
      let sequence = HitSequence(
        matches, records: index.memory.records, scope: open.showingTwins, isDiverse: false, groupsByProduct: false)
      return (matches: matches, sequence: sequence, counts: open.itemCounts)
    }
    sequence = found.sequence
    let judged = try question.documentsToJudge()
    var count = 0
    for match in found.matches {
      let document = Int64(match.document)
      count +=
        try judged.contains(document)
        ? Self.items(of: document, question).count : Int(found.counts[Int(match.document)])
    }
    self.count = count
  }

  func total() -> Int { count }

  func forEach(_ body: (Candidate) throws -> Bool) throws {
    var sequence = sequence
    while let hit = sequence.next() {
      for candidate in try Self.items(of: Int64(hit.document), question) where try !body(candidate) { return }
    }
  }

  private static func items(of document: Int64, _ question: PurchaseQuestion) throws -> [Candidate] {
    var items: [RankedCandidate] = []
    try question.candidates.forEach(of: document) { candidate in
      if let ranked = try question.ranked(candidate) { items.append(ranked) }
    }
    return items.sorted { $0.preference < $1.preference }.map(\.candidate)
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

  /// The documents whose items the search index cannot count: what blocks them is no property of an availability.
  fileprivate func documentsToJudge() throws -> Set<Int64> {
    var documents = Set<Int64>()
    for sku in situation.restrictedSKUs {
      let texts = try Int64.fetchAll(
        snapshot.db.cachedStatement(sql: "SELECT document FROM sku_text WHERE sku_id = ?"), arguments: [sku])
      documents.formUnion(texts)
    }
    guard situation.areSubscriptionsUnavailable else { return documents }
    return documents.union(try situation.subscriptionTexts().documents)
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
