public import CatalogQuery

/// The customers that match: `customers`.
public struct CustomersResponse: Codable, Sendable, Hashable {
  /// The number of customers.
  public var total: Int
  /// The customers, ordered by name.
  public var customers: [CustomerResponse]

  /// A response with one page of the customers.
  public init(_ page: CustomerPage) {
    total = page.total
    customers = page.customers.map { CustomerResponse(customer: $0) }
  }

  /// A response with all customers.
  public init(_ customers: [CustomerRecord]) {
    total = customers.count
    self.customers = customers.map { CustomerResponse(customer: $0) }
  }
}

/// The changes that match: `changes`.
public struct ChangesResponse: Codable, Sendable, Hashable {
  /// The number of changes.
  public var total: Int
  /// The changes, newest last.
  public var changes: [ChangeRecord]

  /// A response with all changes.
  public init(_ changes: [ChangeRecord]) {
    total = changes.count
    self.changes = changes
  }
}

/// A list of markets: `markets`, `markets --unavailable`.
public struct MarketsResponse<Row: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
  /// The number of markets.
  public var total: Int
  /// The language of the local names.
  public var locale: String
  /// The markets, by code.
  public var markets: [Row]

  /// A response with all markets.
  public init(_ markets: [Row], locale: String) {
    total = markets.count
    self.locale = locale
    self.markets = markets
  }
}

/// The result of an export into a file: `export --output --json`.
public struct ExportResponse: Codable, Sendable, Hashable {
  /// The file.
  public var path: String
  /// The number of items in it.
  public var items: Int
  /// The size of the file.
  public var bytes: Int

  /// A response for one file.
  public init(path: String, items: Int, bytes: Int) {
    self.path = path
    self.items = items
    self.bytes = bytes
  }
}
