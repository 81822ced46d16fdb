import CatalogModel
import CatalogStore
import GRDB

/// A hit, while it is being put together.
private struct Hit {
  var ranked: RankedCandidate
  /// The segments of all items of the hit, one bit each.
  var segments: UInt64
}

extension Snapshot {
  func search(_ text: String, _ options: SearchOptions) throws -> SearchResult {
    let lookups = try Lookups(db)
    let selection = try selection(text)
    let filter = ProductFilter(types: options.productTypes, publishers: options.publishers)
    var candidates = Candidates(db: db, selection: selection)
    if !options.markets.isEmpty { candidates.markets = lookups.numbers(of: options.markets) }
    if !options.segments.isEmpty { candidates.segments = lookups.numbers(of: options.segments) }
    var hits: [Hit] = []
    var places: [Int64: Int] = [:]
    var passes: [Int32: Bool] = [:]
    try candidates.forEach { candidate in
      if !filter.isEmpty {
        let isPassed = try passes[candidate.productText] ?? filter.passes(lookups.product(text: candidate.productText))
        passes[candidate.productText] = isPassed
        guard isPassed else { return }
      }
      let hit = try Hit(
        ranked: ranked(candidate, lookups), segments: 1 << UInt64(truncatingIfNeeded: candidate.segment & 63))
      let place = Int64(candidate.market) << 32 | Int64(candidate.sku)
      guard !options.listsEveryItem, let index = places[place] else {
        places[place] = hits.count
        hits.append(hit)
        return
      }
      let segments = hits[index].segments | hit.segments
      if hit.ranked.preference < hits[index].ranked.preference { hits[index] = hit }
      hits[index].segments = segments
    }
    let ordering = try Ordering(selection, hits.lazy.map(\.ranked.candidate), lookups, db)
    hits.sort { ordering.isBefore($0.ranked, $1.ranked) }
    let page = hits.dropFirst(max(0, options.offset)).prefix(max(0, options.limit))
    return SearchResult(
      query: text, market: options.markets.count == 1 ? options.markets[0] : nil, total: hits.count,
      items: try page.compactMap { try item($0.ranked.candidate) }, facets: try facets(hits, lookups))
  }

  private func ranked(_ candidate: Candidate, _ lookups: Lookups) throws -> RankedCandidate {
    let offer = try lookups.offer(candidate.offer)
    return RankedCandidate(
      candidate: candidate,
      preference: Preference(
        isPurchasable: offer.isPurchasable, segment: lookups.segment(candidate.segment),
        scope: lookups.scope(ofPlace: candidate.place), months: offer.shortestMonths, ordinal: candidate.ordinal),
      isLater: !offer.isPurchasable)
  }

  /// Counts over all hits; what a hit lacks is not counted.
  private func facets(_ hits: [Hit], _ lookups: Lookups) throws -> [String: [String: Int]] {
    var products: [Int32: Int] = [:]
    var markets: [Int32: Int] = [:]
    var offers: [Int32: Int] = [:]
    var segments: [UInt64: Int] = [:]
    for hit in hits {
      let candidate = hit.ranked.candidate
      products[candidate.productText, default: 0] += 1
      markets[candidate.market, default: 0] += 1
      offers[candidate.offer, default: 0] += 1
      segments[hit.segments, default: 0] += 1
    }
    var facets: [String: [String: Int]] = [:]
    for name in ["productType", "productSubType", "publisher", "market", "segment", "currency"] { facets[name] = [:] }
    func count(_ facet: String, _ value: String, _ number: Int) {
      if !value.isEmpty { facets[facet, default: [:]][value, default: 0] += number }
    }
    for (text, number) in products {
      let product = try lookups.product(text: text)
      count("productType", product.type, number)
      count("productSubType", product.subtype, number)
      count("publisher", product.publisher, number)
    }
    for (market, number) in markets { count("market", lookups.market(market).code, number) }
    for (offer, number) in offers { count("currency", try lookups.offer(offer).currency, number) }
    for (bits, number) in segments {
      for (segment, name) in lookups.segments where bits & (1 << UInt64(truncatingIfNeeded: segment & 63)) != 0 {
        count("segment", name.rawValue, number)
      }
    }
    return facets
  }
}

/// Narrows by product type and publisher.
private struct ProductFilter {
  private var types: Set<String>
  private var publishers: [String]

  init(types: [String], publishers: [String]) {
    self.types = Set(types.map { $0.lowercased() })
    self.publishers = publishers.map(CustomerName.folded)
  }

  var isEmpty: Bool { types.isEmpty && publishers.isEmpty }

  func passes(_ product: ProductFacts) -> Bool {
    let isOfType =
      types.isEmpty || types.contains(product.type.lowercased()) || types.contains(product.subtype.lowercased())
    guard isOfType, !publishers.isEmpty else { return isOfType }
    let publisher = CustomerName.folded(product.publisher)
    return publishers.contains { publisher.contains($0) }
  }
}
