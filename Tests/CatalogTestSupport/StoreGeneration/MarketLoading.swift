import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import GRDB
import PartnerCenter
import PartnerCenterEmulator

/// Lays markets down one after the other, in the order of product ids.
final class MarketLoading {
  private let catalog: ServedCatalog
  private let configuration: EmulatorConfiguration
  private let load: BulkLoad
  private let shelves: [ProductLoader]

  init(
    _ catalog: ServedCatalog, configuration: EmulatorConfiguration, locale: String, run: Int64, now: Date, db: Database
  ) throws {
    self.catalog = catalog
    self.configuration = configuration
    load = try BulkLoad(db, run: run, at: now)
    let offers = OfferTable(load)
    shelves = catalog.products.map { ProductLoader($0, locale: locale, offers: offers) }
  }

  /// A product that a market's lists show, in one scope.
  private struct Standing {
    var product: (product: Int64, text: Int64)
    var shelf: ProductLoader
    var scope: ReservationScope?
    var items: ItemCount
  }

  /// Nonprofit availabilities stand in lists of their own.
  private struct ItemCount {
    var general = 0
    var nonprofit = 0
  }

  /// - Returns: how many items the market has.
  func lay(_ market: Market) throws -> Int {
    let served = ServedMarket(market)
    var standings: [Standing] = []
    for scope in [nil, ReservationScope.azurePlan] {
      // What is no reservation stands in the lists of the plan too, and is read once, without a scope.
      let sold = shelves.filter {
        ($0.product.isReservation || scope == nil) && $0.product.isSold(in: served, scope: scope)
      }
      guard !sold.isEmpty else { continue }
      try load.begin(MarketScope(market: market, scope: scope))
      for shelf in sold {
        standings.append(
          Standing(
            product: try shelf.head(load), shelf: shelf, scope: scope,
            items: try lay(shelf, in: served, scope: scope)))
      }
      try load.endPlace()
    }
    load.endMarket()
    try layLists(of: market, standings)
    return standings.reduce(0) { $0 + $1.items.general + $1.items.nonprofit }
  }

  private func lay(_ shelf: ProductLoader, in market: ServedMarket, scope: ReservationScope?) throws -> ItemCount {
    let product = shelf.product
    var items = ItemCount()
    load.begin(
      unit: try shelf.head(load), of: product.id, isInNonprofitList: shelf.isNonprofit(in: market, scope: scope))
    var current = 0
    try product.visit(in: market, scope: scope) { sku in
      current = sku
      let text = try shelf.text(ofSKU: sku, scope: scope, load)
      try load.begin(sku: product.skus[sku].id, number: text.sku, text: text.text)
    } offer: { issue in
      let segment = product.skus[current].segments[issue.offer]
      if segment == .nonprofit { items.nonprofit += 1 } else { items.general += 1 }
      try load.add(
        offer: try shelf.offer(issue, sku: current, scope: scope, in: market), segment: segment,
        code: shelf.code(issue), catalogItemID: shelf.catalogItemID(ofSKU: current))
    }
    try load.endUnit()
    return items
  }

  private func layLists(of market: Market, _ standings: [Standing]) throws {
    for (number, key) in ListPlan(market: market).lists.enumerated() {
      if configuration.forbiddenViews.contains(key.view) {
        try load.list(forbidden: key, reason: "400036")
        continue
      }
      let listed = standings.filter { standing in
        standing.shelf.standsInList[number]
          && standing.scope == (standing.shelf.product.isReservation ? key.scope : nil)
          && (key.segment == nil || standing.items.nonprofit > 0)
      }
      let items = listed.filter { $0.scope == key.scope }
        .reduce(0) { $0 + (key.segment == nil ? $1.items.general : $1.items.nonprofit) }
      try load.list(key, listed.map(\.product).sorted { $0.product < $1.product }, items: items)
    }
  }

  func finish() throws { try load.finish() }
}
