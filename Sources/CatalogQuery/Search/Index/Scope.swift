import CatalogModel
import CatalogSchema
import GRDB

/// Which availabilities count: the part of a search's filter that availabilities decide, not texts.
struct ScopeRequest: Sendable, Equatable {
  /// Numbers of markets; `nil` for all.
  var markets: [Int32]?
  var excludedMarkets: [Int32] = []
  var conditions = ListingConditions()
  /// The unit of facet counts; `nil` without facets. See ``Scope/facets``.
  var facetUnit: FacetUnit?
}

/// The conditions on an availability.
struct ListingConditions: Sendable, Equatable {
  /// One list of values and whether they are wanted or not.
  struct Choice: Sendable, Equatable {
    var only: Set<String> = []
    var except: Set<String> = []

    var isEmpty: Bool { only.isEmpty && except.isEmpty }

    func admits(_ value: String) -> Bool { (only.isEmpty || only.contains(value)) && !except.contains(value) }

    /// Whether one of several values is wanted and none of them unwanted.
    func admits(anyOf values: some Sequence<String>) -> Bool {
      (only.isEmpty || values.contains { only.contains($0) }) && !values.contains { except.contains($0) }
    }
  }

  /// Segments in lower case, durations and currencies in upper case, billing cycles in lower case, scopes in lower case
  /// with `none` for none, `true` or `false` for what can be bought.
  var segment = Choice()
  var term = Choice()
  var billingCycle = Choice()
  var currency = Choice()
  var reservationScope = Choice()
  var isPurchasable = Choice()
  /// In lower case, `none` for what has none.
  var prerequisite = Choice()

  var isEmpty: Bool {
    segment.isEmpty && term.isEmpty && billingCycle.isEmpty && currency.isEmpty && reservationScope.isEmpty
      && isPurchasable.isEmpty && prerequisite.isEmpty
  }

  func admits(_ listingClass: ListingClass, segment name: Segment) -> Bool {
    if isEmpty { return true }
    return segment.admits(name.rawValue)
      && admits(
        currency: listingClass.currency, isPurchasable: listingClass.isPurchasable,
        durations: listingClass.terms.lazy.map(\.duration), billingCycles: listingClass.terms.lazy.map(\.billingCycle))
      && admits(prerequisites: listingClass.prerequisites)
  }

  /// Whether an offer passes.
  func admits(_ offer: OfferFacts) -> Bool {
    admits(
      currency: offer.currency, isPurchasable: !offer.isClosed, durations: offer.durations,
      billingCycles: offer.billingCycles)
  }

  /// The same of its properties: durations in upper case, billing cycles in lower case, empty for none.
  func admits(
    currency: String, isPurchasable: Bool, durations: some Sequence<String>, billingCycles: some Sequence<String>
  ) -> Bool {
    self.currency.admits(currency.uppercased()) && self.isPurchasable.admits(isPurchasable ? "true" : "false")
      && term.admits(anyOf: durations) && billingCycle.admits(anyOf: billingCycles)
  }

  func admits(prerequisites: [String]) -> Bool {
    prerequisite.isEmpty
      || prerequisite.admits(anyOf: prerequisites.isEmpty ? [Self.noScope] : prerequisites.map { $0.lowercased() })
  }

  func admits(scope: ReservationScope?) -> Bool {
    reservationScope.isEmpty || reservationScope.admits(scope?.rawValue.lowercased() ?? Self.noScope)
  }

  /// The value of an absent reservation scope or prerequisite.
  static let noScope = "none"
}

/// The documents of some markets with availabilities of some classes, and their counts.
struct Scope: Sendable {
  /// A market with its documents.
  struct MarketDocuments: Sendable {
    var number: Int32
    var code: String
    var documents: [UInt64]
  }

  var places: [Int64] = []
  /// Whether a new place would change it.
  var isOfAllPlaces = false
  /// In the order of their codes.
  var markets: [MarketDocuments] = []
  /// The number of markets of each document.
  var marketCounts: [UInt16] = []
  /// Its number of availabilities in the market.
  var itemCounts: [UInt16] = []
  /// Whether it can be bought in one of them.
  var isPurchasable: [UInt64] = []
  /// For each facet value the number of markets or availabilities of each document; empty without facets.
  var facets: [ScopeFacet] = []
}

/// The places of a market.
struct MarketPlaces {
  var number: Int32
  var code: String
  var places: [(number: Int64, scope: ReservationScope?)]
}

extension SearchIndex {
  /// No more scopes are kept than this; then all go.
  private static let mostScopes = 16

  mutating func scope(_ request: ScopeRequest, _ lookups: Lookups) throws -> Scope {
    func isKept(_ kept: ScopeRequest) -> Bool {
      var kept = kept
      // A scope with numbers for facets serves where none are asked for.
      if request.facetUnit == nil { kept.facetUnit = nil }
      return kept == request
    }
    if let kept = memory.scopes.first(where: { isKept($0.request) }) { return kept.scope }
    if memory.scopes.count >= Self.mostScopes { memory.scopes = [] }
    let scope = try readScope(request, lookups)
    memory.additions += 1
    memory.scopes.append((request, scope))
    return scope
  }

  private mutating func readScope(_ request: ScopeRequest, _ lookups: Lookups) throws -> Scope {
    var scope = Scope()
    let capacity = memory.records.capacity
    let words = (capacity + DocumentSet.span - 1) / DocumentSet.span * DocumentSet.words
    var marketCounts = DocumentCounts(words: words)
    var itemCounts = DocumentCounts(words: words)
    scope.isPurchasable = Array(repeating: 0, count: words)
    scope.isOfAllPlaces = request.markets == nil
    var facets = request.facetUnit.map { FacetCollector(unit: $0, words: words) }
    var bits = ChunkBits()
    for market in try markets(request, lookups) {
      var documents = [UInt64](repeating: 0, count: words)
      for place in market.places where request.conditions.admits(scope: place.scope) {
        scope.places.append(place.number)
        try listing(of: place.number) { number, chunk, blob in
          guard let listingClass = try listingClass(number),
            request.conditions.admits(listingClass, segment: lookups.segment(listingClass.segment)),
            (chunk + 1) * DocumentSet.words <= words
          else { return }
          bits.read(blob)
          let offset = chunk * DocumentSet.words
          bits.add(to: &documents, from: offset)
          if listingClass.isPurchasable { bits.add(to: &scope.isPurchasable, from: offset) }
          itemCounts.add(bits, from: offset)
          facets?.add(
            bits, at: offset, of: listingClass, scope: place.scope, segment: lookups.segment(listingClass.segment))
        }
      }
      if market.places.count > 1 { try takeOutTwins(of: &documents) }
      marketCounts.add(documents)
      facets?.endMarket()
      scope.markets.append(Scope.MarketDocuments(number: market.number, code: market.code, documents: documents))
    }
    scope.marketCounts = marketCounts.counts(capacity: capacity)
    scope.itemCounts = itemCounts.counts(capacity: capacity)
    scope.facets = facets?.facets ?? []
    return scope
  }

  /// Keeps one document of each SKU with several in a market: the first.
  private mutating func takeOutTwins(of documents: inout [UInt64]) throws {
    if memory.twins == nil {
      var twins: [Int64: [Int]] = [:]
      let rows = try PreparedStatement(
        db,
        """
        SELECT t.sku_id, t.id FROM search_twin w CROSS JOIN sku_text t ON t.sku_id = w.sku_id WHERE t.document = t.id
        """)
      while try rows.next() {
        twins[try rows.integer(0), default: []].append(try rows.integer(1, in: 0..<memory.records.capacity))
      }
      memory.additions += 1
      memory.twins = twins.values.map { $0.sorted() }
    }
    for twins in memory.twins ?? [] {
      let here = twins.filter { $0 / 64 < documents.count && documents[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }
      for document in here.dropFirst() { documents[document / 64] &= ~(1 << UInt64(document % 64)) }
    }
  }

  /// The number of availabilities of documents in each market.
  mutating func itemCounts(_ matched: DocumentBits, _ request: ScopeRequest, _ lookups: Lookups) throws -> [String: Int]
  {
    var counts: [String: Int] = [:]
    var bits = ChunkBits()
    for market in try markets(request, lookups) {
      for place in market.places where request.conditions.admits(scope: place.scope) {
        try listing(of: place.number) { number, chunk, blob in
          guard let listingClass = try listingClass(number),
            request.conditions.admits(listingClass, segment: lookups.segment(listingClass.segment)),
            (chunk + 1) * DocumentSet.words <= matched.words.count
          else { return }
          bits.read(blob)
          counts[market.code, default: 0] += matched.count(in: bits, from: chunk * DocumentSet.words)
        }
      }
    }
    return counts
  }

  /// The markets asked for and their places, in the order of codes.
  private func markets(_ request: ScopeRequest, _ lookups: Lookups) throws -> [MarketPlaces] {
    var markets: [Int32: MarketPlaces] = [:]
    for place in lookups.places {
      if let wanted = request.markets, !wanted.contains(place.market) { continue }
      if request.excludedMarkets.contains(place.market) { continue }
      let code = lookups.market(place.market).code
      markets[place.market, default: MarketPlaces(number: place.market, code: code, places: [])].places.append(
        (Int64(place.number), lookups.scope(ofPlace: place.number)))
    }
    return markets.values.sorted { $0.code < $1.code }
  }
}
