public import CatalogModel

/// The catalog to read: a country's, or one customer's, which determines the country.
public enum CatalogContext: Sendable, Hashable {
  /// The catalog of a country, without customer-specific offers.
  case country(Market)
  /// The catalog of one customer; the service takes the country from the billing address.
  case customer(CustomerID)

  var prefix: [String] {
    switch self {
    case .country: []
    case .customer(let customer): ["customers", customer.rawValue]
    }
  }

  /// The country of the responses, where it is known.
  var market: Market? { if case .country(let market) = self { market } else { nil } }

  var query: [(String, String?)] {
    switch self {
    case .country(let market): [("country", market.code)]
    case .customer: []
    }
  }
}
