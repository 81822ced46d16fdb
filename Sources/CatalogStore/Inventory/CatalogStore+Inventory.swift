import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// Records the results of inventory checks; each replaces an earlier result for the same SKU, customer, subscription
  /// and region. Unknown SKUs are skipped.
  package func record(_ checks: [InventoryRecord], at now: Date) async throws {
    try await write { db in
      for check in checks {
        try db.execute(
          sql: """
            INSERT INTO inventory_check
              (customer, subscription, region, sku_id, is_restricted, restrictions, checked_at, context)
            SELECT ?, ?, ?, k.id, ?, ?, ?, ? FROM sku k JOIN product p ON p.id = k.product_id
            WHERE p.code = ? AND k.code = ?
            ON CONFLICT (customer, subscription, region, sku_id) DO UPDATE SET is_restricted = excluded.is_restricted,
              restrictions = excluded.restrictions, checked_at = excluded.checked_at, context = excluded.context
            """,
          arguments: [
            check.customer.rawValue, check.subscription, check.region, check.isRestricted, check.restrictions,
            now.stamp,
            StoredJSON.text(check.context), check.sku.product.rawValue, check.sku.sku.rawValue,
          ])
      }
    }
  }
}
