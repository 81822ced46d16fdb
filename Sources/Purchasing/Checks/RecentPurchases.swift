import CatalogModel
public import Foundation

/// Whether a customer bought the same product and SKU lately.
public enum RecentPurchases {
  /// A day, in seconds.
  public static let span: TimeInterval = 86_400

  /// ``PurchaseCheck/Code/notRecentlyBought`` of one line.
  ///
  /// - Parameters:
  ///   - line: the planned one.
  ///   - purchases: those of the customer in the journal, without the one that is being made.
  ///   - orders: those of the customer at the service; `nil` where they could not be read.
  ///   - now: the time.
  /// - Returns: the check.
  public static func check(
    _ line: PlannedLine, purchases: [Purchase], orders: [ServiceOrder]?, now: Date
  ) -> PurchaseCheck {
    let since = now.addingTimeInterval(-span)
    if let earlier = purchases.first(where: {
      $0.openedAt >= since && $0.skus.contains(line.skuText) && !$0.state.isBeforeCheckout
        && ![.refused, .notBought].contains($0.state)
    }) {
      return PurchaseCheck(
        .notRecentlyBought, .failed,
        "Purchase \(earlier.purchaseID) of \(earlier.openedAt.iso8601Text) is of \(line.skuText) as well.",
        at: now)
    }
    guard let orders else {
      return PurchaseCheck(.notRecentlyBought, .unchecked, "The orders of the customer could not be read.", at: now)
    }
    if let order = orders.first(where: { order in
      !order.isSystemPurchase && order.createdAt.map { $0 >= since } ?? false
        && OrderStanding(status: order.status, provisioning: nil) != .failed
        && order.lines.contains { PlannedLine.skuText(of: $0.catalogItemID) == line.skuText }
    }) {
      return PurchaseCheck(
        .notRecentlyBought, .failed,
        "Order \(order.id) of \(order.createdAt?.iso8601Text ?? "today") is of \(line.skuText) as well.",
        at: now)
    }
    return PurchaseCheck(
      .notRecentlyBought, .passed, "No order of the last 24 hours is of \(line.skuText).", at: now)
  }
}
