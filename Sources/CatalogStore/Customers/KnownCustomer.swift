public import CatalogModel
public import Foundation
package import GRDB

/// What the store holds of a customer that a reading is measured by.
public struct KnownCustomer: Sendable, Hashable {
  public var relationship: String?
  public var qualifications: [Qualification]?
  public var agreements: [String]?
  public var isDirectSigned: Bool?
  public var subscriptions: [StoredSubscription] = []
  /// What is absent and not yet believed to be, and since when.
  public var absences: [CustomerAbsence: Date] = [:]

  /// Nothing is known.
  public init() {}
}

extension CatalogStore {
  /// What is known of a customer; nothing where it was never read.
  public func known(_ customer: CustomerID) async throws -> KnownCustomer {
    try await read { db in
      var known = KnownCustomer()
      let row = try Row.fetchOne(
        db, sql: "SELECT id, relationship, qualifications, agreements, direct_signed FROM customer WHERE code = ?",
        arguments: [customer.rawValue])
      guard let row else { return known }
      known.relationship = try row.decode(forColumn: "relationship")
      known.qualifications = try row.decode(String?.self, forColumn: "qualifications").flatMap { StoredJSON.value($0) }
      known.agreements = try row.decode(String?.self, forColumn: "agreements").map(StoredJSON.texts)
      known.isDirectSigned = try row.decode(forColumn: "direct_signed")
      let number = try row.decode(Int64.self, forColumn: "id")
      known.subscriptions = try Row.fetchAll(
        db, sql: "SELECT * FROM customer_subscription WHERE customer_id = ? ORDER BY code", arguments: [number]
      ).map(StoredSubscription.init(row:))
      let absences = try Row.fetchAll(
        db, sql: "SELECT part, thing, since FROM customer_absence WHERE customer_id = ? AND part <> 'customer'",
        arguments: [number])
      for absence in absences {
        guard let part = CustomerPart(rawValue: try absence.decode(forColumn: "part")) else { continue }
        known.absences[CustomerAbsence(part, try absence.decode(forColumn: "thing"))] = Date(
          stamp: try absence.decode(forColumn: "since"))
      }
      return known
    }
  }
}

extension StoredSubscription {
  /// A row of `customer_subscription`.
  ///
  /// - Throws: where a value is of another type than its column.
  package init(row: Row) throws {
    self.init(
      id: try row.decode(forColumn: "code"),
      kind: SubscriptionKind(rawValue: try row.decode(forColumn: "kind")) ?? .other,
      name: try row.decode(forColumn: "name"), offer: try row.decode(forColumn: "offer"),
      productType: try row.decode(forColumn: "product_type"), status: try row.decode(forColumn: "status"),
      quantity: try row.decode(forColumn: "quantity"), registration: try row.decode(forColumn: "registration"),
      registrationConfirmedAt: try row.decode(Int64?.self, forColumn: "registration_confirmed_at").map(
        Date.init(stamp:)))
    commitment.termDuration = try row.decode(forColumn: "term_duration")
    commitment.renewalTermDuration = try row.decode(forColumn: "renewal_term_duration")
    commitment.billingCycle = try row.decode(forColumn: "billing_cycle")
    commitment.isAutoRenewed = try row.decode(forColumn: "auto_renew")
    commitment.createdAt = try row.decode(forColumn: "created")
    commitment.startsAt = try row.decode(forColumn: "starts")
    commitment.endsAt = try row.decode(forColumn: "ends")
    commitment.billingCycleEndsAt = try row.decode(forColumn: "billing_cycle_ends")
    commitment.cancellableUntil = try row.decode(forColumn: "cancellable_until")
  }
}
