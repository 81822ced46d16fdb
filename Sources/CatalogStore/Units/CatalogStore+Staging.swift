import CatalogModel
package import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// Stages the response of one list of an incomplete product: in memory first, later in the file. If the product is
  /// complete before, it is never written.
  package func stage(
    _ response: StagedResponse, hash: Int64, of list: ProductFingerprint.List, in key: ProductKey, run: Int64,
    at now: Date
  ) async throws {
    try await write(
      responses.add(.init(key: key, list: list, content: response, hash: hash, run: run, at: now.stamp)))
  }

  /// The staged responses of a product, by runs since `resumedRunID`.
  package func staged(in key: ProductKey, since resumedRunID: Int64) async throws
    -> [ProductFingerprint.List: (response: StagedResponse, hash: Int64)]
  {
    try await read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT a.sku, a.segment, a.hash, a.content
            FROM market m
            JOIN place l ON l.market_id = m.id
            JOIN product p
            JOIN staged_answer a ON a.place_id = l.id AND a.product_id = p.id
            WHERE m.code = ? AND l.scope = ? AND p.code = ? AND a.run_id >= ?
            """),
        arguments: [key.marketScope.market.code, key.marketScope.scopeText, key.product.rawValue, resumedRunID])
      var staged: [ProductFingerprint.List: (response: StagedResponse, hash: Int64)] = [:]
      for row in rows {
        guard let response = StoredJSON.value(try row["content"], as: StagedResponse.self) else { continue }
        let list = ProductFingerprint.List(
          sku: Self.optional(try row["sku"]), segment: Self.optional(try row["segment"]))
        staged[list] = (response, try row["hash"])
      }
      return staged
    }
  }
}
