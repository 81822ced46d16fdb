package import CatalogModel

/// The kind of change to list: of items, or of prices.
package enum WantedChange: Sendable, Hashable {
  case item(ChangeKind)
  case price

  package var item: ChangeKind? { if case .item(let kind) = self { kind } else { nil } }

  package static let words = ChangeKind.allCases.map(\.rawValue) + ["price"]
}
