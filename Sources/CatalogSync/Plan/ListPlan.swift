public import CatalogModel
public import CatalogStore

/// Which product lists a market is read through.
public struct ListPlan: Sendable, Hashable {
  /// In the order in which they are asked for.
  public var lists: [ProductListKey]

  /// Views that need no other: together they show every product.
  ///
  /// Source: "Get a list of products", table of target views.
  public static let cover: [TargetView] = [
    .azure, .onlineServices, .software, .marketplaceSaaS, .specializedOffers,
  ]

  /// - Parameter views: `nil` reads the ``cover``. Narrower views are added where they tell what a product is:
  ///   which Azure products are reservations, which software is a subscription or perpetual.
  public init(market: Market, views: [TargetView]? = nil) {
    var lists: [ProductListKey] = []
    func add(_ view: TargetView, segment: Segment? = nil, scope: ReservationScope? = nil) {
      let key = ProductListKey(market: market, view: view, segment: segment, scope: scope)
      if !lists.contains(key) { lists.append(key) }
    }
    for view in views ?? Self.cover {
      add(view)
      if view.hasReservations { add(view, scope: .azurePlan) }
      switch view {
      case .azure:
        add(.azureReservations)
        add(.azureReservations, scope: .azurePlan)
      case .software:
        add(.softwareSubscriptions)
        add(.softwarePerpetual)
      default: break
      }
      // Left out of every list unless it is asked for by name.
      add(view, segment: .nonprofit)
      if view.hasReservations { add(view, segment: .nonprofit, scope: .azurePlan) }
    }
    self.lists = lists
  }
}

extension TargetView {
  /// Whether the view shows reservations, which are read in two scopes.
  var hasReservations: Bool { self == .azure || isReservationFamily }

  /// Whether the view shows nothing but reservations.
  var isReservationFamily: Bool { rawValue.lowercased().hasPrefix("azurereservations") }
}
