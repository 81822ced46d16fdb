import CatalogModel
import CatalogSchema
import GRDB

/// The number of items of an answer, and the number for each value of each facet.
struct AnswerTotals {
  var items: Int
  /// Empty where they are not counted.
  var facets: [String: [String: Int]]
}

/// The documents with items of an answer.
struct AnswerDocuments: Sendable {
  var matches: [Match]
  /// The availabilities that are items, unless a verdict rules them out.
  var scope: Scope
}

extension PurchaseQuestion {
  /// Counts the items of documents without reading them, except of those that only a verdict decides.
  ///
  /// `others` are further items.
  func totals(of documents: AnswerDocuments, and others: [Candidate] = []) throws -> AnswerTotals {
    let judged = showsBlocked ? [] : try documentsToJudge()
    var counted = documents.matches
    var single = others
    if !judged.isEmpty {
      for match in counted where judged.contains(Int64(match.document)) {
        single += try items(of: Int(match.document)).map(\.candidate)
      }
      counted.removeAll { judged.contains(Int64($0.document)) }
    }
    let total = counted.reduce(0) { $0 + Int(documents.scope.itemCounts[Int($1.document)]) }
    return AnswerTotals(items: total + single.count, facets: try facets(counted, documents.scope, and: single))
  }

  /// Counts the facets of single items; empty where they are not wanted.
  func facets(_ items: [Candidate]) throws -> [String: [String: Int]] {
    guard options.countsFacets else { return [:] }
    return try SearchFacets.count(items, lookups)
  }

  private func facets(
    _ matches: [Match], _ scope: Scope, and items: [Candidate]
  ) throws -> [String: [String: Int]] {
    guard options.countsFacets else { return [:] }
    let ofDocuments = try snapshot.withIndex { index in
      for chunk in Set(matches.lazy.map { PostingChunk.number(of: Int($0.document)) }) {
        try index.loadRecords(chunk: chunk)
      }
      // All are of one market, whose items the scope counts.
      return try SearchFacets.count(matches, scope, in: .item, &index) { _, _ in [:] }
    }
    return try SearchFacets.sum(ofDocuments, facets(items))
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
