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
        .init(agreements(customer) ?? "unknown"),
      ]
    }
    let text = table.rendered(width: console.width, inColour: console.outputHasColour)
    guard customers.count == 1 else { return text + ended(customers) }
    let more = [domains(customers[0]), ended(customers)].joined()
    guard let held = customers[0].subscriptions, !held.isEmpty else { return text + more }
    return text + more + "\n" + subscriptions(held, console)
  }

  private static func domains(_ customer: CustomerRecord) -> String {
    customer.domains.count < 2 ? "" : TerminalText.safe("Domains: \(customer.domains.joined(separator: ", "))") + "\n"
  }

  /// A sentence for each customer whose relationship ended.
  private static func ended(_ customers: [CustomerRecord]) -> String {
    customers.compactMap(\.relationshipEnd).map { TerminalText.safe("\($0.reason.message) \($0.step.message)") + "\n" }
      .joined()
  }

  private static func agreements(_ customer: CustomerRecord) -> String? {
    if customer.isDirectSigned != true { return customer.agreements?.joined(separator: ", ") }
    return ((customer.agreements ?? []) + ["MicrosoftCustomerAgreement (signed directly)"]).joined(separator: ", ")
  }

  private static func subscriptions(_ held: [SubscriptionRecord], _ console: Console) -> String {
    var table = Table(columns: [
      .init(title: "Subscription"), .init(title: "Name", least: 12, keep: 3), .init(title: "Kind", least: 9, keep: 4),
      .init(title: "Status", least: 8, keep: 2), .init(title: "Registration", least: 12, keep: 1),
      .init(title: "Term", least: 4, keep: 1), .init(title: "Billing", least: 7, keep: 0),
      .init(title: "Renews", least: 6, keep: 0), .init(title: "Ends", least: 10, keep: 1),
    ])
    table.rows = held.map { held in
      [
        .init(held.id), .init(held.name), .init(held.kind.rawValue), .init(held.status),
        .init(held.registration ?? (held.kind == .azure ? "unknown" : "")),
        .init(held.commitment.termDuration ?? ""), .init(held.commitment.billingCycle ?? ""),
        .init(held.commitment.isAutoRenewed.map { $0 ? "yes" : "no" } ?? ""),
        .init(held.commitment.endsAt.map { String($0.prefix(10)) } ?? ""),
      ]
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func words(_ qualifications: [Qualification], separator: String) -> String {
    qualifications.map { [$0.name, $0.vettingStatus].compactMap(\.self).joined(separator: " ") }
      .joined(separator: separator)
  }
}
