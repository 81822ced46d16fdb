import CatalogModel
import CatalogSchema
import Foundation
import GRDB

extension Catalog {
  /// Finds the customer of a text: an id in any case, one of its domains or its full name; otherwise the beginning of
  /// an id, or a part of a name or domain.
  ///
  /// Names are compared without case, width and accents, in any script. The first kind of match that finds customers
  /// decides.
  ///
  /// - Parameter text: an id, a domain, a mail address or a name; blank matches none.
  /// - Returns: one, several or no customer; none of them is an error.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func customer(matching text: String) throws(CatalogError) -> CustomerMatch {
    try read { try $0.customer(matching: text) }
  }

  /// The customer of an id.
  ///
  /// - Parameter id: the tenant of the customer; the case of a GUID does not matter.
  /// - Returns: the customer, with its subscriptions; `nil` where the catalog does not hold it, which is no error.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func customer(_ id: CustomerID) throws(CatalogError) -> CustomerRecord? { try read { try $0.customer(id) } }

  /// The customer of a text, an id or a record.
  ///
  /// - Parameter customer: a text as ``customer(matching:)`` reads it, an id, or a record of an earlier answer.
  /// - Returns: the customer, with its subscriptions.
  /// - Throws: ``CatalogError`` where no customer matches, or several do.
  public func customer(named customer: some CustomerReference) throws(CatalogError) -> CustomerRecord {
    try read { try $0.requireCustomer(customer) }
  }

  /// The customers that match a text, ordered by name.
  ///
  /// - Parameter text: as in ``customer(matching:)``; blank lists all.
  /// - Returns: the customers, without subscriptions; none where nothing matches.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func customers(matching text: String = "") throws(CatalogError) -> [CustomerRecord] {
    try read { try $0.customers(matching: text) }
  }

  /// One page of the customers that match a text, as ``customers(matching:)`` finds them.
  ///
  /// - Parameters:
  ///   - text: an id, a domain or a part of a name; blank for everyone.
  ///   - page: which of them; ``Page/after`` does not count.
  /// - Returns: the page, ordered by name; a customer who is the only match has its subscriptions.
  /// - Throws: ``CatalogError`` where the file cannot be read.
  public func customers(matching text: String, page: Page) throws(CatalogError) -> CustomerPage {
    try read { snapshot in
      let all = try snapshot.customers(matching: text)
      if all.count == 1, page.offset <= 0, page.limit > 0 {
        return CustomerPage(total: 1, customers: [try snapshot.withSubscriptions(all[0])])
      }
      return CustomerPage(
        total: all.count, customers: Array(all.dropFirst(max(0, page.offset)).prefix(max(0, page.limit))))
    }
  }
}

extension Snapshot {
  func customer(matching text: String) throws -> CustomerMatch {
    guard text.contains(where: { !$0.isWhitespace }) else { return .none }
    let found = try customers(matching: text)
    switch found.count {
    case 0: return .none
    case 1: return .one(try withSubscriptions(found[0]))
    default: return .several(found)
    }
  }

  /// The customer of an id, with its subscriptions; `nil` where the catalog does not hold it.
  func customer(_ id: CustomerID) throws -> CustomerRecord? {
    try customers(where: "code = ?", [id.rawValue]).first.map(withSubscriptions)
  }

  func customers(matching text: String) throws -> [CustomerRecord] {
    let wanted = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if wanted.isEmpty { return try customers(where: "true", []) }
    let name = CustomerName.folded(wanted)
    let lower = wanted.lowercased()
    // The domain of a mail address names the customer.
    let domain = lower.split(separator: "@").last.map(String.init) ?? lower
    var kinds: [(condition: String, value: String)] = [
      ("lower(code) = ?", lower),
      ("(lower(domain) = ?1 OR EXISTS (SELECT 1 FROM json_each(domains) WHERE value = ?1))", domain),
      ("folded_name = ?", name),
    ]
    if GUID.isBeginning(wanted) { kinds.append(("instr(code, ?) = 1", lower)) }
    kinds += [
      ("instr(folded_name, ?) > 0", name),
      ("(instr(lower(domain), ?1) > 0 OR EXISTS (SELECT 1 FROM json_each(domains) WHERE instr(value, ?1) > 0))", lower),
    ]
    for kind in kinds where !kind.value.isEmpty {
      let found = try customers(where: kind.condition, [kind.value])
      if !found.isEmpty { return found }
    }
    return []
  }

  private func customers(where condition: String, _ arguments: StatementArguments) throws -> [CustomerRecord] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM customer WHERE \(condition) ORDER BY folded_name, code", arguments: arguments
    ).map(CustomerRecord.init(row:))
  }

  /// The customer with its subscriptions.
  func withSubscriptions(_ customer: CustomerRecord) throws -> CustomerRecord {
    guard customer.subscriptionsConfirmedAt != nil else { return customer }
    var customer = customer
    customer.subscriptions = try Row.fetchAll(
      db,
      sql: """
        SELECT s.* FROM customer c JOIN customer_subscription s ON s.customer_id = c.id WHERE c.code = ? ORDER BY s.code
        """, arguments: [customer.id.rawValue]
    ).map { SubscriptionRecord(try StoredSubscription(row: $0)) }
    return customer
  }
}

extension CustomerRecord {
  /// A row of `customer`, without subscriptions.
  fileprivate init(row: Row) throws {
    self.init(
      id: CustomerID((try row["code"] as String)), name: try row["name"],
      domain: try row["domain"],
      domains: StoredJSON.texts(try row["domains"]),
      market: (try row["market"] as String?).map { Market($0) },
      relationship: try row["relationship"],
      relationshipEndedAt: (try row["relationship_ended_at"] as Int64?).map(Date.init(stamp:)),
      qualifications: (try row["qualifications"] as String?).flatMap { StoredJSON.value($0) },
      agreements: (try row["agreements"] as String?).flatMap { StoredJSON.value($0) },
      isDirectSigned: try row["direct_signed"],
      subscriptionsConfirmedAt: (try row["subscriptions_confirmed_at"] as Int64?).map(
        Date.init(stamp:)),
      unread: StoredJSON.texts(try row["unread"]),
      confirmedAt: Date(stamp: try row["confirmed_at"]))
  }
}

extension SubscriptionRecord {
  fileprivate init(_ stored: StoredSubscription) {
    self.init(
      id: stored.id, kind: stored.kind, name: stored.name, offerID: stored.offer,
      productType: stored.productType ?? "", status: stored.status, quantity: stored.quantity,
      registration: stored.registration, registrationConfirmedAt: stored.registrationConfirmedAt,
      commitment: stored.commitment)
  }
}
