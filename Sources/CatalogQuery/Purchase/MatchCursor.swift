import CatalogModel
import CatalogSchema
import GRDB

/// Matches in the customer's market, best first, read on demand: the first page costs no more for a word in thousands of
/// titles.
///
/// The order is that of a search in the market; items of one SKU text are in the order of their preference.
struct MatchCursor: PurchaseCursor {
  let order: PurchasePosition.Order
  let statistics: SearchStatistics?
  private let question: PurchaseQuestion
  private let found: QueryFindings
  private let documents: AnswerDocuments
  private let sequence: HitIterator
  private let after: PurchasePosition?

  /// With `isPartial`, the documents with some of the words are meant, where no item has all.
  init(_ question: PurchaseQuestion, _ query: SearchQuery, isPartial: Bool, after: PurchasePosition?) throws {
    self.question = question
    self.after = after
    order = isPartial ? .partialMatches : .matches
    let isOpen = !question.showsBlocked
    let found = try question.find(
      query, in: question.scopeRequest(isOpen: isPartial && isOpen), isPartial: isPartial, pinned: after?.statistics)
    let listed = question.scopeRequest(isOpen: isOpen, countsFacets: question.options.countsFacets)
    let lookups = question.lookups
    (documents, sequence) = try question.snapshot.withIndex { index in
      let scope = try index.scope(listed, lookups)
      let matches = found.matches.all.filter { scope.itemCounts[Int($0.document)] > 0 }
      let sequence = HitIterator(
        matches, records: index.memory.records, scope: scope.showingTwins, deduplicates: false, groupsByProduct: false)
      return (AnswerDocuments(matches: matches, scope: scope), sequence)
    }
    self.found = found
    statistics = found.statistics
  }

  func totals() throws -> AnswerTotals { try question.totals(of: documents) }

  func forEach(_ body: (ListedCandidate) throws -> Bool) throws {
    var sequence = sequence
    let end = after?.hit
    while let hit = sequence.next() {
      if let end, hit.key != end, !hit.key.isAfter(end) { continue }
      var items = try question.items(of: hit.document)
      if let after, hit.key == end { items.removeAll { !after.last.isBefore($0) } }
      let remarks = MatchRemarks(on: hit.document, relevance: hit.key.relevance, found)
      for item in items
      where try !body(ListedCandidate(ranked: item, hit: hit.key, remarks: remarks)) { return }
    }
  }
}
