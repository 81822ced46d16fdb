import CatalogQuery

/// The change log for a person, and as columns.
enum ChangeTable {
  static func text(_ changes: [ChangeRecord], console: Console) -> String {
    guard !changes.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "When", least: 10, keep: 3), .init(title: "What", least: 8, keep: 8),
      .init(title: "Of"), .init(title: "Market", least: 6, keep: 7), .init(title: "Segment", least: 10, keep: 2),
      .init(title: "Field", least: 8, keep: 4), .init(title: "Was", least: 8, keep: 0),
      .init(title: "Is", least: 8, keep: 1),
    ])
    table.rows = changes.map { change in
      [
        .init(Formatting.time(change.at), .faint), .init(change.kind.rawValue, style(change.kind)),
        .init(subject(change)),
        .init(change.market.code), .init(change.segment?.rawValue ?? ""), .init(change.field ?? ""),
        .init(change.oldValue ?? ""), .init(change.newValue ?? ""),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func subject(_ change: ChangeRecord) -> String {
    [change.productID.rawValue, change.skuID?.rawValue, change.availabilityID?.rawValue]
      .compactMap(\.self).joined(separator: ":")
  }

  private static func style(_ kind: ChangeKind) -> Style {
    switch kind {
    case .added, .returned: .good
    case .removed: .bad
    case .changed, .reissued: .plain
    }
  }
}
