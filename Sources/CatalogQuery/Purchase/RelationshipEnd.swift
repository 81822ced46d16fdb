import CatalogModel
import Foundation

/// Messages about customers without a reseller relationship.
///
/// Source: "Customer resources", `relationshipToPartner` `none`; "Partner Center REST error codes", 403 with 20002.
enum RelationshipEnd {
  static func reason(_ customer: String, _ when: Date?) -> String {
    let since = when.map { ", found on \($0.iso8601Day)" } ?? ""
    return "\(customer) has no reseller relationship with this partner any more, as Partner Center says\(since)."
  }

  static func step(_ customer: String) -> String {
    "Have \(customer) accept a reseller relationship request from Partner Center, then read the customers again."
  }
}

extension CustomerRecord {
  /// Why nothing can be bought by the customer, and what would help, where the relationship with the partner has ended;
  /// `nil` where the service does not say so.
  public var relationshipEnd: (reason: VerdictReason, step: PurchaseStep)? {
    relationshipEndedAt.map { when in
      (
        VerdictReason(code: .relationshipEnded, message: RelationshipEnd.reason(name, when)),
        PurchaseStep(code: .relationshipEnded, message: RelationshipEnd.step(name))
      )
    }
  }

  /// - Throws: ``CatalogError`` where the partner sells to the customer no more.
  func requireRelationship() throws {
    if relationshipEndedAt != nil { throw CatalogError.relationshipEnded(self) }
  }

  /// The market of the customer.
  ///
  /// - Returns: the market.
  /// - Throws: ``CatalogError`` where it is unknown.
  func requireMarket() throws -> Market {
    if let market { return market }
    try requireRelationship()
    throw CatalogError.customerMarketUnknown(self)
  }
}
