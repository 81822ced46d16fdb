package import CatalogModel
package import CatalogSchema
package import Foundation

/// A customer as it was read. `nil` means unreadable: the store keeps the earlier value.
package struct StoredCustomer: Sendable, Hashable {
  package var id: CustomerID
  /// Empty where it could not be read.
  package var name: String
  /// Empty where it could not be read.
  package var domain: String
  /// Every domain that the service names, in lower case.
  package var domains: [String]?
  /// The country of the billing address.
  package var market: Market?
  /// `none`, `reseller`, …, as received.
  package var relationship: String?
  /// Whether the service says that the partner sells to the customer no more.
  package var hasRelationshipEnded: Bool?
  package var qualifications: [Qualification]?
  /// The types of the agreements that are accepted.
  package var agreements: [String]?
  /// Whether the customer signed the Microsoft Customer Agreement with Microsoft itself.
  package var isDirectSigned: Bool?
  /// All subscriptions, including those kept because the service did not say that they are gone.
  package var subscriptions: [StoredSubscription]?
  /// The parts that could not be read: the customer is read again by the next run.
  package var unread: Set<CustomerPart> = []
  /// Absences in the parts that were read, with their times; they are not confirmed yet.
  package var absences: [CustomerAbsence: Date] = [:]
  /// The customer's line in the list when it was read.
  package var listedAs: String
  package var confirmedAt: Date

  package init(
    id: CustomerID, name: String, domain: String, market: Market?, qualifications: [Qualification]?,
    agreements: [String]? = nil, subscriptions: [StoredSubscription]? = nil, listedAs: String = "", confirmedAt: Date
  ) {
    self.id = id
    self.name = name
    self.domain = domain
    self.market = market
    self.qualifications = qualifications
    self.agreements = agreements
    self.subscriptions = subscriptions
    self.listedAs = listedAs
    self.confirmedAt = confirmedAt
  }
}

/// Something that a customer had and that a complete list leaves out.
package struct CustomerAbsence: Sendable, Hashable {
  package var part: CustomerPart
  /// The subscription; empty for the whole of the part.
  package var thing: String

  package init(_ part: CustomerPart, _ thing: String = "") {
    self.part = part
    self.thing = thing
  }
}
