import CatalogModel
import CatalogQuery

extension CSVColumns where Row == CustomerResponse {
  /// The columns of customers, lists with `;` between.
  public static let customer = CSVColumns(
    [
      "id", "name", "domain", "market", "qualifications", "agreements", "unknown", "domains", "relationshipEndedAt",
    ]
  ) { response in
    let customer = response.customer
    return [
      customer.id.rawValue, customer.name, customer.domain, customer.market?.code ?? "",
      (customer.qualifications ?? []).map { [$0.name, $0.vettingStatus].compactMap(\.self).joined(separator: " ") }
        .joined(separator: ";"),
      (customer.agreements ?? []).joined(separator: ";"), customer.unknown.joined(separator: ";"),
      customer.domains.joined(separator: ";"), customer.relationshipEndedAt?.iso8601Text ?? "",
    ]
  }
}
