import CatalogModel
import CatalogQuery

/// A page of hits, by SKU where no market is chosen, with counts for each filter.
struct SearchAnswer: Sendable {
  var question: SearchQuestion
  var result: SearchResult
  /// Neighbours with the same SKU and segment.
  var groups: [[SearchHit]]
  /// The state of each market that was asked for and is not read as a whole.
  var gaps: [(market: Market, state: ReadState?)] = []

  /// Rows of a page.
  private static let rows = 20
  /// The hits that are read for the rows of a page, where a row is a SKU; where they do not suffice, ``mostHits``.
  private static let firstHits = 160
  private static let mostHits = 1_000

  static func read(_ question: SearchQuestion, _ catalog: Catalog) throws -> SearchAnswer {
    var options = SearchOptions(
      filter: try question.filter(), page: Page(limit: rows, after: question.after))
    options.countsFacets = question.countsFacets
    // Hits are of a market each: of how many the rows of a page consist shows only when they are there.
    if question.isBySKU { options.prices.amounts = .none }
    options.page.limit = question.isBySKU ? Self.firstHits : Self.rows
    var result = try catalog.search(question.text, options)
    var groups = Self.groups(of: result.items)
    if question.isBySKU, groups.count <= rows, result.next != nil {
      options.page.limit = Self.mostHits
      result = try catalog.search(question.text, options)
      groups = Self.groups(of: result.items)
    }
    if groups.count > rows {
      groups = Array(groups.prefix(rows))
      // The place behind the last row that is shown.
      var shown = options
      shown.countsFacets = false
      shown.page.limit = groups.reduce(0) { $0 + $1.count }
      result.next = try catalog.search(question.text, shown).next
    }
    if question.countsFacets {
      // Another value of a filter widens it: its counts are those without the filter.
      for facet in question.values.keys where facet != .purchasable {
        var wider = options
        wider.filter = try question.filter(without: facet)
        wider.page = Page(limit: 0)
        result.facets[facet.rawValue] = try catalog.search(question.text, wider).facets[facet.rawValue]
      }
    }
    var answer = SearchAnswer(question: question, result: result, groups: groups)
    if result.total == 0 {
      for market in options.filter.markets {
        let state = try catalog.reading(of: market)?.state
        if state != .complete { answer.gaps.append((market, state)) }
      }
    }
    return answer
  }

  private static func groups(of hits: [SearchHit]) -> [[SearchHit]] {
    hits.reduce(into: []) { groups, hit in
      if let last = groups.last?.last, last.sku == hit.sku, last.segment == hit.segment {
        groups[groups.count - 1].append(hit)
      } else {
        groups.append([hit])
      }
    }
  }
}
