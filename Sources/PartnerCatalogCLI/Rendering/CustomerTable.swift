import CatalogQuery

/// Customers for a person, and as columns.
enum CustomerTable {
  static func text(_ customers: [CustomerRecord], console: Console) -> String {
    guard !customers.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "Id"), .init(title: "Name", least: 12, keep: 3), .init(title: "Domain", least: 12, keep: 2),
      .init(title: "Market", least: 6, keep: 4), .init(title: "Qualifications", least: 12, keep: 1),
    ])
    table.rows = customers.map { customer in
      [
        .init(customer.id.rawValue), .init(customer.name), .init(customer.domain),
        .init(customer.market?.code ?? "unknown", customer.market == nil ? .caution : .plain),
        .init(customer.qualifications.map { words($0, separator: ", ") } ?? "unknown"),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static let csvHeader = ["id", "name", "domain", "market", "qualifications"]

  static func csvFields(_ customer: CustomerRecord) -> [String] {
    [
      customer.id.rawValue, customer.name, customer.domain, customer.market?.code ?? "",
      words(customer.qualifications ?? [], separator: ";"),
    ]
  }

  private static func words(_ qualifications: [Qualification], separator: String) -> String {
    qualifications.map { [$0.name, $0.vettingStatus].compactMap(\.self).joined(separator: " ") }
      .joined(separator: separator)
  }
}
