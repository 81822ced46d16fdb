import CatalogModel
import CatalogSchema

/// Counts how many hits have which value.
enum SearchFacets {
  private static let names = [
    "productType", "productSubType", "publisher", "market", "segment", "currency", "term", "billingCycle",
    "reservationScope", "trial", "prerequisite",
  ]

  /// Every facet, without values.
  static var none: [String: [String: Int]] { Dictionary(uniqueKeysWithValues: names.map { ($0, [:]) }) }

  /// Counts over all matches: properties of texts from their records, those of availabilities from the scope.
  static func count(
    _ matches: [Match], _ scope: Scope, in unit: FacetUnit, _ index: inout SearchIndex,
    itemCounts: (DocumentBits, inout SearchIndex) throws -> [String: Int]
  ) throws -> [String: [String: Int]] {
    var facets = none
    let counts = unit == .item ? scope.itemCounts : scope.marketCounts
    var types: [UInt16: Int] = [:]
    var subtypes: [UInt16: Int] = [:]
    var publishers: [UInt32: Int] = [:]
    var trials = 0
    var all = 0
    let records = index.memory.records
    // Neighbours mostly agree: a run of equal ones is counted before it is looked up.
    var run = (record: DocumentRecord(), count: 0)
    func flush() {
      guard run.count > 0 else { return }
      types[run.record.type, default: 0] += run.count
      subtypes[run.record.subtype, default: 0] += run.count
      publishers[run.record.publisher, default: 0] += run.count
    }
    for match in matches {
      let document = Int(match.document)
      let count = Int(counts[document])
      let record = records.record(document)
      all += count
      if record.isTrial { trials += count }
      if record.publisher == run.record.publisher, record.type == run.record.type,
        record.subtype == run.record.subtype
      {
        run.count += count
      } else {
        flush()
        run = (record, count)
      }
    }
    flush()
    func add(_ facet: String, _ value: String, _ count: Int) {
      if !value.isEmpty, count > 0 { facets[facet, default: [:]][value, default: 0] += count }
    }
    for (number, count) in types { add("productType", try index.value(UInt32(number)), count) }
    for (number, count) in subtypes { add("productSubType", try index.value(UInt32(number)), count) }
    for (number, count) in publishers { add("publisher", try index.value(number), count) }
    add("trial", "true", trials)
    add("trial", "false", all - trials)
    let matched = DocumentBits(matches, words: scope.isPurchasable.count)
    for facet in scope.facets {
      try index.interruption.check()
      add(facet.facet, facet.value, facet.counts.total(of: matched))
    }
    if scope.markets.count == 1 {
      add("market", scope.markets[0].code, all)
    } else if unit == .item {
      for (market, count) in try itemCounts(matched, &index) { add("market", market, count) }
    } else {
      for market in scope.markets { add("market", market.code, matched.count(in: market.documents)) }
    }
    return facets
  }

  /// Counts availabilities one by one: by their texts, offers and places, which are then looked up once each.
  static func count(
    _ candidates: some Sequence<Candidate>, _ lookups: Lookups
  ) throws -> [String: [String: Int]] {
    var texts: [Int32: Int] = [:]
    var offers: [Int32: Int] = [:]
    var places: [Int32: Int] = [:]
    var segments: [Int32: Int] = [:]
    for candidate in candidates {
      texts[candidate.text, default: 0] += 1
      offers[candidate.offer, default: 0] += 1
      places[candidate.place, default: 0] += 1
      segments[candidate.segment, default: 0] += 1
    }
    var facets = none
    func add(_ facet: String, _ value: String, _ count: Int) {
      if !value.isEmpty { facets[facet, default: [:]][value, default: 0] += count }
    }
    for (number, count) in texts {
      guard let item = try lookups.text(number)?.item else { continue }
      add("productType", item.productType, count)
      add("productSubType", item.productSubType, count)
      add("publisher", item.publisher, count)
      add("trial", "\(item.isTrial)", count)
      for prerequisite in Set(item.purchasePrerequisites) { add("prerequisite", prerequisite, count) }
    }
    for (number, count) in offers {
      let offer = try lookups.offer(number)
      add("currency", offer.currency, count)
      for duration in offer.durations { add("term", duration, count) }
      for cycle in offer.billingCycles { add("billingCycle", cycle, count) }
    }
    for (number, count) in places {
      add("market", lookups.market(ofPlace: number).code, count)
      add("reservationScope", lookups.scope(ofPlace: number)?.rawValue ?? "", count)
    }
    for (number, count) in segments { add("segment", lookups.segment(number).rawValue, count) }
    return facets
  }

  /// The sums of two counts.
  static func sum(_ left: [String: [String: Int]], _ right: [String: [String: Int]]) -> [String: [String: Int]] {
    left.merging(right) { $0.merging($1, uniquingKeysWith: +) }
  }
}
