import CatalogQuery
import Foundation
import Purchasing

/// Titles of ordered items as the catalog had them when they were ordered; of removed items, too.
final class OrderTitles {
  /// The names of a SKU and its product; empty where the catalog has none.
  struct Names {
    var product = ""
    var sku = ""

    /// The SKU's title, or its product's where it has none; `nil` without either.
    var title: String? { [sku, product].first { !$0.isEmpty } }
  }

  private let catalog: Catalog?
  /// What was looked up, with the market; `nil` where the catalog does not know the SKU.
  private var known: [String: ItemDetails?] = [:]

  /// Titles from a catalog; none without one.
  init(_ catalog: Catalog?) { self.catalog = catalog }

  /// Titles from the catalog of a command; none where there is none that can be read.
  convenience init(_ session: CommandContext) { self.init(try? session.catalogIfThere()) }

  /// The names of a SKU.
  ///
  /// - Parameters:
  ///   - sku: the SKU.
  ///   - market: the customer's; `nil` for all.
  ///   - moment: when it was ordered; `nil` for the newest names.
  /// - Returns: the names of that time, empty where the catalog does not know the SKU.
  func names(of sku: SKUReference, in market: Market?, at moment: Date?) -> Names {
    guard let details = details(of: sku, in: market) ?? details(of: sku, in: nil) else { return Names() }
    let newest = Names(product: details.title, sku: details.skus.first { $0.skuID == sku.sku }?.title ?? "")
    guard let moment else { return newest }
    // The log keeps the title before each change: the first change after the order replaced the title of that day.
    let later = details.history.filter { $0.kind == .changed && $0.field == "title" && $0.at > moment }
      .sorted { $0.changeID < $1.changeID }
    return Names(
      product: later.first { $0.entity == .product }?.oldValue ?? newest.product,
      sku: later.first { $0.entity == .sku && $0.skuID == sku.sku }?.oldValue ?? newest.sku)
  }

  private func details(of sku: SKUReference, in market: Market?) -> ItemDetails? {
    let key = "\(sku) \(market?.code ?? "")"
    if let found = known[key] { return found }
    let found = catalog.flatMap { try? $0.details(of: .sku(sku), market: market) }
    known[key] = .some(found)
    return found
  }

  /// Titles by CatalogItemId for the lines of orders of one time; legacy offers have none.
  func titles(of lines: [ServiceOrder.Line], in market: Market?, at moment: Date?) -> [String: String] {
    var titles: [String: String] = [:]
    for item in Set(lines.map(\.catalogItemID)) {
      guard let sku = ItemReference(parsing: item.rawValue)?.sku else { continue }
      titles[item.rawValue] = names(of: sku, in: market, at: moment).title
    }
    return titles
  }

  /// Titles by CatalogItemId for the orders of a purchase.
  func titles(of purchase: Purchase) -> [String: String] {
    purchase.orders.reduce(into: [:]) { titles, order in
      titles.merge(
        self.titles(of: order.order.lines, in: purchase.customer.market, at: purchase.time(of: order.order))
      ) { first, _ in first }
    }
  }
}

extension Purchase {
  /// When one of its orders was placed: the service's time, else that of the purchase.
  func time(of order: ServiceOrder) -> Date { order.createdAt ?? openedAt }
}
