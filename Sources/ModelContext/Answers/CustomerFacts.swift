import CatalogModel
import CatalogQuery

/// The customer of an answer.
enum CustomerFacts {
  /// `id`, `name`, `market`.
  static let schema = Schema.object([:])

  static func value(_ customer: CustomerRecord) -> JSONValue {
    .object([
      "id": .string(customer.id.rawValue), "name": .string(customer.name),
      "market": customer.market.map { .string($0.code) } ?? .null,
    ])
  }

  static func words(_ customer: CustomerRecord) -> String {
    "\(customer.name) (\(customer.id.rawValue), \(customer.market?.code ?? "market unknown"))"
  }
}
