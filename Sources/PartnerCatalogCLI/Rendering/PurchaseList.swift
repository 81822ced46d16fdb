import CatalogJSON
import CatalogQuery
import Foundation
import Purchasing

/// An order as the service shows it, with the purchase it belongs to.
struct SeenOrder: Sendable {
  var order: ServiceOrder
  var customer: CustomerID
  /// The customer's; `nil` where it is not known.
  var market: Market?
  /// `nil` for orders of other programs and persons, and of the service itself.
  var purchaseID: String?
}

/// Several purchases, and orders beside them.
enum PurchaseList {
  /// The output of a command that lists purchases; `orders` is `nil` where it has no such part.
  static func result(
    _ purchases: [Purchase], orders: [SeenOrder]? = nil, session: CommandContext, empty: String
  ) throws -> CommandResult {
    let titles = OrderTitles(session)
    let entries = orders?.map {
      Entry(seen: $0, titles: titles.titles(of: $0.order.lines, in: $0.market, at: $0.order.createdAt))
    }
    let isEmpty = purchases.isEmpty && (orders ?? []).isEmpty
    var result = CommandResult(
      text: "", status: ExitStatus(listing: purchases, isList: orders != nil, isEmpty: isEmpty))
    if session.console.isJSON {
      result.text = try JSONText.pretty(
        Whole(
          purchases: purchases.map { PurchaseReport($0, titles: titles.titles(of: $0)) }, serviceOrders: entries))
    } else {
      result.text = text(purchases, entries ?? [], session.console)
      if isEmpty { result.notes = [empty] }
    }
    result.remarks = purchases.filter { $0.isOpen || $0.state == .partlyOrdered }.compactMap { purchase in
      CommandHint.purchase(purchase).map { "\(purchase.purchaseID): \($0)" }
    }
    return result
  }

  private struct Whole: Encodable {
    var purchases: [PurchaseReport]
    var serviceOrders: [Entry]?
  }

  private struct Entry: Encodable {
    var seen: SeenOrder
    /// By CatalogItemId, as of the time of the order.
    var titles: [String: String]

    func title(of line: ServiceOrder.Line) -> String? { titles[line.catalogItemID.rawValue] ?? line.name }

    private enum Keys: String, CodingKey {
      case orderId, alternateId, customerId, purchaseId, status, currency, createdAt, transactionType, isSystemPurchase
      case lines, lineItemNumber, catalogItemId, title, quantity, termDuration, billingCycle
    }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(seen.order.id, forKey: .orderId)
      try object.encode(seen.order.alternateID, forKey: .alternateId)
      try object.encode(seen.customer, forKey: .customerId)
      try object.encode(seen.purchaseID, forKey: .purchaseId)
      try object.encode(seen.order.status, forKey: .status)
      try object.encode(seen.order.currency, forKey: .currency)
      try object.encode(seen.order.createdAt, forKey: .createdAt)
      try object.encode(seen.order.transactionType, forKey: .transactionType)
      try object.encode(seen.order.isSystemPurchase, forKey: .isSystemPurchase)
      var lines = object.nestedUnkeyedContainer(forKey: .lines)
      for line in seen.order.lines {
        var entry = lines.nestedContainer(keyedBy: Keys.self)
        try entry.encode(line.lineItemNumber, forKey: .lineItemNumber)
        try entry.encode(line.catalogItemID, forKey: .catalogItemId)
        try entry.encode(title(of: line), forKey: .title)
        try entry.encode(line.quantity, forKey: .quantity)
        try entry.encode(line.termDuration, forKey: .termDuration)
        try entry.encode(line.billingCycle, forKey: .billingCycle)
      }
    }
  }

  private static func text(_ purchases: [Purchase], _ orders: [Entry], _ console: Console) -> String {
    var text = ""
    if !purchases.isEmpty {
      var table = Table(columns: [
        .init(title: "Purchase"), .init(title: "State", least: 12, keep: 9),
        .init(title: "Customer", least: 10, keep: 5),
        .init(title: "Opened", least: 20, keep: 4), .init(title: "Total", least: 10, keep: 6, isNumber: true),
        .init(title: "Orders", least: 12, keep: 7),
      ])
      table.rows = purchases.map { purchase in
        [
          .init(purchase.purchaseID), .init(purchase.state.rawValue, style(purchase)), .init(purchase.customer.name),
          .init(Formatting.time(purchase.openedAt)), .init(purchase.confirmedTotal?.description ?? ""),
          .init(purchase.orders.map(\.order.id).joined(separator: ", ")),
        ]
      }
      text += table.rendered(width: console.width, inColour: console.outputHasColour)
    }
    guard !orders.isEmpty else { return text }
    var table = Table(columns: [
      .init(title: "Order"), .init(title: "Status", least: 9, keep: 5), .init(title: "Created", least: 20, keep: 4),
      .init(title: "By", least: 8, keep: 6), .init(title: "Title", least: 16, keep: 7),
      .init(title: "Quantity", least: 8, keep: 3, isNumber: true),
    ])
    table.rows = orders.flatMap { entry in
      let seen = entry.seen
      return seen.order.lines.map { line -> [Table.Cell] in
        let owner = seen.order.isSystemPurchase ? "service" : seen.purchaseID ?? "others"
        return [
          .init(seen.order.id), .init(seen.order.status ?? ""), .init(Formatting.time(seen.order.createdAt)),
          .init(owner), .init(entry.title(of: line) ?? line.catalogItemID.rawValue),
          .init("\(line.quantity)"),
        ]
      }
    }
    return text + (text.isEmpty ? "" : "\n") + table.rendered(width: console.width, inColour: console.outputHasColour)
  }

  private static func style(_ purchase: Purchase) -> Style {
    switch purchase.state {
    case .done: .good
    case .checkoutRequested, .unknown, .failed: .bad
    case .partlyOrdered, .ordered, .provisioning, .held: .caution
    default: .faint
    }
  }
}

extension ExitStatus {
  /// The status of a list: of a look at the journal only what is open counts, of a run everything that it settled.
  fileprivate init(listing purchases: [Purchase], isList: Bool, isEmpty: Bool) {
    let counted =
      isList ? purchases.filter(\.isOpen) : purchases.filter { $0.state != .notBought && $0.state != .refused }
    if isList, isEmpty {
      self = .nothingMatched
    } else {
      self = ExitStatus(counted)
    }
  }
}
