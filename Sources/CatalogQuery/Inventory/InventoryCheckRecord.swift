public import CatalogModel
import CatalogSchema
public import Foundation
import GRDB

/// The latest inventory check of a SKU for one subscription and region.
public struct InventoryCheckRecord: Sendable, Hashable {
  /// The customer of the check.
  public var customer: CustomerID
  /// The Azure subscription of the check, a GUID in lower case.
  public var subscriptionID: String
  /// The region of the check, such as `westus2`; empty where the SKU has none.
  public var region: String
  /// The SKU that was checked.
  public var sku: SKUReference
  /// Whether the service restricts it; `nil` where its response left the SKU out: unknown, not free.
  public var isRestricted: Bool?
  /// The restrictions in the service's own words; empty for none.
  public var restrictions: [RestrictionFinding]
  /// When the service answered.
  public var checkedAt: Date
  /// Whole seconds between ``checkedAt`` and the moment of the answer; since 1970 where that lies in the future.
  public var ageSeconds: Int
}

extension Catalog {
  /// The latest inventory checks of a customer, newest first.
  ///
  /// - Parameters:
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a ``CustomerRecord``.
  ///   - sku: only checks of this SKU; `nil` for all.
  /// - Returns: one check for each SKU, subscription and region; none where nothing was checked, which is no error.
  /// - Throws: ``CatalogError``: no customer matches, or several do.
  public func inventoryChecks(
    for customer: some CustomerReference, of sku: SKUReference? = nil
  ) throws(CatalogError) -> [InventoryCheckRecord] {
    try read { try $0.inventoryChecks(of: $0.requireCustomer(customer).id, sku: sku) }
  }
}

extension Snapshot {
  fileprivate func inventoryChecks(of customer: CustomerID, sku: SKUReference?) throws -> [InventoryCheckRecord] {
    var condition = ""
    var arguments: StatementArguments = [customer.rawValue]
    if let sku {
      guard let named = try namedItem(.sku(sku)), let number = named.skus.first else { return [] }
      condition = "AND c.sku_id = ?"
      arguments += [number]
    }
    return try Row.fetchAll(
      db,
      sql: """
        SELECT c.subscription, c.region, p.code AS product, k.code AS sku, c.is_restricted, c.restrictions, c.checked_at
        FROM inventory_check c JOIN sku k ON k.id = c.sku_id JOIN product p ON p.id = k.product_id
        WHERE c.customer = ? \(condition)
        ORDER BY c.checked_at DESC, p.code, k.code, c.subscription, c.region
        """, arguments: arguments
    ).map { row in
      let checked = Date(stamp: try row["checked_at"])
      return InventoryCheckRecord(
        customer: customer, subscriptionID: try row["subscription"], region: try row["region"],
        sku: SKUReference(ProductID(try row["product"] as String), SKUID(try row["sku"] as String)),
        isRestricted: try row["is_restricted"], restrictions: RestrictionFinding.all(in: try row["restrictions"]),
        checkedAt: checked, ageSeconds: Age.secondsOrOldest(since: checked, at: now))
    }
  }
}
