import CatalogModel
import CatalogStore
import Foundation
import GRDB

extension Catalog {
  /// Finds the customer that a text means: an id in any case, a domain, a whole name, or else a part of a name or domain.
  ///
  /// Names are compared without case, width and accents, in any script. The first kind of match that finds anyone decides.
  public func customer(matching text: String) throws -> CustomerMatch {
    try read { try $0.customer(matching: text) }
  }

  /// The one customer that a text means, as ``customer(matching:)`` finds it.
  ///
  /// - Throws: ``CatalogError`` where nobody matches, or several do.
  public func customer(named text: String) throws -> CustomerRecord { try read { try $0.requireCustomer(text) } }

  /// The customers that a text may mean, ordered by name; blank text lists all.
  public func customers(matching text: String = "") throws -> [CustomerRecord] {
    try read { try $0.customers(matching: text) }
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

  /// The one customer that a text means.
  func requireCustomer(_ text: String) throws -> CustomerRecord {
    switch try customer(matching: text) {
    case .one(let customer): return customer
    case .several(let candidates): throw CatalogError.customerAmbiguous(text, candidates)
    case .none: throw CatalogError.customerNotFound(text)
    }
  }

  func customers(matching text: String) throws -> [CustomerRecord] {
    let wanted = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if wanted.isEmpty { return try customers(where: "true", []) }
    let name = CustomerName.folded(wanted)
    let kinds: [(condition: String, value: String)] = [
      ("lower(code) = ?", wanted.lowercased()),
      ("lower(domain) = ?", wanted.lowercased()),
      ("folded_name = ?", name),
      ("instr(folded_name, ?) > 0", name),
      ("instr(lower(domain), ?) > 0", wanted.lowercased()),
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
    ).map { row in
      CustomerRecord(
        id: CustomerID(row["code"] as String), name: row["name"], domain: row["domain"],
        market: (row["market"] as String?).map { Market($0) },
        qualifications: (row["qualifications"] as String?).flatMap {
          StoredJSON.value($0, as: [Qualification].self)
        }, agreements: (row["agreements"] as String?).flatMap { StoredJSON.value($0, as: [String].self) },
        subscriptionsConfirmedAt: (row["subscriptions_confirmed_at"] as Int64?).map(Date.init(stamp:)),
        confirmedAt: Date(stamp: row["confirmed_at"]))
    }
  }

  /// The customer with what it holds.
  func withSubscriptions(_ customer: CustomerRecord) throws -> CustomerRecord {
    guard customer.subscriptionsConfirmedAt != nil else { return customer }
    var customer = customer
    customer.subscriptions = try Row.fetchAll(
      db,
      sql: """
        SELECT s.* FROM customer c JOIN customer_subscription s ON s.customer_id = c.id WHERE c.code = ? ORDER BY s.code
        """, arguments: [customer.id.rawValue]
    ).map { row in
      SubscriptionRecord(
        id: row["code"], kind: SubscriptionKind(rawValue: row["kind"]) ?? .other, name: row["name"],
        offerID: row["offer"], productType: row["product_type"] ?? "", status: row["status"],
        quantity: row["quantity"], registration: row["registration"],
        registrationConfirmedAt: (row["registration_confirmed_at"] as Int64?).map(Date.init(stamp:)))
    }
    return customer
  }
}
