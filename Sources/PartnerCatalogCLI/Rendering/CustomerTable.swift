import CatalogQuery

/// Customers for a person, and as columns.
enum CustomerTable {
  static func text(_ customers: [CustomerRecord], console: Console) -> String {
    guard !customers.isEmpty else { return "" }
    var table = Table(columns: [
      .init(title: "Id"), .init(title: "Name", least: 12, keep: 3), .init(title: "Domain", least: 12, keep: 2),
      .init(title: "Market", least: 6, keep: 4), .init(title: "Qualifications", least: 12, keep: 1),
      .init(title: "Agreements", least: 10, keep: 0),
    ])
    table.rows = customers.map { customer in
      [
        .init(customer.id.rawValue), .init(customer.name), .init(customer.domain),
        .init(customer.market?.code ?? "unknown", customer.market == nil ? .caution : .plain),
        .init(customer.qualifications.map { words($0, separator: ", ") } ?? "unknown"),
        .init(customer.agreements.map { $0.joined(separator: ", ") } ?? "unknown"),
      ]
    }
    let text = table.rendered(width: console.width, inColour: console.outputHasColour)
    guard customers.count == 1, let held = customers[0].subscriptions, !held.isEmpty else { return text }
    return text + "\n" + subscriptions(held, console)
  }

  private static func subscriptions(_ held: [SubscriptionRecord], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Subscription"), .init(title: "Name", least: 12, keep: 3), .init(title: "Kind", least: 9, keep: 4),
      .init(title: "Status", least: 8, keep: 2), .init(title: "Registration", least: 12, keep: 1),
    ])
    table.rows = held.map { held in
      [
        .init(held.id), .init(held.name), .init(held.kind.rawValue), .init(held.status),
        .init(held.registration ?? (held.kind == .azure ? "unknown" : "")),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  static let csvHeader = ["id", "name", "domain", "market", "qualifications", "agreements", "unknown"]

  static func csvFields(_ details: CustomerDetails) -> [String] {
    let customer = details.customer
    return [
      customer.id.rawValue, customer.name, customer.domain, customer.market?.code ?? "",
      words(customer.qualifications ?? [], separator: ";"), (customer.agreements ?? []).joined(separator: ";"),
      customer.unknown.joined(separator: ";"),
    ]
  }

  private static func words(_ qualifications: [Qualification], separator: String) -> String {
    qualifications.map { [$0.name, $0.vettingStatus].compactMap(\.self).joined(separator: " ") }
      .joined(separator: separator)
  }
}

/// A customer with what the JSON contract's customer leaves out.
struct CustomerDetails: Encodable, Sendable {
  var customer: CustomerRecord

  private enum Keys: String, CodingKey {
    case agreements, subscriptions, unknown, confirmedAt, subscriptionsConfirmedAt
  }

  func encode(to encoder: any Encoder) throws {
    try customer.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(customer.agreements, forKey: .agreements)
    if let subscriptions = customer.subscriptions { try container.encode(subscriptions, forKey: .subscriptions) }
    try container.encode(customer.unknown, forKey: .unknown)
    try container.encode(Words.time(customer.confirmedAt), forKey: .confirmedAt)
    try container.encode(customer.subscriptionsConfirmedAt.map { Words.time($0) }, forKey: .subscriptionsConfirmedAt)
  }
}
