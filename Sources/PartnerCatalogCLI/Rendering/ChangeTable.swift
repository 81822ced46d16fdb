import CatalogQuery

/// The change log for a person, and as columns.
enum ChangeTable {
  /// Grouped by product, the product with the newest change last.
  static func grouped(_ changes: [ChangeRecord], console: Console) -> String {
    guard !changes.isEmpty else { return "" }
    let products = Dictionary(grouping: changes, by: \.productID)
    let groups = products.values.sorted { ($0.last?.changeID ?? 0) < ($1.last?.changeID ?? 0) }
    var table = self.table(groups.flatMap(\.self))
    var row = 0
    for group in groups {
      let title = group.last?.productTitle ?? ""
      table.headings[row] = Table.Cell("\(title.isEmpty ? "" : "\(title) ")(\(group[0].productID))", .strong)
      row += group.count
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  /// The changes of one product, in their order.
  static func text(_ changes: [ChangeRecord], console: Console) -> String {
    changes.isEmpty ? "" : table(changes).rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func table(_ changes: [ChangeRecord]) -> Table {
    var table = Table(columns: [
      .init(title: "When", least: 10, keep: 3), .init(title: "Change", least: 8, keep: 8),
      .init(title: "SKU", least: 8, keep: 9, wraps: true), .init(title: "Market", least: 6, keep: 7),
      .init(title: "Segment", least: 10, keep: 2, isOnlyShownWhereVaried: true),
      .init(title: "Field", least: 8, keep: 4), .init(title: "Old", least: 8, keep: 5, isNamedBelow: true),
      .init(title: "New", least: 8, keep: 6, isNamedBelow: true),
    ])
    table.rows = changes.map { change in
      [
        .init(Formatting.time(change.at), .faint), .init(change.kind.rawValue, style(change.kind)),
        .init(subject(change)), .init(change.market.code), .init(change.segment?.rawValue ?? ""),
        .init(change.field ?? ""), .init(change.oldValue ?? ""), .init(change.newValue ?? ""),
      ]
    }
    return table
  }

  /// `Microsoft 365 E3 (0001:CFQ7TTC86D60)`; of a product's own change nothing.
  private static func subject(_ change: ChangeRecord) -> String {
    let id = [change.skuID?.rawValue, change.availabilityID?.rawValue].compactMap(\.self).joined(separator: ":")
    guard !id.isEmpty else { return "" }
    let title = change.skuTitle ?? ""
    return title.isEmpty ? id : "\(title) (\(id))"
  }

  private static func style(_ kind: ChangeKind) -> Style {
    switch kind {
    case .added, .returned: .good
    case .removed: .bad
    case .changed, .reissued: .plain
    }
  }
}
