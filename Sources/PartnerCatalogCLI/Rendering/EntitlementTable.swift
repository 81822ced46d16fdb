import CatalogQuery
import Foundation
import Purchasing

/// What a customer holds, for a person and for programs.
enum EntitlementTable {
  /// One entitlement with its title.
  struct Entry: Encodable {
    var held: HeldEntitlement
    var title: String?

    private enum Keys: String, CodingKey {
      case productId, skuId, title, entitlementType, quantity, orderId, alternateOrderId, lineItemId, expiresAt
      case reservations
    }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Keys.self)
      try object.encode(held.productID, forKey: .productId)
      try object.encode(held.skuID, forKey: .skuId)
      try object.encode(title, forKey: .title)
      try object.encode(held.entitlementType, forKey: .entitlementType)
      try object.encode(held.quantity, forKey: .quantity)
      try object.encode(held.orderID, forKey: .orderId)
      try object.encode(held.alternateOrderID, forKey: .alternateOrderId)
      try object.encode(held.lineItemID, forKey: .lineItemId)
      try object.encode(held.expiresAt, forKey: .expiresAt)
      try object.encode(held.reservations ?? [], forKey: .reservations)
    }
  }

  /// Entitlements with titles of the time at which they were ordered, where `time` knows it.
  static func entries(
    _ held: [HeldEntitlement], titles: OrderTitles, market: Market?, time: (HeldEntitlement) -> Date?
  ) -> [Entry] {
    held.map { held in
      let sku = held.skuID.map { SKUReference(held.productID, $0) }
      return Entry(held: held, title: sku.flatMap { titles.names(of: $0, in: market, at: time(held)).title })
    }
  }

  static func text(_ entries: [Entry], console: Console) -> String {
    var table = Table(columns: [
      .init(title: "SKU"), .init(title: "Title", least: 16, keep: 5), .init(title: "Type", least: 8, keep: 2),
      .init(title: "Quantity", least: 8, keep: 3, isNumber: true), .init(title: "Order", least: 12, keep: 4),
      .init(title: "Expires", least: 20, keep: 1),
    ])
    var reservations = ""
    for entry in entries {
      let held = entry.held
      table.rows.append([
        .init([held.productID.rawValue, held.skuID?.rawValue].compactMap(\.self).joined(separator: ":")),
        .init(entry.title ?? ""), .init(held.entitlementType ?? ""), .init(held.quantity.map(String.init) ?? ""),
        .init(held.orderID ?? ""), .init(Formatting.time(held.expiresAt)),
      ])
      reservations += self.reservations(of: entry).map { "  " + TerminalText.safe($0) + "\n" }.joined()
    }
    return table.rendered(width: console.width, inColour: console.outputHasColour) + reservations
  }

  /// One line for each reservation; for one that is not provisioned yet a line that says so.
  private static func reservations(of entry: Entry) -> [String] {
    guard let known = entry.held.reservations else { return [] }
    if known.isEmpty, entry.held.isReservation {
      return ["reservation of \(entry.title ?? entry.held.productID.rawValue): not provisioned yet"]
    }
    return known.map { one in
      let scope = [one.scopeType, one.appliedScopes.joined(separator: ", ")].filter { !$0.isEmpty }
      return "reservation \(one.reservationID): \(one.quantity) × \(one.displayName ?? entry.title ?? "")"
        + (scope.isEmpty ? "" : ", \(scope.joined(separator: " "))")
        + (one.provisioningState.map { ", \($0)" } ?? "")
        + (one.expiresAt.map { ", until \(Formatting.time($0))" } ?? "")
    }
  }
}
