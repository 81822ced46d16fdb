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

  /// Counts over a few items.
  static func count(_ items: [CatalogItem]) -> [String: [String: Int]] {
    var facets = none
    func add(_ facet: String, _ value: String) {
      if !value.isEmpty { facets[facet, default: [:]][value, default: 0] += 1 }
    }
    for item in items {
      add("productType", item.productType)
      add("productSubType", item.productSubType)
      add("publisher", item.publisher)
      add("market", item.market.code)
      add("segment", item.segment.rawValue)
      add("currency", item.currency)
      add("reservationScope", item.reservationScope?.rawValue ?? "")
      add("trial", "\(item.isTrial)")
      for term in Set(item.terms.map(\.duration)) { add("term", term) }
      for cycle in Set(item.terms.map { $0.billingCycle ?? "" }) { add("billingCycle", cycle) }
      for prerequisite in Set(item.purchasePrerequisites) { add("prerequisite", prerequisite) }
    }
    return facets
  }
}
