public import CatalogModel
import Foundation
import GRDB

extension CatalogStore {
  /// Writes one customer, in the place of what is known of it.
  public func record(_ customer: StoredCustomer) async throws {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO customer (code, name, folded_name, domain, market, qualifications, confirmed_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (code) DO UPDATE SET name = excluded.name, folded_name = excluded.folded_name,
            domain = excluded.domain, market = excluded.market,
            qualifications = coalesce(excluded.qualifications, qualifications), confirmed_at = excluded.confirmed_at
          """,
        arguments: [
          customer.id.rawValue, customer.name, CustomerName.folded(customer.name), customer.domain,
          customer.market?.code, customer.qualifications.map { StoredJSON.text($0) }, customer.confirmedAt.stamp,
        ])
    }
  }

  /// Every customer the store knows.
  public func customerIDs() async throws -> [CustomerID] {
    try await read { db in
      try String.fetchAll(db, sql: "SELECT code FROM customer ORDER BY code").map { CustomerID($0) }
    }
  }

  /// Takes customers out that are no longer there.
  ///
  /// - Returns: how many.
  public func removeCustomers(_ gone: Set<CustomerID>) async throws -> Int {
    try await write { db in
      for customer in gone {
        try db.execute(sql: "DELETE FROM customer WHERE code = ?", arguments: [customer.rawValue])
      }
      return gone.count
    }
  }
}

/// Names of customers as they are looked up: without case, width and accents.
package enum CustomerName {
  package static func folded(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
      .decomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
  }
}
