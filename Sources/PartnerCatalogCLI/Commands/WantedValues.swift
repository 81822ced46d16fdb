import CatalogQuery

/// Values that are asked for and that nobody can call wrong: the service may think of new ones.
///
/// Where nothing matches, one that the whole store does not hold is probably a slip of the finger.
struct WantedValues {
  var segments: [String] = []
  var billingCycles: [String] = []
  var scopes: [String] = []
  var currencies: [String] = []

  /// A sentence for each value that no item of the store has. Counts the facets of everything, where there is a value to
  /// look for.
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
