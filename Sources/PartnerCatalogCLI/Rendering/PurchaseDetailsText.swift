import CatalogQuery
import Foundation
import Purchasing

/// What the orders of a purchase have brought, for a person and for programs.
enum PurchaseDetailsText {
  /// A purchase with what its orders have brought: `null` is what was not read, an empty list what is not there.
  struct Whole: Encodable {
    var report: PurchaseReport
    var lines: [Line]
    var details: PurchaseDetails
    var entitlements: [EntitlementTable.Entry]

    private enum Keys: String, CodingKey { case detailsReadAt, provisioning, activationLinks, entitlements }

    func encode(to encoder: any Encoder) throws {
      try report.encode(to: encoder)
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(details.readAt, forKey: .detailsReadAt)
      try object.encode(lines, forKey: .provisioning)
      let links = details.entries.compactMap { entry in
        entry.activationLinks.map { links in
          links.sorted { $0.key < $1.key }.flatMap { number, links in
            links.map { Link(orderId: entry.order.order.id, lineItemNumber: number, link: $0) }
          }
        }
      }
      try object.encode(links.isEmpty ? nil : links.flatMap(\.self), forKey: .activationLinks)
      try object.encode(details.areEntitlementsKnown ? entitlements : nil, forKey: .entitlements)
    }
  }

  /// The provisioning of one line of an order, with the names of its item at the time of the order.
  struct Line: Encodable {
    var order: ServiceOrder
    var line: ServiceOrder.Line
    var names: OrderTitles.Names
    /// `nil` where it was not read.
    var provisioning: ProvisionedLine?

    private enum Keys: String, CodingKey {
      case orderId, lineItemNumber, productId, productTitle, skuId, skuTitle, subscriptionId, status, quantities,
        quantity
    }

    func encode(to encoder: any Encoder) throws {
      let sku = ItemReference(parsing: line.catalogItemID.rawValue)?.sku
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(order.id, forKey: .orderId)
      try object.encode(line.lineItemNumber, forKey: .lineItemNumber)
      try object.encode(sku?.product, forKey: .productId)
      try object.encode(names.product.isEmpty ? nil : names.product, forKey: .productTitle)
      try object.encode(sku?.sku, forKey: .skuId)
      try object.encode(names.sku.isEmpty ? nil : names.sku, forKey: .skuTitle)
      try object.encode(line.subscriptionID, forKey: .subscriptionId)
      try object.encode(provisioning?.status, forKey: .status)
      var parts = object.nestedUnkeyedContainer(forKey: .quantities)
      for part in provisioning?.parts ?? [] {
        var entry = parts.nestedContainer(keyedBy: Keys.self)
        try entry.encode(part.quantity, forKey: .quantity)
        try entry.encode(part.status, forKey: .status)
      }
    }
  }

  private struct Link: Encodable {
    var orderId: String
    var lineItemNumber: Int
    var link: String
  }

  /// The lines of all orders.
  static func lines(of purchase: Purchase, _ details: PurchaseDetails, titles: OrderTitles) -> [Line] {
    details.entries.flatMap { entry in
      let order = entry.order.order
      return order.lines.map { line in
        let sku = ItemReference(parsing: line.catalogItemID.rawValue)?.sku
        return Line(
          order: order, line: line,
          names: sku.map { titles.names(of: $0, in: purchase.customer.market, at: purchase.time(of: order)) }
            ?? .init(),
          provisioning: entry.provisioning?.first { $0.lineItemNumber == line.lineItemNumber })
      }
    }
  }

  /// The entitlements of all orders, with titles of the time at which they were ordered.
  static func entitlements(
    of purchase: Purchase, _ details: PurchaseDetails, titles: OrderTitles
  ) -> [EntitlementTable.Entry] {
    details.entries.flatMap { entry in
      EntitlementTable.entries(
        entry.details?.entitlements ?? [], titles: titles, market: purchase.customer.market
      ) { _ in purchase.time(of: entry.order.order) }
    }
  }

  static func text(
    _ lines: [Line], _ entitlements: [EntitlementTable.Entry], _ details: PurchaseDetails, console: Console
  ) -> String {
    guard !details.entries.isEmpty else { return "" }
    let read = details.readAt.map { ", read \(Formatting.time($0))" } ?? ""
    var text = "\nProvisioning:\n"
    text += lines.map { "  " + TerminalText.safe(sentence($0)) + "\n" }.joined()
    for entry in details.entries {
      for (number, links) in (entry.activationLinks ?? [:]).sorted(by: { $0.key < $1.key }) {
        for link in links {
          text += TerminalText.safe("  order \(entry.order.order.id), line \(number): activate at \(link)") + "\n"
        }
      }
    }
    text += "\nEntitlements\(details.areEntitlementsKnown ? read : ""):"
    if !entitlements.isEmpty {
      text += "\n" + EntitlementTable.text(entitlements, console: console)
    } else if details.areEntitlementsKnown {
      text += " none from these orders; licences are subscriptions.\n"
    } else {
      text += " not read yet.\n"
    }
    return text
  }

  /// `order 1a2b3c4d5e6f, line 0, Microsoft 365 E3: fulfilled (2 fulfilled), subscription …`.
  private static func sentence(_ line: Line) -> String {
    var text = "order \(line.order.id), line \(line.line.lineItemNumber)"
    if let title = line.names.title ?? line.line.name { text += ", \(title)" }
    guard let known = line.provisioning else { return text + ": not read yet" + subscription(line) }
    let parts = known.parts.map { "\($0.quantity) \($0.status)" }.joined(separator: ", ")
    return text + ": \(known.status)" + (parts.isEmpty ? "" : " (\(parts))") + subscription(line)
  }

  private static func subscription(_ line: Line) -> String {
    line.line.subscriptionID.map { ", subscription \($0)" } ?? ""
  }
}
