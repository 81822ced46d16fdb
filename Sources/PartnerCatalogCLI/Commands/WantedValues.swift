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
  func unknownValues(in catalog: Catalog) throws -> [String] { try unknown(in: catalog).map(\.sentence) }

  /// - Throws: ``CommandError`` for a value that no item of the catalog has: it decides nothing about the item asked for.
  func refuseUnknown(in catalog: Catalog) throws {
    let unknown = try unknown(in: catalog)
    guard !unknown.isEmpty else { return }
    throw CommandError.usage(
      unknown.map { value in
        value.sentence + " Those it has: "
          + value.held.prefix(Self.mostNamed).map { TerminalText.excerpt($0) }.joined(separator: ", ")
          + (value.held.count > Self.mostNamed ? ", …" : ".")
      }.joined(separator: " "))
  }

  private static let mostNamed = 12

  /// The values that no item has, each with those of its kind that items have.
  private func unknown(in catalog: Catalog) throws -> [(sentence: String, held: [String])] {
    let asked = [
      ("segment", "segment", segments), ("billingCycle", "billing cycle", billingCycles),
      ("reservationScope", "reservation scope", scopes.filter { $0 != "none" }), ("currency", "currency", currencies),
    ].filter { !$0.2.isEmpty }
    guard !asked.isEmpty else { return [] }
    let facets = try catalog.search("", SearchOptions(limit: 0)).facets
    return asked.flatMap { facet, name, values in
      let held = facets[facet, default: [:]].keys.filter { !$0.isEmpty && $0 != "none" }.sorted()
      return values.filter { value in !held.contains { $0.lowercased() == value.lowercased() } }
        .map { ("No item in this catalog has the \(name) \(TerminalText.excerpt($0)).", held) }
    }
  }
}
