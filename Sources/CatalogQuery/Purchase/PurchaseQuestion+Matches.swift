import CatalogModel
import CatalogSchema
import GRDB

extension PurchaseQuestion {
  /// The availabilities of the customer's market that pass the filter; with `isOpen` those alone that neither the
  /// service nor the customer's segments rule out.
  func scopeRequest(isOpen: Bool, countsFacets: Bool = false) -> ScopeRequest {
    var listing = conditions.listing
    if isOpen {
      // What is not asked for at all stays out.
      if !listing.isPurchasable.admits("true") { listing.isPurchasable.except = ["true"] }
      listing.isPurchasable.only = ["true"]
      listing.segment.except.formUnion(situation.closedSegmentNumbers.map { lookups.segment($0).rawValue })
    }
    return ScopeRequest(
      markets: marketNumbers.map { Int32(truncatingIfNeeded: $0) }, conditions: listing,
      facetUnit: countsFacets ? .item : nil)
  }

  /// The documents with all words of a query, or with some of them: those that have the most.
  ///
  /// As in a search, the filter comes first: words spelt nearly so count where no document that passes it has all words.
  /// `request` are the availabilities that documents must have; `nil` means all texts, also those of removed items. With
  /// `isPartial`, documents with some words are meant, where it is known that none has all. `pinned` are the statistics
  /// of the page before.
  func find(
    _ query: SearchQuery, in request: ScopeRequest?, isPartial: Bool = false, pinned: SearchStatistics?
  ) throws -> QueryFindings {
    try snapshot.withIndex { index in
      let scope = try request.map { try index.scope($0, lookups).showingTwins }
      var finder = QueryFinder(
        query: query, scope: scope, conditions: request?.conditions ?? ListingConditions(), lookups: lookups)
      finder.pinned = pinned
      finder.wantsPartialMatches = isPartial
      let filter = try DocumentFilter(conditions.text, index)
      var found = try finder.find(&index, filter: filter.apply)
      // A query of one word has no partial matches.
      if found.matches.isPartial != isPartial { found.matches.all = [] }
      return found
    }
  }

  /// Passes the candidates that the selection means, present or removed ones; those of words best match first.
  ///
  /// - Returns: the statistics of the ranks; `nil` without words.
  @discardableResult
  func forEachCandidate(
    areRemoved: Bool = false, pinned: SearchStatistics? = nil, _ body: (Candidate) throws -> Void
  ) throws -> SearchStatistics? {
    var candidates = candidates
    candidates.areRemoved = areRemoved
    guard case .words(let query) = selection else {
      try candidates.forEach(body)
      return nil
    }
    let found = try find(query, in: areRemoved ? nil : scopeRequest(isOpen: false), pinned: pinned)
    for match in found.matches.all.sorted(by: { ($1.relevance, $0.document) < ($0.relevance, $1.document) }) {
      try candidates.forEach(of: Int64(match.document), score: -match.relevance, body)
    }
    return found.statistics
  }

  /// The items of one document, best first.
  func items(of document: Int) throws -> [RankedCandidate] {
    var items: [RankedCandidate] = []
    try candidates.forEach(of: Int64(document)) { candidate in
      if let ranked = try ranked(candidate) { items.append(ranked) }
    }
    return items.sorted { $0.isBefore($1) }
  }
}

extension Scope {
  /// The same with every document that has an availability, also the further ones of a SKU.
  var showingTwins: Scope {
    guard places.count > 1 else { return self }
    var scope = self
    for document in itemCounts.indices where itemCounts[document] > 0 {
      scope.marketCounts[document] = max(1, marketCounts[document])
      for market in scope.markets.indices {
        scope.markets[market].documents[document / 64] |= 1 << UInt64(document % 64)
      }
    }
    return scope
  }
}
