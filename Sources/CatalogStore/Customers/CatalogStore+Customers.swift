package import CatalogModel
import CatalogSchema
package import Foundation
import GRDB

extension CatalogStore {
  /// Writes one customer with all that belongs to it, in the place of what is known of it.
  ///
  /// What could not be read this time keeps what was known before: an application that may not read agreements does
  /// not undo what an application and user read.
  package func record(_ customer: StoredCustomer) async throws {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO customer
            (code, name, folded_name, domain, market, qualifications, agreements, subscriptions_confirmed_at, listed_as,
             confirmed_at, domains, relationship, relationship_ended_at, direct_signed, unread)
          VALUES (:code, :name, :folded, :domain, :market, :qualifications, :agreements, :subscribed, :listed, :now,
            coalesce(:domains, :primary), :relationship, CASE :ended WHEN 1 THEN :now END, :signed, :unread)
          ON CONFLICT (code) DO UPDATE SET
            name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END,
            folded_name = CASE excluded.name WHEN '' THEN folded_name ELSE excluded.folded_name END,
            domain = CASE excluded.domain WHEN '' THEN domain ELSE excluded.domain END,
            market = coalesce(excluded.market, market),
            qualifications = coalesce(excluded.qualifications, qualifications),
            agreements = coalesce(excluded.agreements, agreements),
            subscriptions_confirmed_at = coalesce(excluded.subscriptions_confirmed_at, subscriptions_confirmed_at),
            listed_as = excluded.listed_as,
            confirmed_at = CASE WHEN :keepsAge THEN confirmed_at ELSE excluded.confirmed_at END,
            domains = coalesce(:domains, domains), relationship = coalesce(excluded.relationship, relationship),
            relationship_ended_at =
              CASE :ended WHEN 1 THEN coalesce(relationship_ended_at, :now) WHEN 0 THEN NULL
                ELSE relationship_ended_at END,
            direct_signed = coalesce(excluded.direct_signed, direct_signed), unread = excluded.unread
          """,
        arguments: [
          "code": customer.id.rawValue, "name": customer.name, "folded": CustomerName.folded(customer.name),
          "domain": customer.domain, "market": customer.market?.code,
          "qualifications": customer.qualifications.map { StoredJSON.text($0) },
          "agreements": customer.agreements.map { StoredJSON.text($0) },
          "subscribed": customer.areSubscriptionsConfirmed ? customer.confirmedAt.stamp : nil,
          "listed": customer.listedAs, "now": customer.confirmedAt.stamp,
          "domains": customer.domains.map { StoredJSON.text(customer.withPrimary($0)) },
          "primary": StoredJSON.text(customer.withPrimary([])), "relationship": customer.relationship,
          "ended": customer.hasRelationshipEnded, "signed": customer.isDirectSigned,
          "unread": StoredJSON.text(customer.unread.map(\.rawValue).sorted()),
          "keepsAge": customer.unread.contains(.profile),
        ])
      let number =
        try Int64.fetchOne(db, sql: "SELECT id FROM customer WHERE code = ?", arguments: [customer.id.rawValue]) ?? 0
      if let subscriptions = customer.subscriptions {
        try Self.replaceSubscriptions(of: number, with: subscriptions, db)
      }
      try db.execute(
        sql: "DELETE FROM customer_absence WHERE customer_id = ? AND part <> 'customer'", arguments: [number])
      for (absence, since) in customer.absences {
        try db.execute(
          sql: "INSERT INTO customer_absence (customer_id, part, thing, since) VALUES (?, ?, ?, ?)",
          arguments: [number, absence.part.rawValue, absence.thing, since.stamp])
      }
    }
  }

  /// An unreadable registration keeps its earlier value.
  private static func replaceSubscriptions(
    of customer: Int64, with subscriptions: [StoredSubscription], _ db: Database
  ) throws {
    for subscription in subscriptions {
      let commitment = subscription.commitment
      try db.execute(
        sql: """
          INSERT INTO customer_subscription
            (customer_id, code, kind, name, offer, product_type, status, quantity, registration,
             registration_confirmed_at, term_duration, renewal_term_duration, billing_cycle, auto_renew, created, starts,
             ends, billing_cycle_ends, cancellable_until)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (customer_id, code) DO UPDATE SET kind = excluded.kind, name = excluded.name,
            offer = excluded.offer, product_type = excluded.product_type, status = excluded.status,
            quantity = excluded.quantity, registration = coalesce(excluded.registration, registration),
            registration_confirmed_at = coalesce(excluded.registration_confirmed_at, registration_confirmed_at),
            term_duration = excluded.term_duration, renewal_term_duration = excluded.renewal_term_duration,
            billing_cycle = excluded.billing_cycle, auto_renew = excluded.auto_renew, created = excluded.created,
            starts = excluded.starts, ends = excluded.ends, billing_cycle_ends = excluded.billing_cycle_ends,
            cancellable_until = excluded.cancellable_until
          """,
        arguments: [
          customer, subscription.id, subscription.kind.rawValue, subscription.name, subscription.offer,
          subscription.productType, subscription.status, subscription.quantity, subscription.registration,
          subscription.registrationConfirmedAt?.stamp, commitment.termDuration, commitment.renewalTermDuration,
          commitment.billingCycle, commitment.isAutoRenewed, commitment.createdAt, commitment.startsAt,
          commitment.endsAt, commitment.billingCycleEndsAt, commitment.cancellableUntil,
        ])
    }
    try db.execute(
      sql: """
        DELETE FROM customer_subscription
        WHERE customer_id = ? AND code NOT IN (SELECT value FROM json_each(?))
        """, arguments: [customer, StoredJSON.text(subscriptions.map(\.id))])
  }

  /// Records the registration of an Azure subscription, which need not be stored yet; `status` is the service's word.
  package func recordRegistration(
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
          """,
        arguments: [
          customer.rawValue, GUID.canonical(subscription), SubscriptionKind.registrationWord(status), now.stamp,
        ])
    }
  }

  /// The state of every customer that decides whether it is due.
  package func customerStates() async throws -> [CustomerID: CustomerState] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT code, listed_as, qualifications, confirmed_at, unread, relationship_ended_at IS NOT NULL AS has_ended
          FROM customer
          """)
      return Dictionary(
        try rows.map { row in
          let qualifications: [Qualification]? = (try row["qualifications"] as String?).flatMap {
            StoredJSON.value($0)
          }
          return (
            CustomerID((try row["code"] as String)),
            CustomerState(
              listedAs: try row["listed_as"],
              confirmedAt: Date(stamp: try row["confirmed_at"]),
              isUnderReview: qualifications?.contains { $0.vettingStatus?.lowercased() == "inreview" } ?? false,
              isWhole: (try row["unread"] as String) == "[]",
              hasRelationshipEnded: try row["has_ended"])
          )
        }, uniquingKeysWith: { first, _ in first })
    }
  }
}

extension StoredCustomer {
  /// Whether all subscriptions were read.
  fileprivate var areSubscriptionsConfirmed: Bool { subscriptions != nil && !unread.contains(.subscriptions) }

  /// The domains, the one of the company profile first.
  fileprivate func withPrimary(_ domains: [String]) -> [String] {
    let primary = domain.lowercased()
    return primary.isEmpty || domains.contains(primary) ? domains : [primary] + domains
  }
}

/// The state of a customer that decides whether it is due.
package struct CustomerState: Sendable, Hashable {
  /// The customer's line in the list when it was last read.
  package var listedAs: String
  package var confirmedAt: Date
  /// Whether a qualification waits for Microsoft's decision.
  package var isUnderReview: Bool
  /// Whether every part could be read.
  package var isWhole = true
  /// Whether the service says that the partner sells to the customer no more.
  package var hasRelationshipEnded = false
}
