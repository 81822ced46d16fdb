import CatalogQuery

/// Filter values of open sets, to which the service may add.
///
/// If nothing matches, a value that no item has is probably a typing error.
struct WantedValues {
  var segments: [String] = []
  var billingCycles: [String] = []
  var scopes: [String] = []
  var currencies: [String] = []

  /// A sentence for each value that no item of the catalog has. Counts the facets of all items, if there is a value to
  /// check.
  func unknownValues(in catalog: Catalog) throws -> [String] {
    let asked = [
      ("segment", "segment", segments), ("billingCycle", "billing cycle", billingCycles),
      ("reservationScope", "reservation scope", scopes.filter { $0 != "none" }), ("currency", "currency", currencies),
    ].filter { !$0.2.isEmpty }
    guard !asked.isEmpty else { return [] }
    let facets = try catalog.search("", SearchOptions(limit: 0)).facets
    return asked.flatMap { facet, name, values in
      let held = Set(facets[facet, default: [:]].keys.map { $0.lowercased() })
      return values.filter { !held.contains($0.lowercased()) }
        .map { "No item in this catalog has the \(name) \(TerminalText.excerpt($0))." }
    }
  }
}
