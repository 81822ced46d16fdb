package import CatalogModel
package import CatalogSchema
package import Foundation
import GRDB

/// The stored state of a customer, to compare a new reading with.
package struct KnownCustomer: Sendable, Hashable {
  package var relationship: String?
  package var qualifications: [Qualification]?
  package var agreements: [String]?
  package var isDirectSigned: Bool?
  package var subscriptions: [StoredSubscription] = []
  /// Absent parts that are not confirmed yet, with the time since which they are absent.
  package var absences: [CustomerAbsence: Date] = [:]

  /// Nothing is known.
  package init() {}
}

extension CatalogStore {
  /// The stored state of a customer; empty where it was never read.
  package func known(_ customer: CustomerID) async throws -> KnownCustomer {
    try await read { db in
      var known = KnownCustomer()
      let row = try Row.fetchOne(
        db, sql: "SELECT id, relationship, qualifications, agreements, direct_signed FROM customer WHERE code = ?",
        arguments: [customer.rawValue])
      guard let row else { return known }
      known.relationship = try row["relationship"]
      known.qualifications = (try row["qualifications"] as String?).flatMap { StoredJSON.value($0) }
      known.agreements = (try row["agreements"] as String?).map(StoredJSON.texts)
      known.isDirectSigned = try row["direct_signed"]
      let number = (try row["id"] as Int64)
      known.subscriptions = try Row.fetchAll(
        db, sql: "SELECT * FROM customer_subscription WHERE customer_id = ? ORDER BY code", arguments: [number]
      ).map(StoredSubscription.init(row:))
      let absences = try Row.fetchAll(
        db, sql: "SELECT part, thing, since FROM customer_absence WHERE customer_id = ? AND part <> 'customer'",
        arguments: [number])
      for absence in absences {
        guard let part = CustomerPart(rawValue: try absence["part"]) else { continue }
        known.absences[CustomerAbsence(part, try absence["thing"])] = Date(
          stamp: try absence["since"])
      }
      return known
    }
  }
}
