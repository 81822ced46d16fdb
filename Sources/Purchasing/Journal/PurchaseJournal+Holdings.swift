public import CatalogModel
public import CatalogQuery
import CatalogSchema
public import Foundation
import GRDB
import JournalStore

extension PurchaseJournal {
  /// What a customer holds by the completed orders and the entitlements that the journal knows, as of when each was read.
  ///
  /// - Parameters:
  ///   - customer: the customer.
  ///   - now: entitlements that expired before are left out.
  /// - Returns: one entry for each line of an order and each entitlement; none where the journal knows nothing, which is no proof
  ///   that nothing is held.
  /// - Throws: `JournalError` where the journal cannot be read.
  public func holdings(of customer: CustomerID, at now: Date) throws -> [HeldItem] {
    try read { db in
      let lines = try Row.fetchAll(
        db,
        sql: """
          SELECT l.order_id, l.catalog_item_id, l.quantity, o.seen_at
          FROM service_order_lines l JOIN service_order o ON o.order_id = l.order_id
          WHERE lower(o.customer_id) = lower(?) AND lower(o.status) = 'completed' ORDER BY l.order_id, l.line_item_number
          """, arguments: [customer.rawValue])
      let orders = try lines.compactMap { row -> HeldItem? in
        guard let item: String = try row["catalog_item_id"], let sku = ItemReference(parsing: item)?.sku else {
          return nil
        }
        return HeldItem(
          productID: sku.product, skuID: sku.sku, source: .order, id: try row["order_id"],
          quantity: max(1, try row["quantity"] as Int? ?? 1), confirmedAt: Self.time(try row["seen_at"]))
      }
      let held = try Row.fetchAll(
        db,
        sql: """
          SELECT order_id, product_id, sku_id, quantity, expires_at, seen_at FROM entitlement
          WHERE lower(customer_id) = lower(?) AND sku_id IS NOT NULL ORDER BY position
          """, arguments: [customer.rawValue])
      let entitlements = try held.compactMap { row -> HeldItem? in
        if let end = Self.time(try row["expires_at"]), end < now { return nil }
        return HeldItem(
          productID: ProductID(try row["product_id"] as String), skuID: SKUID(try row["sku_id"] as String),
          source: .entitlement, id: try row["order_id"] as String? ?? "",
          quantity: max(1, try row["quantity"] as Int? ?? 1), confirmedAt: Self.time(try row["seen_at"]))
      }
      return orders + entitlements
    }
  }
}
