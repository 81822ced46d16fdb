package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// The customers that the service was found not to know, and since when, of those that are kept all the same.
  package func absentCustomers() async throws -> [CustomerID: Date] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT c.code, a.since FROM customer_absence a JOIN customer c ON c.id = a.customer_id
          WHERE a.part = 'customer'
          """)
      return Dictionary(
        try rows.map { row in
          (
            CustomerID((try row["code"] as String)), Date(stamp: try row["since"])
          )
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Removes the customers that are gone, and records delayed removals.
  ///
  /// `held` are absent customers that are kept, with the time since which they are absent. The absence of customers in
  /// `present` is forgotten. `uncounted` is the number of removals that were delayed before, which the removal guard
  /// ignores.
  package func settleCustomers(
    gone: Set<CustomerID>, held: [CustomerID: Date], present: Set<CustomerID>, run: Int64, uncounted: Int
  ) async throws {
    try await write { db in
      for customer in gone {
        try db.execute(sql: "DELETE FROM customer WHERE code = ?", arguments: [customer.rawValue])
      }
      try db.execute(
        sql: """
          DELETE FROM customer_absence WHERE part = 'customer' AND customer_id IN (
            SELECT id FROM customer WHERE code IN (SELECT value FROM json_each(?)))
          """, arguments: [StoredJSON.text(present.map(\.rawValue))])
      for (customer, since) in held {
        try db.execute(
          sql: """
            INSERT INTO customer_absence (customer_id, part, thing, since)
            SELECT id, 'customer', '', ?2 FROM customer WHERE code = ?1
            ON CONFLICT DO UPDATE SET since = excluded.since
            """, arguments: [customer.rawValue, since.stamp])
      }
      try db.execute(
        sql: "UPDATE customer_run SET removed = ? WHERE id = ?", arguments: [gone.count - uncounted, run])
    }
  }

  /// How many customers were removed since a moment, but for those that had been held back before.
  package func customersRemoved(since moment: Date) async throws -> Int {
    try await read { db in
      try Int.fetchOne(
        db, sql: "SELECT coalesce(sum(removed), 0) FROM customer_run WHERE started_at > ?", arguments: [moment.stamp])
        ?? 0
    }
  }
}
