package import CatalogQuery

/// A filter value, which `not:` before it excludes.
package struct FilterValue: Sendable, Hashable {
  package var value: String
  package var isWanted: Bool

  package init(_ argument: String, _ reading: (String) throws -> String) throws {
    let mark = "not:"
    isWanted = !argument.lowercased().hasPrefix(mark)
    value = try reading(isWanted ? argument : String(argument.dropFirst(mark.count)))
  }

  /// The value, if it is not an exclusion.
  package var wanted: String? { isWanted ? value : nil }

  package static func word(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.said) }
  package static func term(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.term) }
  package static func scope(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.scope) }
  package static func truth(_ argument: String) throws -> FilterValue { try FilterValue(argument, FilterWord.truth) }

  /// A market of the service, included or excluded.
  package static func market(_ argument: String) throws -> FilterValue {
    try FilterValue(argument) { try FilterWord.market($0).code }
  }
}

extension ItemFilter {
  /// Included and excluded values by facet.
  package init(_ values: [SearchFacet: [FilterValue]]) {
    func those(_ isWanted: Bool) -> [SearchFacet: [String]] {
      values.mapValues { $0.filter { $0.isWanted == isWanted }.map(\.value) }.filter { !$0.value.isEmpty }
    }
    self.init(only: those(true), except: those(false))
  }
}
