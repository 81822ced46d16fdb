public import CatalogModel

/// For whom the catalog is read: a country, or one customer, from whom the country follows.
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

  /// The country that answers are of, where it is known.
  var market: Market? { if case .country(let market) = self { market } else { nil } }

  var query: [(String, String?)] {
    switch self {
    case .country(let market): [("country", market.code)]
    case .customer: []
    }
  }
}
