package import CatalogModel
package import CatalogStore

/// The product lists that a market is read through.
package struct ListPlan: Sendable, Hashable {
  /// The lists in the order in which they are requested.
  package var lists: [ProductListKey]

  /// The views that together show every product.
  ///
  /// Source: "Get a list of products", table of target views.
  package static let cover: [TargetView] = [
    .azure, .onlineServices, .software, .marketplaceSaaS, .specializedOffers,
  ]

  /// Plans the lists of a market.
  ///
  /// Each view adds the narrower views that classify its products (reservations, subscriptions, perpetual
  /// software), and a list for the segment nonprofit.
  /// - Parameters:
  ///   - market: the market to read.
  ///   - views: the views to read; `nil` reads ``cover``.
  package init(market: Market, views: [TargetView]? = nil) {
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
      // Lists without a segment leave nonprofit out.
      add(view, segment: .nonprofit)
      if view.hasReservations { add(view, segment: .nonprofit, scope: .azurePlan) }
    }
    self.lists = lists
  }
}

extension TargetView {
  /// Whether the view shows reservations, which are read in two scopes.
  var hasReservations: Bool { self == .azure || isReservationFamily }

  /// Whether the view shows only reservations.
  var isReservationFamily: Bool { rawValue.lowercased().hasPrefix("azurereservations") }
}
