import CatalogModel
import Foundation

/// Which orders of a customer can be those of a purchase.
///
/// Each order group of the cart becomes one order, so a group and an order match where they have the same items in the
/// same quantities. The time must fit as well, and no other purchase may have the order.
struct OrderMatching: Sendable, Hashable {
  /// One order group of a cart.
  struct Group: Sendable, Hashable {
    var name: String?
    /// Quantities by item, ids in upper case.
    var items: [String: Int]
  }

  /// The orders that are certainly those of groups.
  var matched: [PurchaseOrder] = []
  /// Groups without an order.
  var missing: [Group] = []
  /// Orders that could be the purchase's, of which a person must choose.
  var undecided: [ServiceOrder] = []

  /// Seconds that the service's clock may be behind this machine's.
  static let toleratedSkew: TimeInterval = 120

  /// - Parameters:
  ///   - purchase: with its cart and attempts.
  ///   - named: orders that the service's records name as those of our requests.
  ///   - orders: all orders of the customer.
  ///   - claimed: the ids of orders of other purchases.
  init(_ purchase: Purchase, named: [ServiceOrder], orders: [ServiceOrder], claimed: Set<String>) {
    let own = Set(purchase.orders.map(\.order.key))
    var open = Self.groups(of: purchase)
    var taken: Set<String> = []
    func take(_ order: ServiceOrder, as index: Int) {
      matched.append(PurchaseOrder(order, orderGroup: open[index].name))
      taken.insert(order.key)
      open.remove(at: index)
    }
    // Named by the service: whatever the list holds beside.
    let certain = named + orders.filter { own.contains($0.key) }
    for order in certain where !taken.contains(order.key) && !Self.isClaimed(order, claimed) {
      if let index = open.firstIndex(where: { $0.items == Self.items(of: order) }) { take(order, as: index) }
    }
    let begun = purchase.attempts.first?.at ?? purchase.openedAt
    let earlier = Set(purchase.earlierOrders.map { $0.lowercased() })
    let candidates = orders.filter { order in
      !taken.contains(order.key) && !earlier.contains(order.key) && !Self.isClaimed(order, claimed)
        && !order.isSystemPurchase
        && (order.createdAt.map { $0 >= begun.addingTimeInterval(-Self.toleratedSkew) } ?? true)
    }
    for items in Set(open.map(\.items)) {
      let wanted = open.indices.filter { open[$0].items == items }
      let fitting = candidates.filter { Self.items(of: $0) == items }
      if fitting.count > wanted.count {
        undecided += fitting
      } else {
        for (order, name) in zip(fitting, wanted.map { open[$0].name }) {
          if let index = open.firstIndex(where: { $0.items == items && $0.name == name }) { take(order, as: index) }
        }
      }
    }
    missing = open
  }

  private static func isClaimed(_ order: ServiceOrder, _ claimed: Set<String>) -> Bool {
    !claimed.isDisjoint(with: order.keys)
  }

  /// The groups of the cart; lines without a group form one together.
  static func groups(of purchase: Purchase) -> [Group] {
    let lines =
      purchase.cart?.lines.map { ($0.orderGroup, $0.catalogItemID, $0.quantity) }
      ?? purchase.lines.map { (nil, $0.catalogItemID, $0.quantity) }
    var names: [String?] = []
    for line in lines where !names.contains(line.0) { names.append(line.0) }
    return names.map { name in
      Group(name: name, items: items(lines.filter { $0.0 == name }.map { ($0.1, $0.2) }))
    }
  }

  private static func items(of order: ServiceOrder) -> [String: Int] {
    items(order.lines.map { ($0.catalogItemID, $0.quantity) })
  }

  private static func items(_ lines: [(CatalogItemID, Int)]) -> [String: Int] {
    Dictionary(
      lines.map { ($0.0.rawValue.uppercased(), $0.1) },
      uniquingKeysWith: { $0.addingReportingOverflow($1).partialValue })
  }
}
