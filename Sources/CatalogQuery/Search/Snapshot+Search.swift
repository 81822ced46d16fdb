import CatalogModel
import CatalogSchema
import Foundation
import GRDB

extension Snapshot {
  func search(_ text: String, _ options: SearchOptions) throws -> SearchResult {
    var position: SearchPosition?
    if let after = options.page.after {
      guard let read = SearchPosition(after) else { throw CatalogError.positionUnreadable(after) }
      position = read
    }
    let selection = try selection(text, in: options.filter.markets)
    return try withIndex { index in
      var search = try Search(text: text, options: options, position: position, now: now, index: index)
      let result = try search.result(selection, &index)
      return result
    }
  }
}

/// One question, while it is answered.
struct Search {
  let text: String
  let options: SearchOptions
  let position: SearchPosition?
  let now: Date
  let lookups: Lookups
  let conditions: FilterConditions
  let documentFilter: DocumentFilter

  init(text: String, options: SearchOptions, position: SearchPosition?, now: Date, index: SearchIndex) throws {
    self.text = text
    self.options = options
    self.position = position
    self.now = now
    lookups = Lookups(index)
    conditions = FilterConditions(options.filter)
    documentFilter = try DocumentFilter(conditions.text, index)
  }

  private var request: ScopeRequest {
    func numbers(_ codes: Set<String>) -> [Int32] {
      codes.isEmpty ? [] : lookups.markets.compactMap { codes.contains($0.value.code) ? $0.key : nil }.sorted()
    }
    let markets = conditions.markets
    return ScopeRequest(
      markets: markets.only.isEmpty ? nil : numbers(markets.only), excludedMarkets: numbers(markets.except),
      conditions: conditions.listing, facetUnit: options.countsFacets ? facetUnit : nil)
  }

  private var facetUnit: FacetUnit { options.includesEveryItem ? .item : .hit }

  mutating func result(_ selection: Selection, _ index: inout SearchIndex) throws -> SearchResult {
    let scope = try index.scope(request, lookups)
    var result = SearchResult(
      query: text, market: options.filter.markets.count == 1 ? options.filter.markets[0] : nil, total: 0, items: [],
      facets: [:])
    switch selection {
    case .nothing:
      result.facets = options.countsFacets ? SearchFacets.none : [:]
    case .all:
      try list(scope, &result, &index)
    case .named(let item):
      try name(item, scope, &result, &index)
    case .words(let query):
      try find(query, scope, &result, &index)
    }
    return result
  }

  private func facets(_ matches: [Match], _ scope: Scope, _ index: inout SearchIndex) throws -> [String: [String: Int]]
  {
    try SearchFacets.count(matches, scope, in: facetUnit, &index) { matched, index in
      try index.itemCounts(matched, request, lookups)
    }
  }

  // MARK: - Words

  private func find(
    _ query: SearchQuery, _ scope: Scope, _ result: inout SearchResult, _ index: inout SearchIndex
  ) throws {
    var finder = QueryFinder(query: query, scope: scope, conditions: conditions.listing, lookups: lookups)
    finder.isTextOnly = options.isTextOnly
    if case .ranked(_, let statistics, _) = position { finder.pinned = statistics }
    let found = try finder.find(&index, filter: documentFilter.apply)
    result.isPartial = found.matches.isPartial
    result.suggestion = found.suggestion
    try show(found.matches.all, found, scope, &result, &index)
  }

  private func show(
    _ matches: [Match], _ found: QueryFindings?, _ scope: Scope, _ result: inout SearchResult,
    _ index: inout SearchIndex
  ) throws {
    if options.countsFacets {
      result.facets = try facets(matches, scope, &index)
    }
    var sequence = HitIterator(
      matches, records: index.memory.records, scope: scope, deduplicates: options.deduplicates && !options.isTextOnly,
      groupsByProduct: options.groupsByProduct)
    let counts = options.includesEveryItem ? scope.itemCounts : scope.marketCounts
    result.total =
      options.groupsByProduct
      ? sequence.productCount : matches.reduce(0) { $0 + Int(counts[Int($1.document)]) }
    var page = HitPage(options.page, after: position)
    let reader = HitItems(conditions: conditions.listing, wantedTerms: found?.wantedTerms ?? [], now: now)
    let terms = found?.terms ?? []
    var places: [MarketPlaces?] = Array(repeating: nil, count: scope.markets.count)
    while !page.isFull, let hit = sequence.next() {
      if page.skips(hit.key, weight: options.includesEveryItem ? nil : 1) { continue }
      let market = places[hit.market] ?? lookups.places(of: scope.markets[hit.market])
      places[hit.market] = market
      let items = try reader.items(
        of: hit.document, in: market, most: options.includesEveryItem ? .max : 1, &index, lookups)
      page.take(items) { item in
        SearchHit(
          hit: item, document: hit.document, siblings: options.groupsByProduct ? hit.siblings : nil, found,
          terms: terms, explains: options.explains, relevance: hit.key.relevance, index)
      } position: { shown in
        .ranked(
          hit.key, found?.statistics ?? SearchStatistics(documents: 0, terms: 0, counts: []), shown: shown)
      }
    }
    result.items = page.hits
    result.next = page.isFull && (page.isWithinHit || sequence.next() != nil) ? page.last?.text : nil
  }

  // MARK: - Ids

  private func name(
    _ item: NamedItem, _ scope: Scope, _ result: inout SearchResult, _ index: inout SearchIndex
  ) throws {
    guard item.availability.isEmpty else { return try nameAvailability(item, &result, index) }
    var matches: [Match] = []
    for sku in item.skus {
      let rows = try PreparedStatement(index.db, "SELECT id FROM sku_text WHERE sku_id = ? AND document = id")
      rows.bind(1, sku)
      while try rows.next() {
        let document = try rows.integer(0, in: 0..<scope.marketCounts.count)
        if scope.marketCounts[document] > 0 {
          matches.append(Match(document: UInt32(document), relevance: Relevance.exactTitle))
        }
      }
    }
    for chunk in Set(matches.map { PostingChunk.number(of: Int($0.document)) }) { try index.loadRecords(chunk: chunk) }
    documentFilter.apply(to: &matches, index)
    try show(matches, nil, scope, &result, &index)
  }

  /// Finds one availability in its market scopes.
  private func nameAvailability(
    _ item: NamedItem, _ result: inout SearchResult, _ index: SearchIndex
  ) throws {
    var candidates = Candidates(db: index.db, selection: .named(item))
    let request = request
    candidates.markets = request.markets?.map(Int64.init)
    var all: [Candidate] = []
    try candidates.forEach { all.append($0) }
    let found = try all.compactMap { candidate -> (candidate: Candidate, preference: Preference)? in
      guard let content = try index.content(of: candidate, now: now), conditions.admits(content) else { return nil }
      return (candidate, try lookups.preference(of: candidate))
    }.sorted {
      let markets = (lookups.market($0.candidate.market).code, lookups.market($1.candidate.market).code)
      return markets.0 != markets.1 ? markets.0 < markets.1 : $0.preference < $1.preference
    }
    let snapshot = Snapshot(db: index.db, now: now, interruption: index.interruption)
    result.total = found.count
    if found.isEmpty { result.suggestion = try snapshot.successor(of: item) }
    result.items = try found.dropFirst(max(0, options.page.offset)).prefix(max(0, options.page.limit)).compactMap {
      guard let item = try index.item($0.candidate, now: now) else { return nil }
      return SearchHit(
        item: item, missing: [],
        explanation: options.explains ? SearchExplanation(tiers: ["exactId"], words: [], relevance: 0) : nil)
    }
    if options.countsFacets { result.facets = try SearchFacets.count(found.lazy.map(\.candidate), lookups) }
  }

  // MARK: - Everything

  private func list(_ scope: Scope, _ result: inout SearchResult, _ index: inout SearchIndex) throws {
    for chunk in 0..<(index.memory.records.capacity / PostingChunk.span) { try index.loadRecords(chunk: chunk) }
    let records = index.memory.records
    var matches: [Match] = []
    for document in scope.marketCounts.indices where scope.marketCounts[document] > 0 {
      if documentFilter.isEmpty || documentFilter.admits(records.record(document)) {
        matches.append(Match(document: UInt32(document), relevance: 0))
      }
    }
    if options.groupsByProduct { return try show(matches, nil, scope, &result, &index) }
    if options.countsFacets {
      result.facets = try facets(matches, scope, &index)
    }
    let counts = options.includesEveryItem ? scope.itemCounts : scope.marketCounts
    result.total = matches.reduce(0) { $0 + Int(counts[Int($1.document)]) }
    var page = HitPage(options.page, after: position)
    let reader = HitItems(conditions: conditions.listing, wantedTerms: [], now: now)
    var titles = try TitleOrder(index, admitted: matches, after: page.titlePosition)
    while !page.isFull, let document = try titles.next(index) {
      for market in scope.markets where !page.isFull && market.has(document) {
        if page.skips(document: document, market: market.code, weight: options.includesEveryItem ? nil : 1) { continue }
        let items = try reader.items(
          of: document, in: lookups.places(of: market), most: options.includesEveryItem ? .max : 1, &index, lookups)
        page.take(items) { item in
          SearchHit(
            hit: item, document: document, siblings: nil, nil, terms: [], explains: options.explains, relevance: 0,
            index)
        } position: { shown in
          .listed(document: UInt32(document), market: market.code, shown: shown)
        }
      }
    }
    result.items = page.hits
    if page.isFull, case .listed(let document, let market, _) = page.last {
      let isMore = try titles.next(index) != nil
      if page.isWithinHit || isMore || scope.markets.contains(where: { $0.code > market && $0.has(Int(document)) }) {
        result.next = page.last?.text
      }
    }
  }
}

extension Scope.MarketDocuments {
  func has(_ document: Int) -> Bool {
    document / 64 < documents.count && documents[document / 64] >> UInt64(document % 64) & 1 != 0
  }
}

extension Lookups {
  /// The places of a market.
  func places(of market: Scope.MarketDocuments) -> MarketPlaces {
    MarketPlaces(
      number: market.number, code: market.code,
      places: places.filter { $0.market == market.number }.map { (Int64($0.number), scope(ofPlace: $0.number)) })
  }
}
