/// The fields of a document, in the order of the full-text table's columns.
package enum SearchField: Int, CaseIterable, Sendable {
  case title, product, codes, publisher, description

  /// The weight of a term in this field; the full-text table uses the same weights.
  package var weight: Float {
    switch self {
    case .title: 8
    case .product, .codes: 6
    case .publisher: 2
    case .description: 1
    }
  }
}
