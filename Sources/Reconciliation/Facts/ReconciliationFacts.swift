public import CatalogModel
import Foundation

/// Everything that an invoice is compared with, of the same period.
public struct ReconciliationFacts: Sendable {
  /// The catalog.
  public var products: any ProductFacts
  /// The price sheets.
  public var prices: any PriceSheet
  /// The exchange rates.
  public var rates: ExchangeRates
  /// The orders that lines are compared with.
  private(set) var orders = OrderBook()
  /// Why the orders of a customer are not known; customers whose orders were read are absent.
  private var unreadOrders: [CustomerID: String] = [:]
  private var readOrders: Set<CustomerID> = []
  private var held: [CustomerID: [HeldItem]] = [:]
  private var unreadItems: [CustomerID: String] = [:]

  /// Creates facts without orders.
  public init(
    products: any ProductFacts = NoCatalog(), prices: any PriceSheet = NoPriceSheet(),
    rates: ExchangeRates = ExchangeRates()
  ) {
    self.products = products
    self.prices = prices
    self.rates = rates
  }

  /// Adds all orders of a customer, system purchases included.
  public mutating func add(_ orders: [BilledOrder], allOf customer: CustomerID) {
    readOrders.insert(customer)
    // The service knows more of an order than a journal.
    for order in orders { self.orders.add(order, replaces: true) }
  }

  /// Adds one order that is known, such as of the journal.
  public mutating func add(_ order: BilledOrder) {
    orders.add(order, replaces: false)
  }

  /// Notes that the orders of a customer could not be read. The reason is a part of a sentence.
  public mutating func missOrders(of customer: CustomerID, because reason: String) { unreadOrders[customer] = reason }

  /// Adds what a customer holds.
  public mutating func add(_ items: [HeldItem], heldBy customer: CustomerID) { held[customer] = items }

  /// Notes that it could not be read what a customer holds. The reason is a part of a sentence.
  public mutating func missItems(of customer: CustomerID, because reason: String) { unreadItems[customer] = reason }

  /// The order of a line by either id.
  func order(of line: BilledLine) -> BilledOrder? {
    for id in [line.orderID, line.alternateID] {
      if let id, let number = orders.number(of: id.lowercased()) { return orders[number] }
    }
    return nil
  }

  /// Why it is not known that a customer has no such order; `nil`: all of them were read.
  func gap(inOrdersOf customer: CustomerID?) -> String? {
    guard let customer else { return "the line names no customer" }
    if readOrders.contains(customer) { return nil }
    return unreadOrders[customer] ?? "the orders of the customer were not read"
  }

  /// Whether a customer holds what a line charged; `nil` where that was not read.
  func holds(_ line: BilledLine) -> Bool? {
    guard let customer = line.customerID, let items = held[customer] else { return nil }
    let ids = [line.orderID, line.alternateID].compactMap { $0?.lowercased() }
    return items.contains { item in
      let isSame =
        item.productID.uppercased() == line.productID?.uppercased()
        && (item.skuID == nil || item.skuID?.uppercased() == line.skuID?.uppercased())
      let orders = [item.orderID, item.alternateOrderID].compactMap { $0?.lowercased() }
      return isSame && (orders.isEmpty || orders.contains(where: ids.contains))
    }
  }

  /// Why it is not known what a customer holds.
  func gap(inItemsOf customer: CustomerID?) -> String {
    customer.flatMap { unreadItems[$0] } ?? "the entitlements of the customer were not read"
  }

  /// The orders of a period that must be on its invoice and are not, in the order of their time; `charged` have lines.
  func ordersWithoutLine(
    from start: Date, to end: Date, in currency: String, charged: Set<OrderBook.Number>
  ) -> [BilledOrder] {
    let end = end.addingTimeInterval(86_400)
    var found: [BilledOrder] = []
    for number in 0..<orders.count where !charged.contains(number) && orders.isMade(number, from: start, before: end) {
      let order = orders[number]
      // Another record of the same order, such as that of the journal, may be the one that lines led to.
      let records = order.keys.compactMap { orders.number(of: $0) }
      if order.currency == currency, order.mustBeCharged, records.contains(number),
        !records.contains(where: charged.contains)
      {
        found.append(order)
      }
    }
    var seen: Set<String> = []
    return found.sorted { ($0.createdAt ?? start, $0.id) < ($1.createdAt ?? start, $1.id) }
      .filter { seen.insert($0.id).inserted }
  }
}
