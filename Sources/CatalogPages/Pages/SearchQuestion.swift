import CatalogJSON
import CatalogQuery

/// A search as its address says it.
struct SearchQuestion: Sendable, Hashable {
  var text = ""
  /// The values of each filter as they are written: `not:education` excludes.
  var values: [SearchFacet: [String]] = [:]
  /// Continues after another page.
  var after: String?
  /// Whether hits are counted by their properties; the script leaves it out while somebody types.
  var countsFacets = true

  /// The filters of the page in the order in which they are shown: the name of the parameter, which is that of the API,
  /// and the legend.
  static let filters: [(facet: SearchFacet, name: String, legend: String)] = [
    (.market, "market", "Market"), (.segment, "segment", "Segment"), (.term, "term", "Term"),
    (.billingCycle, "billing", "Billing"), (.productType, "type", "Type"), (.publisher, "publisher", "Publisher"),
    (.reservationScope, "scope", "Reservation scope"), (.currency, "currency", "Currency"),
    (.prerequisite, "prerequisite", "Prerequisite"), (.trial, "trial", "Trial"),
    (.purchasable, "purchasable", "Can be bought"),
  ]

  init(_ query: PageQuery) {
    text = query["q"] ?? ""
    for filter in Self.filters {
      let values = query[all: filter.name].filter { !$0.allSatisfy(\.isWhitespace) }
      if !values.isEmpty { self.values[filter.facet] = values }
    }
    after = query["after"]
    countsFacets = query["facets"] != "0"
  }

  /// The filter without one facet, or with all of them.
  ///
  /// - Throws: ``UnknownWord`` for a value that no item can have.
  func filter(without left: SearchFacet? = nil) throws -> ItemFilter {
    ItemFilter(
      try values.filter { $0.key != left }.reduce(into: [:]) { filters, entry in
        filters[entry.key] = try entry.value.map { try Self.value($0, of: entry.key) }
      })
  }

  private static func value(_ text: String, of facet: SearchFacet) throws -> FilterValue {
    switch facet {
    case .market: try .market(text)
    case .term: try .term(text)
    case .reservationScope: try .scope(text)
    case .trial, .purchasable: try .truth(text)
    default: try .word(text)
    }
  }

  var isFiltered: Bool { !values.isEmpty }

  /// Whether one row stands for a SKU in all its markets.
  var isBySKU: Bool { values[.market] == nil }

  /// The parameters, with another place to continue from.
  func parameters(after: String? = nil) -> [(name: String, value: String)] {
    [(name: "q", value: text)]
      + Self.filters.flatMap { filter in (values[filter.facet] ?? []).map { (name: filter.name, value: $0) } }
      + (after.map { [(name: "after", value: $0)] } ?? [])
  }
}
