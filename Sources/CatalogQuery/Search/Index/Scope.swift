import CatalogModel
import CatalogStore
import GRDB

/// Which availabilities count: the part of a search's filter that availabilities decide, not texts.
struct ScopeRequest: Sendable, Hashable {
  /// Numbers of markets; `nil` for all.
  var markets: [Int32]?
  var excludedMarkets: [Int32] = []
  var conditions = ListingConditions()
  /// The widest of these wants a number for each value; see ``Scope/facets``.
  var countsFacets = false
}

/// What an availability must be and must not be.
struct ListingConditions: Sendable, Hashable {
  /// One list of values and whether they are wanted or not.
  struct Choice: Sendable, Hashable {
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

  var isEmpty: Bool { self == ListingConditions() }

  func admits(_ listingClass: ListingClass, segment name: Segment) -> Bool {
    segment.admits(name.rawValue) && currency.admits(listingClass.currency.uppercased())
      && isPurchasable.admits(listingClass.isPurchasable ? "true" : "false")
      && term.admits(anyOf: listingClass.terms.map(\.duration))
      && billingCycle.admits(anyOf: listingClass.terms.map(\.billingCycle))
      && admits(prerequisites: listingClass.prerequisites)
  }

  func admits(prerequisites: [String]) -> Bool {
    prerequisite.isEmpty
      || prerequisite.admits(anyOf: prerequisites.isEmpty ? [Self.noScope] : prerequisites.map { $0.lowercased() })
  }

  func admits(scope: ReservationScope?) -> Bool {
    reservationScope.admits(scope?.rawValue.lowercased() ?? Self.noScope)
  }

  /// What stands for no reservation scope, and for no prerequisite.
  static let noScope = "none"
}

/// The documents that stand in some markets with availabilities of some kinds, and how often.
struct Scope: Sendable {
  /// A market, and the documents that stand there.
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
  /// In how many of the markets each document stands.
  var marketCounts: [UInt16] = []
  /// How many availabilities it has there.
  var itemCounts: [UInt16] = []
  /// Whether it can be bought in one of them.
  var isPurchasable: [UInt64] = []
  /// For each value of each facet in how many markets each document stands with it; empty where none were asked for.
  var facets: [ScopeFacet] = []
  /// The same for availabilities.
  var itemFacets: [ScopeFacet] = []
}

struct ScopeFacet: Sendable {
  var facet: String
  var value: String
  var counts: [UInt16]
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
    if let scope = memory.scopes[request] { return scope }
    var bare = request
    bare.countsFacets = true
    if !request.countsFacets, let scope = memory.scopes[bare] { return scope }
    if memory.scopes.count >= Self.mostScopes { memory.scopes = [:] }
    let scope = try readScope(request, lookups)
    memory.scopes[request] = scope
    return scope
  }

  private mutating func readScope(_ request: ScopeRequest, _ lookups: Lookups) throws -> Scope {
    var scope = Scope()
    let capacity = memory.records.capacity
    let words = (capacity + DocumentSet.span - 1) / DocumentSet.span * DocumentSet.words
    scope.marketCounts = Array(repeating: 0, count: capacity)
    scope.itemCounts = Array(repeating: 0, count: capacity)
    scope.isPurchasable = Array(repeating: 0, count: words)
    scope.isOfAllPlaces = request.markets == nil
    var facets = FacetCollector(capacity: capacity, words: words)
    for market in try markets(request, lookups) {
      var documents = [UInt64](repeating: 0, count: words)
      for place in market.places where request.conditions.admits(scope: place.scope) {
        scope.places.append(place.number)
        try listing(of: place.number) { number, chunk, blob in
          guard let listingClass = try listingClass(number),
            request.conditions.admits(listingClass, segment: lookups.segment(listingClass.segment)),
            (chunk + 1) * DocumentSet.words <= words
          else { return }
          var bits = [UInt64](repeating: 0, count: DocumentSet.words)
          bits.withUnsafeMutableBufferPointer { DocumentSet.add(blob, to: $0) }
          let offset = chunk * DocumentSet.words
          for index in bits.indices where bits[index] != 0 {
            documents[offset + index] |= bits[index]
            if listingClass.isPurchasable { scope.isPurchasable[offset + index] |= bits[index] }
            Self.count(bits[index], from: (offset + index) * 64, in: &scope.itemCounts)
          }
          if request.countsFacets {
            facets.add(
              bits, at: offset, of: listingClass, scope: place.scope, segment: lookups.segment(listingClass.segment))
          }
        }
      }
      if market.places.count > 1 { try takeOutTwins(of: &documents) }
      for index in documents.indices where documents[index] != 0 {
        Self.count(documents[index], from: index * 64, in: &scope.marketCounts)
      }
      facets.endMarket()
      scope.markets.append(Scope.MarketDocuments(number: market.number, code: market.code, documents: documents))
    }
    scope.facets = facets.facets(perItem: false)
    scope.itemFacets = facets.facets(perItem: true)
    return scope
  }

  /// Leaves one document of each SKU that stands in a market with several: the first.
  private mutating func takeOutTwins(of documents: inout [UInt64]) throws {
    if memory.twins == nil {
      var twins: [Int64: [Int]] = [:]
      let rows = try RawStatement(
        db,
        """
        SELECT t.sku_id, t.id FROM search_twin w CROSS JOIN sku_text t ON t.sku_id = w.sku_id WHERE t.document = t.id
        """)
      while try rows.next() { twins[rows.integer(0), default: []].append(Int(rows.integer(1))) }
      memory.twins = twins.values.map { $0.sorted() }
    }
    for twins in memory.twins ?? [] {
      let here = twins.filter { $0 / 64 < documents.count && documents[$0 / 64] >> UInt64($0 % 64) & 1 != 0 }
      for document in here.dropFirst() { documents[document / 64] &= ~(1 << UInt64(document % 64)) }
    }
  }

  /// How many availabilities of some documents stand in each market.
  mutating func itemCounts(_ matched: [UInt64], _ request: ScopeRequest, _ lookups: Lookups) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for market in try markets(request, lookups) {
      for place in market.places where request.conditions.admits(scope: place.scope) {
        try listing(of: place.number) { number, chunk, blob in
          guard let listingClass = try listingClass(number),
            request.conditions.admits(listingClass, segment: lookups.segment(listingClass.segment)),
            (chunk + 1) * DocumentSet.words <= matched.count
          else { return }
          let bits = DocumentSet(reading: blob).bits
          for index in bits.indices {
            counts[market.code, default: 0] +=
              (bits[index] & matched[chunk * DocumentSet.words + index]).nonzeroBitCount
          }
        }
      }
    }
    return counts
  }

  /// Adds one for each bit.
  static func count(_ bits: UInt64, from document: Int, in counts: inout [UInt16]) {
    var rest = bits
    while rest != 0 {
      let number = document + rest.trailingZeroBitCount
      if number < counts.count, counts[number] < .max { counts[number] += 1 }
      rest &= rest - 1
    }
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

/// Counts, for each value that availabilities have, in how many markets each document stands with it.
private struct FacetCollector {
  private struct Key: Hashable {
    var facet: String
    var value: String
  }

  /// One value of one facet.
  private struct Slot {
    var key: Key
    /// The documents of the market at hand.
    var here: [UInt64]
    /// In how many markets each document stands with it, and with how many availabilities.
    var markets: [UInt16]
    var items: [UInt16]
  }

  private let capacity: Int
  private let words: Int
  private var numbers: [Key: Int] = [:]
  private var slots: [Slot] = []

  init(capacity: Int, words: Int) {
    self.capacity = capacity
    self.words = words
  }

  mutating func add(
    _ bits: [UInt64], at offset: Int, of listingClass: ListingClass, scope: ReservationScope?, segment: Segment
  ) {
    var keys: Set<Key> = [
      Key(facet: "segment", value: segment.rawValue), Key(facet: "currency", value: listingClass.currency),
    ]
    if let scope { keys.insert(Key(facet: "reservationScope", value: scope.rawValue)) }
    for name in listingClass.prerequisites { keys.insert(Key(facet: "prerequisite", value: name)) }
    for term in listingClass.terms {
      keys.insert(Key(facet: "term", value: term.duration))
      if !term.billingCycle.isEmpty { keys.insert(Key(facet: "billingCycle", value: term.billingCycle)) }
    }
    for key in keys {
      let slot = number(key)
      for index in bits.indices where bits[index] != 0 {
        slots[slot].here[offset + index] |= bits[index]
        SearchIndex.count(bits[index], from: (offset + index) * 64, in: &slots[slot].items)
      }
    }
  }

  private mutating func number(_ key: Key) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = slots.count
    slots.append(
      Slot(
        key: key, here: Array(repeating: 0, count: words), markets: Array(repeating: 0, count: capacity),
        items: Array(repeating: 0, count: capacity)))
    return slots.count - 1
  }

  /// What was added since the last market stands in one market.
  mutating func endMarket() {
    for slot in slots.indices {
      for index in 0..<words where slots[slot].here[index] != 0 {
        SearchIndex.count(slots[slot].here[index], from: index * 64, in: &slots[slot].markets)
        slots[slot].here[index] = 0
      }
    }
  }

  func facets(perItem: Bool) -> [ScopeFacet] {
    slots.map {
      ScopeFacet(facet: $0.key.facet, value: $0.key.value, counts: perItem ? $0.items : $0.markets)
    }.sorted { ($0.facet, $0.value) < ($1.facet, $1.value) }
  }
}
