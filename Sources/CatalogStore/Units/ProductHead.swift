import CatalogModel
package import CatalogSchema
import Foundation
import GRDB

/// The stored state of a product that shows whether it is unchanged, without its SKUs and availabilities.
package struct ProductHead: Sendable {
  package var product: ProductContent
  /// The hashes of the bodies of its last complete reading; `nil` where there was none, or the product is gone.
  package var fingerprint: ProductFingerprint?
  /// Whether the product is gone.
  package var isRemoved: Bool
  /// Whether an earlier version read it, which kept less of its terms: bodies that are as before are decoded once more.
  package var lacksTermDetails = false
}

extension CatalogStore {
  /// The head of a product as stored; `nil` for a product never seen in that market scope.
  package func head(of key: ProductKey) async throws -> ProductHead? {
    try await readOnce { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT t.*, u.fingerprint, u.removed_at IS NOT NULL AS is_removed, u.lacks_term_details
            FROM market m
            JOIN place l ON l.market_id = m.id
            JOIN product p
            JOIN unit u ON u.place_id = l.id AND u.product_id = p.id
            JOIN product_text t ON t.id = u.product_text_id
            WHERE m.code = ? AND l.scope = ? AND p.code = ?
            """), arguments: [key.marketScope.market.code, key.marketScope.scopeText, key.product.rawValue])
      return try row.map { row in
        let isRemoved: Bool = try row["is_removed"]
        let encoded: Data? = isRemoved ? nil : try row["fingerprint"]
        return ProductHead(
          product: try ProductReader.product(row), fingerprint: encoded.map { ProductFingerprint(encoded: $0) },
          isRemoved: isRemoved, lacksTermDetails: try row["lacks_term_details"])
      }
    }
  }
}
