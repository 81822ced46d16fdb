import CatalogService

extension PageRoute {
  /// The page of a path as sent; `nil` where there is none. A slash at the end does not count.
  init?(path: String) {
    let parts = path.split(separator: "/").map { PageQuery.path($0) }
    guard path.hasPrefix("/") else { return nil }
    switch (parts.count, parts.first ?? "") {
    case (0, _): self = .home
    case (1, "search"): self = .search
    case (1, "customers"): self = .customers
    case (1, "check"): self = .check
    case (1, "what-is"): self = .whatIs
    case (1, "changes"): self = .changes
    case (1, "status"): self = .status
    case (2, "items"): self = .item(parts[1])
    case (2, "customers"): self = .customer(parts[1])
    case (2, "assets") where parts[1] == SiteAssets.styleSheet.name: self = .styleSheet
    case (2, "assets") where parts[1] == SiteAssets.script.name: self = .script
    default: return nil
    }
  }

  /// Whether the page shows customers.
  var isOfCustomers: Bool {
    switch self {
    case .customers, .customer: true
    default: false
    }
  }

  /// The time for its answer: pages over all markets, of all items of a product, and of all that a customer cannot buy
  /// take longest.
  var limit: Duration {
    switch self {
    case .item, .customer, .search, .status, .changes, .check: CatalogReads.longLimit
    default: CatalogReads.usualLimit
    }
  }
}
