public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB
import JournalStore

/// What orders have brought, as the journal knows it from an earlier reading.
extension PurchaseJournal {
  /// Records what an order has brought, beside the order. An order that the journal does not know is left out.
  ///
  /// - Throws: `JournalError` where it cannot be written.
  public func record(_ details: OrderDetails, of order: String) throws {
    let text = String(decoding: try CanonicalJSON.encode(details), as: UTF8.self)
    try write { db in
      try db.execute(
        sql: "UPDATE service_order SET document = json_set(document, '$.details', json(?)) WHERE order_id = ?",
        arguments: [text, order])
    }
  }

  /// What an order of a customer has brought.
  ///
  /// Entitlements that were read for all of the customer count where the order's own were never read.
  ///
  /// - Returns: `nil` where nothing of it was ever read, which is no proof that there is nothing.
  /// - Throws: `JournalError` where the journal cannot be read.
  public func details(of order: ServiceOrder, customer: CustomerID) throws -> OrderDetails? {
    try read { db in
      let stored = try Row.fetchOne(
        db, sql: "SELECT document -> '$.details' AS details FROM service_order WHERE order_id = ?",
        arguments: [order.id])
      var details: OrderDetails?
      if let text = try stored.flatMap({ try $0["details"] as String? }) {
        guard let known = try? CanonicalJSON.decoder.decode(OrderDetails.self, from: Data(text.utf8)) else {
          throw DamagedValue(column: "document")
        }
        details = known
      }
      guard details?.entitlements == nil else { return details }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT order_id, line_item_id, product_id, sku_id, entitlement_type, quantity, expires_at, seen_at
          FROM entitlement WHERE lower(customer_id) = lower(?) AND order_id IN (?, ?) ORDER BY position
          """, arguments: [customer.rawValue, order.id, order.alternateID ?? order.id])
      guard let seen = try rows.compactMap({ Self.time(try $0["seen_at"] as String) }).max() else { return details }
      let held = try rows.map { row in
        HeldEntitlement(
          productID: ProductID(try row["product_id"] as String),
          skuID: (try row["sku_id"] as String?).map { SKUID($0) }, entitlementType: try row["entitlement_type"],
          quantity: try row["quantity"], orderID: try row["order_id"], lineItemID: try row["line_item_id"],
          expiresAt: Self.time(try row["expires_at"]))
      }
      return OrderDetails(readAt: seen, provisioning: details?.provisioning, entitlements: held)
    }
  }

  /// When the orders of a customer were placed, by either of their ids, as far as the journal knows them.
  ///
  /// - Throws: `JournalError` where the journal cannot be read.
  public func orderTimes(of customer: CustomerID) throws -> [String: Date] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT order_id, alternate_id, created_at FROM service_order
          WHERE lower(customer_id) = lower(?) AND created_at IS NOT NULL
          """, arguments: [customer.rawValue])
      var times: [String: Date] = [:]
      for row in rows {
        guard let time = Self.time(try row["created_at"]) else { continue }
        let id: String = try row["order_id"]
        times[id] = time
        if let other: String = try row["alternate_id"] { times[other] = time }
      }
      return times
    }
  }

  static func time(_ text: String?) -> Date? { text.flatMap { try? Date($0, strategy: .iso8601) } }
}
