import CatalogModel
import CatalogStore

/// The products that the lists of a market show, each with the reservation scope in which it is read.
///
/// A reservation is read in each scope whose list shows it. Any other product is read once, without a scope, even if
/// the Azure plan's list shows it too.
struct ProductAssignment {
  /// A product to read.
  struct Unit: Sendable {
    var key: ProductKey
    var product: ProductContent
    /// Whether a list without a segment shows it.
    var isInGeneralList: Bool
    /// Whether a list requested with the segment nonprofit shows it.
    var isInNonprofitList: Bool
    /// The lists that show it.
    var lists: [ProductListKey]

    /// Whether only the Azure plan's lists show it, and it is not known to be a reservation.
    var isOnlyInPlan: Bool { key.marketScope.scope == nil && lists.allSatisfy { $0.scope != nil } }
  }

  private(set) var units: [ProductKey: Unit] = [:]

  /// Assigns the products of a market.
  ///
  /// - Parameters:
  ///   - market: the market.
  ///   - listings: the products of each list, as of its last complete reading.
  ///   - order: the lists of the plan, in its order; the first list that shows a product provides its texts.
  ///   - forbidden: the lists that are closed to this partner. If every reservation list is closed and none was ever
  ///     read, the type of a product decides whether it is a reservation.
  init(
    market: Market, listings: [ProductListKey: [ProductID: ProductContent]], order: [ProductListKey],
    forbidden: Set<ProductListKey>
  ) {
    let areReservationsListed = order.contains {
      $0.view.isReservationFamily && (listings[$0] != nil || !forbidden.contains($0))
    }
    var reservations: Set<ProductID> = []
    // The reservation lists have no products that only nonprofit lists show.
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
          || (!areReservationsListed || !general.contains(product)) && Self.looksLikeReservation(content)
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

  /// Whether a product is a reservation by its type. The types of Azure products that are not reservations are few.
  private static func looksLikeReservation(_ content: ProductContent) -> Bool {
    content.type == "Azure" && !["Azure", "SavingsPlan"].contains(content.subtype ?? "")
  }
}
