import CatalogModel
import CatalogStore

/// Which units the lists of a market come to, as a plain value.
///
/// A reservation is read in each scope whose list shows it. Any other product is read once, without a scope, even
/// where the list of the Azure plan shows it too.
struct ProductAssignment {
  /// A unit to be read.
  struct Unit: Sendable {
    var key: ProductKey
    var product: ProductContent
    /// Whether a list without a segment shows it.
    var isInGeneralList: Bool
    /// Whether a list asked for with `nonprofit` shows it.
    var isInNonprofitList: Bool
    /// The lists that show it.
    var lists: [ProductListKey]

    /// Whether nothing but the list of the Azure plan shows it, and it is not known to be a reservation.
    var isOnlyInPlan: Bool { key.marketScope.scope == nil && lists.allSatisfy { $0.scope != nil } }
  }

  private(set) var units: [ProductKey: Unit] = [:]

  /// - Parameters:
  ///   - listings: the last whole reading of each list.
  ///   - order: the lists in the order of the plan: the first that shows a product gives its text.
  ///   - tellsReservations: whether the reservation view could be read; without it the kind of the product decides.
  init(
    market: Market, listings: [ProductListKey: [ProductID: ProductContent]], order: [ProductListKey],
    tellsReservations: Bool
  ) {
    var reservations: Set<ProductID> = []
    // Of what stands in no list but those for nonprofit, the reservation view says nothing.
    var general: Set<ProductID> = []
    for (list, products) in listings {
      if list.view.isReservationFamily { reservations.formUnion(products.keys) }
      if list.segment == nil { general.formUnion(products.keys) }
    }
    let ranked = order.filter { listings[$0] != nil } + listings.keys.filter { !order.contains($0) }.sorted()
    for list in ranked {
      for (product, content) in listings[list] ?? [:] {
        let isReservation =
          reservations.contains(product)
          || (!tellsReservations || !general.contains(product)) && Self.looksLikeReservation(content)
        let scope = isReservation ? list.scope : nil
        let key = ProductKey(marketScope: MarketScope(market: market, scope: scope), product: product)
        var unit =
          units[key]
          ?? Unit(key: key, product: content, isInGeneralList: false, isInNonprofitList: false, lists: [])
        if list.segment == .nonprofit { unit.isInNonprofitList = true } else { unit.isInGeneralList = true }
        unit.lists.append(list)
        units[key] = unit
      }
    }
  }

  /// The kinds of Azure products that are no reservations are few and known.
  private static func looksLikeReservation(_ content: ProductContent) -> Bool {
    content.type == "Azure" && !["Azure", "SavingsPlan"].contains(content.subtype ?? "")
  }
}
