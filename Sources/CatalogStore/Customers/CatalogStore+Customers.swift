public import CatalogModel
public import Foundation
import GRDB

extension CatalogStore {
  /// Writes one customer with all that belongs to it, in the place of what is known of it.
  ///
  /// What could not be read this time keeps what was known before: an application that may not read agreements does
  /// not undo what an application and user read.
  public func record(_ customer: StoredCustomer) async throws {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO customer
            (code, name, folded_name, domain, market, qualifications, agreements, subscriptions_confirmed_at, listed_as,
             confirmed_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (code) DO UPDATE SET name = excluded.name, folded_name = excluded.folded_name,
            domain = excluded.domain, market = excluded.market,
            qualifications = coalesce(excluded.qualifications, qualifications),
            agreements = coalesce(excluded.agreements, agreements),
            subscriptions_confirmed_at = coalesce(excluded.subscriptions_confirmed_at, subscriptions_confirmed_at),
            listed_as = excluded.listed_as, confirmed_at = excluded.confirmed_at
          """,
        arguments: [
          customer.id.rawValue, customer.name, CustomerName.folded(customer.name), customer.domain,
          customer.market?.code, customer.qualifications.map { StoredJSON.text($0) },
          customer.agreements.map { StoredJSON.text($0) },
          customer.subscriptions.map { _ in customer.confirmedAt.stamp },
          customer.listedAs, customer.confirmedAt.stamp,
        ])
      guard let subscriptions = customer.subscriptions else { return }
      let number = try Int64.fetchOne(
        db, sql: "SELECT id FROM customer WHERE code = ?", arguments: [customer.id.rawValue])
      try Self.replaceSubscriptions(of: number ?? 0, with: subscriptions, db)
    }
  }

  /// A registration that could not be read keeps what was known of it.
  private static func replaceSubscriptions(
    of customer: Int64, with subscriptions: [StoredSubscription], _ db: Database
  ) throws {
    for subscription in subscriptions {
      try db.execute(
        sql: """
          INSERT INTO customer_subscription
            (customer_id, code, kind, name, offer, product_type, status, quantity, registration,
             registration_confirmed_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (customer_id, code) DO UPDATE SET kind = excluded.kind, name = excluded.name,
            offer = excluded.offer, product_type = excluded.product_type, status = excluded.status,
            quantity = excluded.quantity, registration = coalesce(excluded.registration, registration),
            registration_confirmed_at = coalesce(excluded.registration_confirmed_at, registration_confirmed_at)
          """,
        arguments: [
          customer, subscription.id, subscription.kind.rawValue, subscription.name, subscription.offer,
          subscription.productType, subscription.status, subscription.quantity, subscription.registration,
          subscription.registrationConfirmedAt?.stamp,
        ])
    }
    try db.execute(
      sql: """
        DELETE FROM customer_subscription
        WHERE customer_id = ? AND code NOT IN (SELECT value FROM json_each(?))
        """, arguments: [customer, StoredJSON.text(subscriptions.map(\.id))])
  }

  /// Notes the registration of one Azure subscription; the subscription need not be known before.
  ///
  /// - Parameter status: as the service words it.
  public func recordRegistration(
    _ status: String, of subscription: String, customer: CustomerID, at now: Date
  ) async throws {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO customer_subscription
            (customer_id, code, kind, name, offer, status, quantity, registration, registration_confirmed_at)
          SELECT id, ?2, 'azure', '', '', 'active', 1, ?3, ?4 FROM customer WHERE code = ?1
          ON CONFLICT (customer_id, code) DO UPDATE SET registration = excluded.registration,
            registration_confirmed_at = excluded.registration_confirmed_at
          """, arguments: [customer.rawValue, subscription, status, now.stamp])
    }
  }

  /// What the store knows of its customers that decides whether one is read again.
  public func customerStates() async throws -> [CustomerID: CustomerState] {
    try await read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT code, listed_as, qualifications, confirmed_at FROM customer")
      return Dictionary(
        uniqueKeysWithValues: rows.map { row in
          let qualifications = (row["qualifications"] as String?).flatMap {
            StoredJSON.value($0, as: [Qualification].self)
          }
          return (
            CustomerID(row["code"] as String),
            CustomerState(
              listedAs: row["listed_as"], confirmedAt: Date(stamp: row["confirmed_at"]),
              isUnderReview: qualifications?.contains { $0.vettingStatus?.lowercased() == "inreview" } ?? false)
          )
        })
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

/// What decides whether a customer is read again.
public struct CustomerState: Sendable, Hashable {
  /// The customer's line in the list when it was last read.
  public var listedAs: String
  public var confirmedAt: Date
  /// Whether a qualification waits for Microsoft's decision.
  public var isUnderReview: Bool
}

/// Names of customers as they are looked up: without case, width and accents.
package enum CustomerName {
  package static func folded(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
      .decomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
  }
}
