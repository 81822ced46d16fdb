import CatalogJSON
import CatalogQuery
import CatalogVerification
import PartnerCenter

/// Results of inventory checks for a person, and as columns.
enum InventoryTable {
  static func text(_ results: [InventoryResult], console: Console) -> String {
    var table = Table(columns: [
      .init(title: "SKU"), .init(title: "Title", least: 16, keep: 2), .init(title: "Region", least: 8, keep: 3),
      .init(title: "Inventory", least: 11, keep: 4), .init(title: "Restrictions", least: 12, keep: 1),
    ])
    table.rows = results.map { result in
      [
        .init(result.sku.description), .init(result.title), .init(result.region),
        .init(result.state.rawValue, style(result.state)), .init(words(result)),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static func notes(_ results: [InventoryResult]) -> [String] {
    let counts = Dictionary(grouping: results, by: \.state).mapValues(\.count)
    let order: [InventoryResult.State] = [.free, .restricted, .unknown, .notRequired]
    return [
      order.compactMap { state in counts[state].map { "\($0) \(state.rawValue)" } }.joined(separator: ", ") + "."
    ]
  }

  static let columns = CSVColumns<InventoryResult>(
    ["productId", "skuId", "title", "region", "state", "restrictions"]
  ) { result in
    [
      result.sku.product.rawValue, result.sku.sku.rawValue, result.title, result.region, result.state.rawValue,
      words(result),
    ]
  }

  private static func words(_ result: InventoryResult) -> String {
    RestrictionFinding.words(result.findings)
  }

  private static func style(_ state: InventoryResult.State) -> Style {
    switch state {
    case .free: .good
    case .restricted: .bad
    case .unknown: .caution
    case .notRequired: .plain
    }
  }
}
